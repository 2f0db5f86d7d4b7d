"""The people and the objects of the matrix, and whom an object exists for: written from DESIGN §3, §4 and CONTRACT, not from the views."""

from config.demonstration.organisation import MEMBERS

EVERYBODY = frozenset(member.account for member in MEMBERS)
NOBODY: frozenset[str] = frozenset()


def those(accounts: str) -> frozenset[str]:
    return frozenset(accounts.split())


_SECURITY = those("secadmin")

# ------------------------------------------------------------------ DESIGN §3: card and content
HOUSE, _BUSINESS = those("li wang liu"), those("chen he")

CARD = {
    "shared": HOUSE | _BUSINESS,
    "core": HOUSE,  # chen and he are in scope, not cleared
    "other": HOUSE,  # chen and he are cleared, not in scope
    "handed": HOUSE | those("chen"),  # the handling officer is let in
    "ungraded": HOUSE,  # head, registrar, handling officer, grading authority
    "waiting": HOUSE,
    "proposed": HOUSE,
    "regraded": HOUSE,  # chen and he were in scope; its declassification waits
    "closed": HOUSE | _BUSINESS,
    "lent": HOUSE | _BUSINESS,
    "half": HOUSE | _BUSINESS,
    "granted": HOUSE | _BUSINESS,
    "doomed": HOUSE | _BUSINESS,
    "doomed_half": HOUSE | _BUSINESS,
    "doomed_granted": HOUSE | _BUSINESS,
    "doomed_open": HOUSE | _BUSINESS,
    "destroyed": HOUSE | _BUSINESS,  # a tombstone
    "by_two": HOUSE,
    "opened": HOUSE,
    "missing": NOBODY,
}

_READERS = those("li wang")  # registrar, head of the owning unit; li handles as well
CONTENT = dict.fromkeys(CARD, _READERS) | {
    "core": _READERS | those("liu"),  # reader offices name the leader in charge
    "handed": _READERS | those("chen"),
    "proposed": _READERS | those("liu"),  # the proposal waits for the grading authority
    "regraded": _READERS | those("liu"),  # as above
    "lent": _READERS | those("chen"),  # on a running loan
    "destroyed": NOBODY,
    "by_two": NOBODY,  # nobody reads alone (REQUIREMENTS H6)
    "opened": NOBODY,
    "missing": NOBODY,
}
# Where two look at it together: by which address, whose screen.
BY_TWO = dict.fromkeys(("petitions:opening_content", "petitions:opening_file"), those("wang"))

# ------------------------------------------------------------------ DESIGN §3: slips, ledger
_BORROW = those("chen he liu zhao zhou")  # applicant, both signers, clerk; auditors: number, level, dates
_DESTROY = those("li wang liu zhao zhou")
WITNESSES = those("wu zheng")

KNOWS: dict[str, dict[str, frozenset[str]]] = {
    "petition": CARD,
    "attachment": CONTENT | {"removed": _READERS},  # one of each petition; of `shared` another that was taken out
    "opening": dict.fromkeys(("asked", "open"), those("li wang")) | {"missing": NOBODY},  # the two alone
    "borrow_slip": dict.fromkeys(("filed", "half", "granted", "out"), _BORROW) | {"missing": NOBODY},
    "destruction_slip": dict.fromkeys(("filed", "half"), _DESTROY)
    | dict.fromkeys(("granted", "opened", "done"), _DESTROY | WITNESSES)
    | {"missing": NOBODY},
    "carrier": {name: CARD[name] | those("zhao dang") for name in ("shared", "core", "other", "ungraded", "destroyed")}
    | {"missing": NOBODY},
    # Petition office: interim and wording; its leader in charge: signature; auditor: download (CONTRACT, DESIGN §4).
    "report": dict.fromkeys(("interim", "draft", "worded"), those("li wang liu zhou")) | {"missing": NOBODY},
    "notice": {"given": those("chen"), "missing": NOBODY},  # for whom it is alone: in scope before the change
    "scope_change": {"waiting": HOUSE, "missing": NOBODY},  # who answers for the petition: its reason tells of the content
    "scope_notice": {"given": those("chen"), "missing": NOBODY},  # for whom it is alone
    "made_document": {"rows": those("zhou"), "missing": NOBODY},  # for who asked for it alone
    "import": dict.fromkeys(("ready", "done"), those("li")) | {"missing": NOBODY},  # registrars of the unit (DESIGN §4)
    "person": dict.fromkeys([*EVERYBODY, "newcomer", "closed"], EVERYBODY) | {"missing": NOBODY},
    # The security administrator proposes; the leader in charge, for leaders the principal leader, confirms (REQUIREMENTS H8, DOMAIN §4.2).
    # One's own; the security administrator's business; for the only one of these, the principal leader's.
    "device": {"waiting": those("sun secadmin"), "running": those("chen secadmin"), "keepers": those("secadmin sheng"), "missing": NOBODY},
    # One's own, their head's, the security administrator's (REQUIREMENTS H4).
    "departure": {"sun": those("sun he secadmin"), "missing": NOBODY},
    "proposal": {"plain": those("secadmin liu"), "leading": those("secadmin sheng"), "missing": NOBODY},
    # Members, whoever is responsible (chen), head and leader in charge of the unit that answers for it, the security administrator.
    "group": {"crew": those("secadmin he liu chen qian"), "missing": NOBODY},
    "group_member": {"qian": those("secadmin he liu chen qian"), "missing": NOBODY},
    # The security administrator's; head and leader in charge of the unit that answers for the firm (REQUIREMENTS H7).
    "partner": {"firm": those("secadmin he liu"), "missing": NOBODY},
    "breach": dict.fromkeys(("decided", "objected", "refused"), _SECURITY) | {"missing": NOBODY},
    "ending": {"open": those("secadmin he liu"), "missing": NOBODY},
    "agreement": dict.fromkeys(("signed", "draft"), those("secadmin he liu")) | {"missing": NOBODY},
    "file_entry": dict.fromkeys(("fresh", "appealed"), those("li secadmin")) | {"missing": NOBODY},  # about li
    "unit": {"business_one": those("secadmin he liu sheng"), "missing": NOBODY},
    "course": {"basics": EVERYBODY, "missing": NOBODY},
    # Published to everybody; to one unit: its people, whoever heads or leads it, whoever publishes (REQUIREMENTS H9).
    "bulletin": {"case": EVERYBODY, "unit": those("chen he xin guo sun liu sheng secadmin"), "missing": NOBODY},
    "question": {"first": _SECURITY, "missing": NOBODY},  # the bank is whoever sets the test's
    "attempt": {"open": those("guo"), "missing": NOBODY},  # whose try it is
    # Their own, their head's, the security administrator's (REQUIREMENTS H3, H5).
    "pledge": {"li": those("li wang secadmin"), "wang": those("wang sheng secadmin"), "missing": NOBODY},
    "": {"": EVERYBODY},
}

# ------------------------------------------------------------------ objects the matrix walks through, per family
OBJECTS = {
    "petition": (
        *("shared", "core", "other", "handed", "waiting", "proposed", "regraded"),
        *("closed", "lent", "by_two", "destroyed", "missing"),
    ),
    "attachment": ("shared", "core", "handed", "proposed", "closed", "lent", "by_two", "destroyed", "removed", "missing"),
    "opening": ("asked", "open", "missing"),
    "borrow_slip": ("filed", "half", "granted", "out", "missing"),
    "destruction_slip": ("filed", "half", "granted", "opened", "done", "missing"),
    "carrier": ("shared", "core", "destroyed", "missing"),
    "import": ("ready", "done", "missing"),
    "person": ("li", "secadmin", "newcomer", "closed", "missing"),
    "proposal": ("plain", "leading", "missing"),
    "notice": ("given", "missing"),
    "scope_change": ("waiting", "missing"),
    "scope_notice": ("given", "missing"),
    "departure": ("sun", "missing"),
    "group": ("crew", "missing"),
    "group_member": ("qian", "missing"),
    "partner": ("firm", "missing"),
    "agreement": ("signed", "draft", "missing"),
    "breach": ("decided", "objected", "refused", "missing"),
    "ending": ("open", "missing"),
    "device": ("waiting", "running", "keepers", "missing"),
    "pledge": ("li", "wang", "missing"),
    "unit": ("business_one", "missing"),
    "course": ("basics", "missing"),
    "bulletin": ("case", "unit", "missing"),
    "file_entry": ("fresh", "appealed", "missing"),
    "question": ("first", "missing"),
    "attempt": ("open", "missing"),
    "report": ("interim", "draft", "worded", "missing"),
    "made_document": ("rows", "missing"),
    "": ("",),
}

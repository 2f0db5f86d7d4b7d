"""Who may see and do what, address by address: written from DESIGN §3, §4 and CONTRACT, not from the views.

`knows[family][object]`: whom an object exists for; for everybody else it is as if it did not.
`sees`: of those, who gets this very page by GET. `acts`: whose POST, filled in properly, is carried out.
Whoever is in neither gets no page and changes nothing. An address that is missing here fails the test.
"""

from dataclasses import dataclass

from config.demonstration.organisation import MEMBERS

EVERYBODY = frozenset(member.account for member in MEMBERS)
NOBODY: frozenset[str] = frozenset()


def those(accounts: str) -> frozenset[str]:
    return frozenset(accounts.split())


_SECURITY = those("secadmin")

# ------------------------------------------------------------------ DESIGN §3: card and content
_HOUSE, _BUSINESS = those("li wang liu"), those("chen he")

CARD = {
    "shared": _HOUSE | _BUSINESS,
    "core": _HOUSE,  # chen and he are in scope, not cleared
    "other": _HOUSE,  # chen and he are cleared, not in scope
    "handed": _HOUSE | those("chen"),  # the handling officer is let in
    "ungraded": _HOUSE,  # head, registrar, handling officer, grading authority
    "waiting": _HOUSE,
    "proposed": _HOUSE,
    "regraded": _HOUSE,  # chen and he were in scope; its declassification waits
    "closed": _HOUSE | _BUSINESS,
    "lent": _HOUSE | _BUSINESS,
    "half": _HOUSE | _BUSINESS,
    "granted": _HOUSE | _BUSINESS,
    "doomed": _HOUSE | _BUSINESS,
    "doomed_half": _HOUSE | _BUSINESS,
    "doomed_granted": _HOUSE | _BUSINESS,
    "doomed_open": _HOUSE | _BUSINESS,
    "destroyed": _HOUSE | _BUSINESS,  # a tombstone
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
    "missing": NOBODY,
}

# ------------------------------------------------------------------ DESIGN §3: slips, ledger
_BORROW = those("chen he liu zhao zhou")  # applicant, both signers, clerk; auditors: number, level, dates
_DESTROY = those("li wang liu zhao zhou")
_WITNESSES = those("wu zheng")

KNOWS: dict[str, dict[str, frozenset[str]]] = {
    "petition": CARD,
    "attachment": CONTENT | {"removed": _READERS},  # one of each petition; of `shared` another that was taken out
    "borrow_slip": dict.fromkeys(("filed", "half", "granted", "out"), _BORROW) | {"missing": NOBODY},
    "destruction_slip": dict.fromkeys(("filed", "half"), _DESTROY)
    | dict.fromkeys(("granted", "opened", "done"), _DESTROY | _WITNESSES)
    | {"missing": NOBODY},
    "carrier": {name: CARD[name] | those("zhao dang") for name in ("shared", "core", "other", "ungraded", "destroyed")}
    | {"missing": NOBODY},
    # Petition office: interim and wording; its leader in charge: signature; auditor: download (CONTRACT, DESIGN §4).
    "report": dict.fromkeys(("interim", "draft", "worded"), those("li wang liu zhou")) | {"missing": NOBODY},
    "notice": {"given": those("chen"), "missing": NOBODY},  # for whom it is alone: in scope before the change
    "made_document": {"rows": those("zhou"), "missing": NOBODY},  # for who asked for it alone
    "import": dict.fromkeys(("ready", "done"), those("li")) | {"missing": NOBODY},  # registrars of the unit (DESIGN §4)
    "person": dict.fromkeys([*EVERYBODY, "newcomer", "closed"], EVERYBODY) | {"missing": NOBODY},
    # The security administrator proposes; the leader in charge, for leaders the principal leader, confirms (REQUIREMENTS H8, DOMAIN §4.2).
    # One's own; the security administrator's business; for the only one of these, the principal leader's.
    "device": {"waiting": those("sun secadmin"), "running": those("chen secadmin"), "keepers": those("secadmin sheng"), "missing": NOBODY},
    "proposal": {"plain": those("secadmin liu"), "leading": those("secadmin sheng"), "missing": NOBODY},
    "file_entry": dict.fromkeys(("fresh", "appealed"), those("li secadmin")) | {"missing": NOBODY},  # about li
    "course": {"basics": EVERYBODY, "missing": NOBODY},
    "question": {"first": _SECURITY, "missing": NOBODY},  # the bank is whoever sets the test's
    "attempt": {"open": those("guo"), "missing": NOBODY},  # whose try it is
    # Their own, their head's, the security administrator's (REQUIREMENTS H3, H5).
    "pledge": {"li": those("li wang secadmin"), "wang": those("wang sheng secadmin"), "missing": NOBODY},
    "": {"": EVERYBODY},
}

# ------------------------------------------------------------------ objects the matrix walks through, per family
OBJECTS = {
    "petition": ("shared", "core", "other", "handed", "waiting", "proposed", "regraded", "closed", "lent", "destroyed", "missing"),
    "attachment": ("shared", "core", "handed", "proposed", "closed", "lent", "destroyed", "removed", "missing"),
    "borrow_slip": ("filed", "half", "granted", "out", "missing"),
    "destruction_slip": ("filed", "half", "granted", "opened", "done", "missing"),
    "carrier": ("shared", "core", "destroyed", "missing"),
    "import": ("ready", "done", "missing"),
    "person": ("li", "secadmin", "newcomer", "closed", "missing"),
    "proposal": ("plain", "leading", "missing"),
    "notice": ("given", "missing"),
    "device": ("waiting", "running", "keepers", "missing"),
    "pledge": ("li", "wang", "missing"),
    "course": ("basics", "missing"),
    "file_entry": ("fresh", "appealed", "missing"),
    "question": ("first", "missing"),
    "attempt": ("open", "missing"),
    "report": ("interim", "draft", "worded", "missing"),
    "made_document": ("rows", "missing"),
    "": ("",),
}


# Insiders walk through every object. Whoever is party to slips or reports only, and more so whoever is party to nothing,
# meets the same answer everywhere else: a few objects of each family show it.
INSIDERS = those("li wang liu chen he")
PARTIES = those("zhao zhou wu zheng")
FOR_PARTIES = {
    "petition": ("shared", "destroyed", "missing"),
    "attachment": ("shared", "removed", "missing"),
    "borrow_slip": ("filed", "granted", "out", "missing"),
    "destruction_slip": ("filed", "granted", "opened", "done", "missing"),
    "carrier": ("core", "missing"),
    "import": ("done", "missing"),
    "notice": ("given", "missing"),
    "pledge": ("li", "missing"),
    "course": ("basics", "missing"),
    "file_entry": ("fresh", "appealed", "missing"),
    "question": ("first", "missing"),
    "attempt": ("open", "missing"),
    "report": ("interim", "worded", "missing"),
    "made_document": ("rows", "missing"),
    "": ("",),
}
FOR_OUTSIDERS = FOR_PARTIES | {
    "borrow_slip": ("filed", "missing"),
    "destruction_slip": ("granted", "missing"),
    "report": ("interim", "missing"),
    "made_document": ("rows",),
}
# What is done about people, some do; for all others it is one answer.
KEEPERS = those("sysadmin secadmin sheng liu")
FOR_OTHERS = {"person": ("li", "missing"), "proposal": ("plain", "missing"), "device": ("waiting", "running", "missing")}


# Insiders share the petitions out among them, so that each is walked by somebody who sees it and somebody who does not, where there is one;
# `make prove` walks through all of them with everybody.
WALKS = {
    "li": those("shared handed waiting closed destroyed missing"),
    "wang": those("core waiting proposed missing"),
    "liu": those("core proposed lent destroyed missing"),
    "chen": those("shared core handed lent missing"),
    "he": those("shared other closed missing"),
}


def objects_for(account: str, *, whole: bool = False) -> dict[str, tuple[str, ...]]:
    records = OBJECTS if account in INSIDERS else FOR_PARTIES if account in PARTIES else FOR_OUTSIDERS
    people = OBJECTS if account in KEEPERS else FOR_OTHERS
    found = OBJECTS | records | {family: people[family] for family in FOR_OTHERS}
    if account in WALKS and not whole:
        for family in ("petition", "attachment"):
            found[family] = tuple(name for name in OBJECTS[family] if name in WALKS[account] | those("removed"))
    return found


@dataclass(frozen=True)
class Rule:
    """What one address promises. `sees` and `acts` map objects to accounts; an object left out means nobody."""

    family: str = ""
    sees: dict[str, frozenset[str]] | None = None  # None: the address takes no GET
    acts: dict[str, frozenset[str]] | None = None  # None: the address takes no POST
    outside: bool = False  # open without signing in
    as_before: bool = False  # success leaves no new business row (a search, a reveal, the next state of an import's run)
    leads_on: bool = False  # the answer shows nothing: the page it leads to is what is recorded
    again: dict[str, frozenset[str]] | None = None  # who has done it already: the POST leads there and writes nothing
    by_query: bool = False  # the object stands in the query, not in the path


def page(accounts: frozenset[str] = EVERYBODY) -> dict[str, frozenset[str]]:
    return {"": accounts}


_OPEN_CASES = ("shared", "core", "other", "ungraded", "waiting", "proposed", "regraded", "lent", "half", "granted")
_LI = those("li")
_SYSTEM = those("sysadmin")


def _on(objects: tuple[str, ...], accounts: frozenset[str]) -> dict[str, frozenset[str]]:
    return dict.fromkeys(objects, accounts)


_ATTACHING = _on(_OPEN_CASES, _LI) | {"handed": those("li chen")}


# Anyone cleared and in scope borrows what is not lent, on another slip of theirs, or destroyed. Nobody independent is left to
# sign for the leader in charge: at these levels the second signature is that leader's own, and there is one substitute only.
_BORROWING = {
    "shared": those("li wang he"),
    "core": those("li wang"),
    "other": those("li wang"),
    "handed": those("li wang chen"),
    "waiting": those("li wang"),
    "proposed": those("li wang"),
    "regraded": those("li wang"),
    "closed": those("li wang chen he"),
}

# Who can see a petition is told to those who answer for it (REQUIREMENTS G5, G7).
_ANSWERING = dict.fromkeys([name for name in CARD if name not in ("destroyed", "missing")], _HOUSE) | {"handed": _HOUSE | those("chen")}

_SEEN = {name: seers for name, seers in CARD.items() if name not in ("destroyed", "missing")}
# What somebody can see is told to themself, to those above them, and in figures to the security administrator.
_ABOVE = {"li": those("li wang liu sheng secadmin"), "secadmin": those("secadmin sheng"), "newcomer": _SECURITY, "closed": _SECURITY}

_PROPOSED = _on(("li", "newcomer"), _SECURITY)  # never for themself, nor for a closed account

_ENROLLING = {"waiting": _SECURITY, "keepers": those("sheng")}

_KEPT = _PROPOSED | {"secadmin": those("sheng")}  # the only security administrator's own: the principal leader

POLICY: dict[str, Rule] = {
    # ---- the door and the roof
    "account_login": Rule(outside=True, sees=page(), acts=None),
    "activation": Rule(outside=True, sees=page(), acts=None),
    "mfa_authenticate": Rule(outside=True),  # leads to the door or the roof: only between password and code it is a page
    "account_logout": Rule(outside=True, sees=page(), acts=None),
    "account_change_password": Rule(sees=page(), acts=page()),
    "set_language": Rule(outside=True, acts=page(), as_before=True, leads_on=True),
    "healthz": Rule(outside=True, sees=page()),
    "worklist": Rule(sees=page()),
    "approvals": Rule(sees=page()),
    "operations": Rule(sees=page(those("sysadmin secadmin secaudit"))),
    "overview": Rule(sees=page(those("wang he liu sheng"))),  # heads and leaders, of what they see
    "personnel:people": Rule(sees=page()),
    "personnel:person": Rule("person", sees=KNOWS["person"]),
    # The system administrator makes accounts, the security administrator keeps them; each hands out a half of an open code.
    "personnel:account_new": Rule(sees=page(_SYSTEM), acts=page(_SYSTEM)),
    "personnel:account_code": Rule("person", acts={"newcomer": _SYSTEM | _SECURITY}),
    "personnel:account_renewal": Rule("person", acts=_KEPT),
    "personnel:account_closing": Rule("person", acts=_KEPT),
    "personnel:account_reopening": Rule("person", acts={"closed": _SECURITY}),
    "personnel:propose": Rule(
        "person", sees=_on(("li", "newcomer"), _SECURITY), acts=_on(("li", "newcomer"), _SECURITY)
    ),  # never for themself
    "personnel:propose_rule": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "personnel:my_devices": Rule(sees=page(), acts=page(EVERYBODY - those("sun secadmin"))),  # theirs wait already
    # A second factor is the person's own; only setting it up can begin here: nobody has one yet, what follows has tests of its own.
    "personnel:my_factor": Rule(sees=page()),
    "personnel:factor_beginning": Rule(acts=page(), as_before=True),
    "personnel:factor_confirming": Rule(acts={}),
    "personnel:factor_codes": Rule(acts={}),
    "personnel:factor_removal": Rule(acts={}),
    "personnel:devices": Rule(sees=page()),
    "personnel:device": Rule("device", sees=KNOWS["device"]),
    "personnel:device_enrolment": Rule("device", acts=_ENROLLING),
    "personnel:device_refusal": Rule("device", acts=_ENROLLING),
    "personnel:device_revocation": Rule(
        "device", acts={"waiting": those("sun secadmin"), "running": those("chen secadmin"), "keepers": those("secadmin sheng")}
    ),
    "personnel:proposals": Rule(sees=page()),
    "personnel:proposal": Rule("proposal", sees=KNOWS["proposal"]),
    "personnel:confirmation": Rule("proposal", acts={"plain": those("liu"), "leading": those("sheng")}),
    "personnel:refusal": Rule("proposal", acts={"plain": those("liu"), "leading": those("sheng")}),
    "personnel:withdrawal": Rule("proposal", acts=_on(("plain", "leading"), _SECURITY)),
    # DOMAIN §4.2: password, session and lock policy is the security administrator's; the other two read it.
    "personnel:signin_policy": Rule(sees=page(those("sysadmin secadmin secaudit")), acts=page(those("secadmin"))),
    "classification:schemes": Rule(sees=page()),
    "classification:notices": Rule(sees=page()),
    "classification:due": Rule(sees=page()),
    "classification:review": Rule("petition", acts={}),  # nothing is due here before a year is over
    "classification:receipt": Rule("notice", acts={"given": those("chen")}, as_before=True),
    # ---- the gate: duties are everybody's own; conditions, texts and checks are the security administrator's, never of themselves
    "gate:duties": Rule(sees=page()),
    "gate:pledge": Rule(sees=page(), acts=page(those("xin"))),  # everybody else has signed this year
    "gate:signed": Rule("pledge", sees=KNOWS["pledge"]),
    "gate:texts": Rule(sees=page(_SECURITY)),
    "gate:text_new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "gate:conditions": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "gate:check": Rule(
        "person", sees=_on(("li", "secadmin", "newcomer", "closed"), _SECURITY), acts=_on(("li", "newcomer", "closed"), _SECURITY)
    ),
    # ---- the file: the person's, their head's, the security administrator's; who keeps it never keeps their own (REQUIREMENTS H5, H7)
    "file:file": Rule("person", sees={"li": those("li wang secadmin"), "secadmin": _SECURITY, "newcomer": _SECURITY, "closed": _SECURITY}),
    "file:entry_new": Rule("person", sees=_on(("li", "newcomer", "closed"), _SECURITY), acts=_on(("li", "newcomer", "closed"), _SECURITY)),
    "file:appeal": Rule("file_entry", sees={"fresh": _LI}, acts={"fresh": _LI}),
    "file:answer": Rule("file_entry", sees={"appealed": _SECURITY}, acts={"appealed": _SECURITY}),
    # ---- training: courses are everybody's; set up by the security administrator; heads and leaders see how far their units are
    "training:courses": Rule(sees=page()),
    "training:course": Rule("course", sees={"basics": EVERYBODY}),
    "training:new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "training:edit": Rule("course", sees={"basics": _SECURITY}, acts={"basics": _SECURITY}),
    "training:questions": Rule("course", acts={"basics": _SECURITY}),
    "training:attendance": Rule("course", sees={"basics": _SECURITY}, acts={"basics": _SECURITY}),
    "training:retirement": Rule("question", acts={"first": _SECURITY}),
    "training:beginning": Rule("course", acts={}, again={"basics": those("guo")}),  # everybody else has passed; guo goes on
    "training:attempt": Rule("attempt", sees=KNOWS["attempt"], acts={"open": those("guo")}),
    "training:coverage": Rule(sees=page(those("wang he liu sheng secadmin"))),
    # ---- petitions
    "petitions:imports": Rule(sees=page(_LI)),
    "petitions:import_new": Rule(sees=page(_LI), acts=page(_LI)),
    "petitions:import": Rule("import", sees=_on(("ready", "done"), _LI)),
    "petitions:import_progress": Rule("import", sees=_on(("ready", "done"), _LI)),
    "petitions:import_mapping": Rule("import", acts={"ready": _LI}, as_before=True),
    "petitions:import_beginning": Rule("import", acts={"ready": _LI}, as_before=True),
    "petitions:import_removal": Rule("import", acts={"ready": _LI}, as_before=True),
    "petitions:import_errors": Rule("import", sees={"done": _LI}, acts={"done": _LI}),
    "petitions:import_undoing": Rule("import", acts={"done": _LI}, as_before=True),
    "petitions:import_repeats": Rule("import", sees=_on(("ready", "done"), _LI)),
    # Linking is a correction: the registrar of the owning unit, while the case is open (DESIGN §4, DOMAIN §2.7).
    "petitions:repeats": Rule("petition", sees=_on((*_OPEN_CASES, "handed"), _LI)),
    "petitions:comparison": Rule("petition", sees=_on((*_OPEN_CASES, "handed"), _LI), acts={}),  # nothing repeats itself
    "petitions:unlinking": Rule("petition", acts={}, again=_on((*_OPEN_CASES, "handed"), _LI)),
    "petitions:list": Rule(sees=page()),
    "petitions:new": Rule(sees=page(_LI), acts=page(_LI)),
    "petitions:hints": Rule(acts=page(_LI), as_before=True),
    "petitions:search": Rule(acts=page(), as_before=True, leads_on=True),
    "petitions:petition": Rule("petition", sees=CARD),
    "petitions:edit": Rule("petition", sees=_on((*_OPEN_CASES, "handed"), _LI), acts=_on((*_OPEN_CASES, "handed"), _LI)),
    "petitions:handling": Rule(
        "petition",
        sees=_on((*_OPEN_CASES, "handed"), those("li wang")),
        acts=_on(("waiting", "handed"), those("li wang")),
        again=_on(("shared", "core", "other", "proposed", "regraded", "lent"), those("li wang")),  # in li's hands already
    ),
    "petitions:closing": Rule(
        "petition",
        sees=_on(("shared", "core", "other", "proposed", "regraded", "lent"), _LI) | {"handed": those("chen")},
        acts=_on(("shared", "core", "other", "proposed", "regraded", "lent"), _LI) | {"handed": those("chen")},
    ),
    "petitions:reopening": Rule("petition", sees={"closed": _LI}, acts={"closed": _LI}),
    "petitions:notes": Rule(
        "petition", acts=_on(("shared", "core", "other", "proposed", "regraded", "lent"), _LI) | {"handed": those("chen")}
    ),
    "petitions:grading": Rule(
        "petition",
        sees=_on(("shared", "core", "other", "regraded", "lent", "closed"), _LI) | {"handed": those("chen"), "proposed": those("li liu")},
        acts=_on(("shared", "core", "other", "regraded", "lent", "closed"), _LI) | {"handed": those("chen"), "proposed": those("li liu")},
    ),
    "petitions:declassification": Rule(
        "petition",
        sees=_on(("shared", "core", "other", "lent", "closed"), _LI) | {"handed": those("chen"), "regraded": those("li liu")},
        acts=_on(("shared", "core", "other", "lent", "closed"), _LI) | {"handed": those("chen"), "regraded": those("li liu")},
    ),
    "petitions:declining": Rule(
        "petition", sees=_on(("proposed", "regraded"), those("liu")), acts=_on(("proposed", "regraded"), those("liu"))
    ),
    "petitions:knowing": Rule("petition", sees=_ANSWERING),
    "petitions:walls": Rule("petition", acts=_ANSWERING),
    "petitions:wall_lifting": Rule("petition", acts={}),  # nobody is kept out in this world: tests of their own
    "petitions:recusal": Rule("petition", sees=_SEEN, acts=_SEEN),  # everybody keeps out themself (DOMAIN §2.1)
    "petitions:seen_by": Rule("person", sees=_ABOVE),
    "petitions:reveal": Rule("petition", acts=CONTENT, as_before=True),
    # ---- attachments: content, opened by its readers; attached and taken out by the registrar and the handling officer
    "petitions:attachments": Rule("petition", sees=_ATTACHING, acts=_ATTACHING),
    "petitions:attachment": Rule("attachment", sees=CONTENT),
    "petitions:attachment_page": Rule("attachment", sees=CONTENT),
    "petitions:attachment_file": Rule("attachment", sees=CONTENT),
    "petitions:attachment_removal": Rule("attachment", sees=_ATTACHING, acts=_ATTACHING),
    "petitions:attachment_restoration": Rule("attachment", acts={"removed": _LI}),
    # ---- custody
    "custody:carriers": Rule(sees=page()),
    "custody:carrier": Rule("carrier", sees=KNOWS["carrier"]),
    "custody:description": Rule("carrier", acts=_on(("shared", "core"), those("li zhao"))),
    "custody:borrow_slips": Rule(sees=page()),
    "custody:borrow_new": Rule("petition", sees=CARD, acts=_BORROWING, again=_on(("shared", "lent"), those("chen")), by_query=True),
    "custody:borrow_slip": Rule("borrow_slip", sees=KNOWS["borrow_slip"]),
    "custody:borrow_print": Rule("borrow_slip", sees=KNOWS["borrow_slip"]),
    "custody:borrow_pdf": Rule("borrow_slip", sees=KNOWS["borrow_slip"]),
    "custody:approval": Rule("borrow_slip", acts={"filed": those("he"), "half": those("liu")}),
    "custody:refusal": Rule("borrow_slip", acts={"filed": those("he"), "half": those("liu")}),
    "custody:withdrawal": Rule("borrow_slip", acts=_on(("filed", "half", "granted"), those("chen"))),
    "custody:handover": Rule("borrow_slip", acts={"granted": those("zhao")}),
    "custody:return": Rule("borrow_slip", acts={"out": those("zhao")}),
    # ---- destruction
    "destruction:slips": Rule(sees=page()),
    "destruction:slip_new": Rule("petition", sees=_on(tuple(CARD), _LI), acts={"closed": _LI}, by_query=True),
    "destruction:slip": Rule("destruction_slip", sees=KNOWS["destruction_slip"]),
    "destruction:print": Rule("destruction_slip", sees=KNOWS["destruction_slip"]),
    "destruction:pdf": Rule("destruction_slip", sees=KNOWS["destruction_slip"]),
    "destruction:approval": Rule("destruction_slip", acts={"filed": those("wang"), "half": those("liu")}),
    "destruction:refusal": Rule("destruction_slip", acts={"filed": those("wang"), "half": those("liu")}),
    "destruction:withdrawal": Rule("destruction_slip", acts=_on(("filed", "half", "granted"), _LI)),
    "destruction:execution": Rule("destruction_slip", acts={"granted": those("zhao")}),
    "destruction:witness": Rule("destruction_slip", acts={"opened": _WITNESSES}),
    "destruction:certificate": Rule("destruction_slip", sees={"done": KNOWS["destruction_slip"]["done"]}),
    "destruction:certificate_pdf": Rule("destruction_slip", sees={"done": KNOWS["destruction_slip"]["done"]}),
    "destruction:certificate_print": Rule("destruction_slip", sees={"done": KNOWS["destruction_slip"]["done"]}),
    # ---- supervision
    "inspection:reports": Rule(sees=page()),
    "inspection:interim": Rule(acts=page(those("li wang"))),
    "inspection:report": Rule("report", sees=KNOWS["report"]),
    "inspection:print": Rule("report", sees=KNOWS["report"]),
    "inspection:figure": Rule("report", sees=KNOWS["report"]),
    "inspection:wording": Rule("report", sees=_on(("draft", "worded"), those("li wang")), acts=_on(("draft", "worded"), those("li wang"))),
    "inspection:signature": Rule("report", acts={"worded": those("liu")}),
    "inspection:rows": Rule("report", acts={"interim": those("zhou")}, as_before=True),
    "documents:document": Rule("made_document", sees={"rows": those("zhou")}),
    "documents:pledge": Rule("pledge", sees=KNOWS["pledge"]),
    "documents:progress": Rule("made_document", sees={"rows": those("zhou")}),
    "documents:file": Rule("made_document", sees={"rows": those("zhou")}),
    "documents:again": Rule("made_document", acts={"rows": those("zhou")}, as_before=True),
    "inspection:pdf": Rule("report", sees={"interim": those("zhou")}),
    "inspection:docx": Rule("report", sees={"interim": those("zhou")}),
    "inspection:xlsx": Rule("report", sees={"interim": those("zhou")}),
    "inspection:csv": Rule("report", sees={"interim": those("zhou")}),
    "inspection:trail": Rule(sees=page()),
}

"""Petitions with attachments and imports, and their levels."""

from tests.matrix.objects import CARD, CONTENT, HOUSE, KNOWS, those
from tests.matrix.rule import Rule, on, page

_LI = those("li")
_SECURITY = those("secadmin")
_OPEN_CASES = ("shared", "core", "other", "ungraded", "waiting", "proposed", "regraded", "lent", "half", "granted")
_ATTACHING = on(_OPEN_CASES, _LI) | {"handed": those("li chen"), "by_two": _LI}  # adding to it reads nothing of it
_IN_LIS_HANDS = ("shared", "core", "other", "proposed", "regraded", "lent", "by_two")
_GRADED_BY_LI = ("shared", "core", "other", "regraded", "lent", "closed", "by_two")

# Who can see a petition is told to those who answer for it (REQUIREMENTS G5, G7).
_ANSWERING = dict.fromkeys([name for name in CARD if name not in ("destroyed", "missing")], HOUSE) | {"handed": HOUSE | those("chen")}

_SEEN = {name: seers for name, seers in CARD.items() if name not in ("destroyed", "missing")}
_GRADED_AND_SEEN = {name: seers for name, seers in _SEEN.items() if name not in ("ungraded", "waiting", "proposed")}
# The handling officer, the head of the owning unit, its grading authority.
_SCOPING = dict.fromkeys(_GRADED_AND_SEEN, HOUSE) | {"handed": those("wang liu chen")}
# What somebody can see is told to themself, to those above them, and in figures to the security administrator.
_ABOVE = {"li": those("li wang liu sheng secadmin"), "secadmin": those("secadmin sheng"), "newcomer": _SECURITY, "closed": _SECURITY}

PETITIONS: dict[str, Rule] = {
    "classification:schemes": Rule(sees=page()),
    # The security administrator proposes, the principal leader confirms (REQUIREMENTS G2, DESIGN §4: "changes it with approval").
    "classification:scheme_new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "classification:level_new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "classification:scheme_change": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "classification:level_change": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "classification:policy_change": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "classification:guide": Rule(sees=page()),  # whoever grades reads it; it says nothing of any record
    "classification:notices": Rule(sees=page()),
    "classification:due": Rule(sees=page()),
    "classification:review": Rule("petition", acts={}),  # nothing is due here before a year is over
    "classification:reviews": Rule(acts={}, again=page()),  # nothing is due here: it leads back to the list
    "classification:receipt": Rule("notice", acts={"given": those("chen")}, as_before=True),
    # ---- petitions
    "petitions:imports": Rule(sees=page(_LI)),
    "petitions:import_new": Rule(sees=page(_LI), acts=page(_LI)),
    "petitions:import": Rule("import", sees=on(("ready", "done"), _LI)),
    "petitions:import_progress": Rule("import", sees=on(("ready", "done"), _LI)),
    "petitions:import_mapping": Rule("import", acts={"ready": _LI}, as_before=True),
    "petitions:import_beginning": Rule("import", acts={"ready": _LI}, as_before=True),
    "petitions:import_removal": Rule("import", acts={"ready": _LI}, as_before=True),
    "petitions:import_errors": Rule("import", sees={"done": _LI}, acts={"done": _LI}),
    "petitions:import_undoing": Rule("import", acts={"done": _LI}, as_before=True),
    "petitions:import_repeats": Rule("import", sees=on(("ready", "done"), _LI)),
    # Linking is a correction: the registrar of the owning unit, while the case is open (DESIGN §4, DOMAIN §2.7).
    "petitions:repeats": Rule("petition", sees=on((*_OPEN_CASES, "handed", "by_two"), _LI)),
    "petitions:comparison": Rule("petition", sees=on((*_OPEN_CASES, "handed", "by_two"), _LI), acts={}),  # nothing repeats itself
    "petitions:unlinking": Rule("petition", acts={}, again=on((*_OPEN_CASES, "handed", "by_two"), _LI)),
    "petitions:list": Rule(sees=page()),
    "petitions:new": Rule(sees=page(_LI), acts=page(_LI)),
    "petitions:hints": Rule(acts=page(_LI), as_before=True),
    "petitions:search": Rule(acts=page(), as_before=True, leads_on=True),
    "petitions:petition": Rule("petition", sees=CARD),
    "petitions:edit": Rule("petition", sees=on((*_OPEN_CASES, "handed"), _LI), acts=on((*_OPEN_CASES, "handed"), _LI)),
    "petitions:handling": Rule(
        "petition",
        sees=on((*_OPEN_CASES, "handed", "by_two"), those("li wang")),
        acts=on(("waiting", "handed"), those("li wang")),
        again=on(_IN_LIS_HANDS, those("li wang")),  # in li's hands already
    ),
    "petitions:closing": Rule(
        "petition",
        sees=on(_IN_LIS_HANDS, _LI) | {"handed": those("chen")},
        acts=on(_IN_LIS_HANDS, _LI) | {"handed": those("chen")},
    ),
    "petitions:reopening": Rule("petition", sees={"closed": _LI}, acts={"closed": _LI}),
    "petitions:notes": Rule("petition", acts=on(_IN_LIS_HANDS, _LI) | {"handed": those("chen")}),
    "petitions:grading": Rule(
        "petition",
        sees=on(_GRADED_BY_LI, _LI) | {"handed": those("chen"), "proposed": those("li liu")},
        acts=on(_GRADED_BY_LI, _LI) | {"handed": those("chen"), "proposed": those("li liu")},
    ),
    "petitions:declassification": Rule(
        "petition",
        sees=on(("shared", "core", "other", "lent", "closed", "by_two"), _LI) | {"handed": those("chen"), "regraded": those("li liu")},
        acts=on(("shared", "core", "other", "lent", "closed", "by_two"), _LI) | {"handed": those("chen"), "regraded": those("li liu")},
    ),
    "petitions:declining": Rule(
        "petition", sees=on(("proposed", "regraded"), those("liu")), acts=on(("proposed", "regraded"), those("liu"))
    ),
    "petitions:knowing": Rule("petition", sees=_ANSWERING),
    "petitions:walls": Rule("petition", acts=_ANSWERING),
    "petitions:wall_lifting": Rule("petition", acts={}),  # nobody is kept out in this world: tests of their own
    "petitions:recusal": Rule("petition", sees=_SEEN, acts=_SEEN),  # everybody keeps out themself (DOMAIN §2.1)
    # In li's hands alone; the registrar and the head of the owning unit put cases into other hands (DESIGN §4).
    "petitions:handing_over": Rule("person", sees={"li": those("li wang")}, acts={"li": those("li wang")}),
    "petitions:seen_by": Rule("person", sees=_ABOVE),
    # By number, level and days, for auditors; administrators see no record, not even that it is there (DESIGN §3, BMT 20).
    **dict.fromkeys(("petitions:register", "petitions:register_print", "petitions:register_sheet"), Rule(sees=page(those("zhou")))),
    # ---- who needs to know: everybody who sees a graded petition asks for themself, those who answer for it for others; the grading
    # authority decides, never who asked (REQUIREMENTS G5, THREATS T73). Li has asked for Qian.
    "petitions:scope_adding": Rule("petition", sees=_GRADED_AND_SEEN, acts=_GRADED_AND_SEEN),
    "petitions:scope_removal": Rule(
        "petition", sees=_SCOPING, acts={name: _SCOPING[name] for name in ("shared", "core", "lent", "closed")}
    ),
    "petitions:scope_change": Rule("scope_change", sees=KNOWS["scope_change"]),
    "petitions:scope_granting": Rule("scope_change", acts={"waiting": those("liu")}),
    "petitions:scope_declining": Rule("scope_change", acts={"waiting": those("liu")}),
    "petitions:scope_withdrawal": Rule("scope_change", acts={"waiting": _LI}, as_before=True),
    "classification:scope_receipt": Rule("scope_notice", acts={"given": those("chen")}, as_before=True),
    "petitions:reveal": Rule("petition", acts=CONTENT, as_before=True),
    # ---- opening by two: asked for by readers, signed by both, looked at by the reader on one screen (REQUIREMENTS H6)
    "petitions:opening_new": Rule("petition", sees={"by_two": CONTENT["core"]}, acts={"by_two": CONTENT["core"]}),
    "petitions:opening": Rule("opening", sees=KNOWS["opening"]),
    "petitions:opening_state": Rule("opening", sees=KNOWS["opening"]),
    "petitions:opening_signature": Rule("opening", acts={"asked": those("li wang")}),
    "petitions:opening_companion": Rule("opening", acts={"asked": _LI}),
    "petitions:opening_ending": Rule("opening", acts=KNOWS["opening"]),
    "petitions:opening_content": Rule("opening", sees={"open": those("wang")}),
    "petitions:opening_file": Rule("opening", sees={"open": those("wang")}),
    "petitions:opening_page": Rule("opening", sees={"open": those("wang")}),
    # ---- attachments: content, opened by its readers; attached and taken out by the registrar and the handling officer
    "petitions:attachments": Rule("petition", sees=_ATTACHING, acts=_ATTACHING),
    "petitions:attachment": Rule("attachment", sees=CONTENT),
    "petitions:attachment_page": Rule("attachment", sees=CONTENT),
    "petitions:attachment_file": Rule("attachment", sees=CONTENT),
    "petitions:attachment_removal": Rule("attachment", sees=_ATTACHING, acts=_ATTACHING),
    "petitions:attachment_restoration": Rule("attachment", acts={"removed": _LI}),
}

"""The ledger, slips, reports, documents and the trail."""

from tests.matrix.objects import CARD, KNOWS, WITNESSES, those
from tests.matrix.rule import Rule, on, page

_LI = those("li")

# Anyone cleared and in scope borrows what is not lent, on another slip of theirs, or destroyed. Nobody independent is left to
# sign for the leader in charge: at these levels the second signature is that leader's own, and there is one substitute only.
_BORROWING = {
    "shared": those("li wang he"),
    "core": those("li wang"),
    "by_two": those("li wang"),
    "other": those("li wang"),
    "handed": those("li wang chen"),
    "waiting": those("li wang"),
    "proposed": those("li wang"),
    "regraded": those("li wang"),
    "closed": those("li wang chen he"),
}

SLIPS: dict[str, Rule] = {
    # ---- custody
    "custody:carriers": Rule(sees=page()),
    "custody:carrier_new": Rule(sees=page(those("zhao")), acts=page(those("zhao"))),  # the security clerk keeps the ledger (DESIGN §3)
    "custody:carrier": Rule("carrier", sees=KNOWS["carrier"]),
    "custody:description": Rule("carrier", acts=on(("shared", "core"), those("li zhao"))),
    "custody:keeping": Rule("person", sees={"li": those("li zhao")}, acts={"li": those("li zhao")}),  # li keeps them all
    "custody:borrow_slips": Rule(sees=page()),
    "custody:borrow_new": Rule("petition", sees=CARD, acts=_BORROWING, again=on(("shared", "lent"), those("chen")), by_query=True),
    "custody:borrow_slip": Rule("borrow_slip", sees=KNOWS["borrow_slip"]),
    "custody:borrow_print": Rule("borrow_slip", sees=KNOWS["borrow_slip"]),
    "custody:borrow_pdf": Rule("borrow_slip", sees=KNOWS["borrow_slip"]),
    "custody:approval": Rule("borrow_slip", acts={"filed": those("he"), "half": those("liu")}),
    "custody:refusal": Rule("borrow_slip", acts={"filed": those("he"), "half": those("liu")}),
    "custody:withdrawal": Rule("borrow_slip", acts=on(("filed", "half", "granted"), those("chen"))),
    "custody:handover": Rule("borrow_slip", acts={"granted": those("zhao")}),
    "custody:return": Rule("borrow_slip", acts={"out": those("zhao")}),
    # ---- destruction
    "destruction:slips": Rule(sees=page()),
    "destruction:slip_new": Rule("petition", sees=on(tuple(CARD), _LI), acts={"closed": _LI}, by_query=True),
    "destruction:slip": Rule("destruction_slip", sees=KNOWS["destruction_slip"]),
    "destruction:print": Rule("destruction_slip", sees=KNOWS["destruction_slip"]),
    "destruction:pdf": Rule("destruction_slip", sees=KNOWS["destruction_slip"]),
    "destruction:approval": Rule("destruction_slip", acts={"filed": those("wang"), "half": those("liu")}),
    "destruction:refusal": Rule("destruction_slip", acts={"filed": those("wang"), "half": those("liu")}),
    "destruction:withdrawal": Rule("destruction_slip", acts=on(("filed", "half", "granted"), _LI)),
    "destruction:execution": Rule("destruction_slip", acts={"granted": those("zhao")}),
    "destruction:witness": Rule("destruction_slip", acts={"opened": WITNESSES}),
    "destruction:certificate": Rule("destruction_slip", sees={"done": KNOWS["destruction_slip"]["done"]}),
    "destruction:certificate_pdf": Rule("destruction_slip", sees={"done": KNOWS["destruction_slip"]["done"]}),
    "destruction:certificate_print": Rule("destruction_slip", sees={"done": KNOWS["destruction_slip"]["done"]}),
    # ---- supervision
    "inspection:reports": Rule(sees=page()),
    "inspection:interim": Rule(acts=page(those("li wang"))),
    "inspection:report": Rule("report", sees=KNOWS["report"]),
    "inspection:print": Rule("report", sees=KNOWS["report"]),
    "inspection:figure": Rule("report", sees=KNOWS["report"]),
    "inspection:wording": Rule("report", sees=on(("draft", "worded"), those("li wang")), acts=on(("draft", "worded"), those("li wang"))),
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

"""The door, people, their accounts, devices, gate, file and training."""

from tests.matrix.objects import EVERYBODY, KNOWS, those
from tests.matrix.rule import Rule, on, page

_SECURITY = those("secadmin")
_SYSTEM = those("sysadmin")
_LI = those("li")
_STEERING = those("secadmin he chen")

_PROPOSED = on(("li", "newcomer"), _SECURITY)  # never for themself, nor for a closed account

_ENROLLING = {"waiting": _SECURITY, "keepers": those("sheng")}

_KEPT = _PROPOSED | {"secadmin": those("sheng")}  # the only security administrator's own: the principal leader

PEOPLE: dict[str, Rule] = {
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
    # Not the only security administrator's: the house cannot be without one.
    "personnel:account_closing": Rule("person", acts={name: by for name, by in _KEPT.items() if name != "secadmin"}),
    "personnel:account_reopening": Rule("person", acts={"closed": _SECURITY}),
    "personnel:propose": Rule(
        "person", sees=on(("li", "newcomer"), _SECURITY), acts=on(("li", "newcomer"), _SECURITY)
    ),  # never for themself
    "personnel:propose_rule": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "personnel:my_devices": Rule(sees=page(), acts=page(EVERYBODY - those("sun secadmin fang"))),  # theirs wait already
    # A second factor is the person's own; only setting it up can begin here: nobody has one yet, what follows has tests of its own.
    "personnel:my_factor": Rule(sees=page()),
    "personnel:factor_beginning": Rule(acts=page(), as_before=True),
    "personnel:factor_confirming": Rule(acts={}),
    "personnel:factor_codes": Rule(acts={}),
    "personnel:factor_removal": Rule(acts={}),
    "personnel:key_question": Rule(outside=True, acts={}),  # between password and code as well; nobody has a key
    "personnel:key_introduction": Rule(acts={}),  # browsers let no key be set up here: no https
    "personnel:key_new": Rule(acts={}),
    "personnel:key_removal": Rule(acts={}),
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
    "personnel:withdrawal": Rule("proposal", acts=on(("plain", "leading"), _SECURITY)),
    # DOMAIN §4.2: password, session and lock policy is the security administrator's; the other two read it.
    "personnel:signin_policy": Rule(sees=page(those("sysadmin secadmin secaudit")), acts=page(those("secadmin"))),
    # ---- the gate: duties are everybody's own; conditions, texts and checks are the security administrator's, never of themselves
    "gate:duties": Rule(sees=page()),
    "gate:pledge": Rule(sees=page(), acts=page(those("xin"))),  # everybody else has signed this year
    "gate:signed": Rule("pledge", sees=KNOWS["pledge"]),
    "gate:texts": Rule(sees=page(_SECURITY)),
    "gate:text_new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "gate:conditions": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "gate:check": Rule(
        "person", sees=on(("li", "secadmin", "newcomer", "closed"), _SECURITY), acts=on(("li", "newcomer", "closed"), _SECURITY)
    ),
    # ---- the file: the person's, their head's, the security administrator's; who keeps it never keeps their own (REQUIREMENTS H5, H7)
    "file:file": Rule("person", sees={"li": those("li wang secadmin"), "secadmin": _SECURITY, "newcomer": _SECURITY, "closed": _SECURITY}),
    "file:entry_new": Rule("person", sees=on(("li", "newcomer", "closed"), _SECURITY), acts=on(("li", "newcomer", "closed"), _SECURITY)),
    "file:loss": Rule("file_entry", sees=on(("fresh", "appealed"), _SECURITY), acts=on(("fresh", "appealed"), _SECURITY)),
    "file:appeal": Rule("file_entry", sees={"fresh": _LI}, acts={"fresh": _LI}),
    "file:answer": Rule("file_entry", sees={"appealed": _SECURITY}, acts={"appealed": _SECURITY}),
    # ---- notices and cases: everybody reads and acknowledges them; the security administrator publishes (REQUIREMENTS H9)
    "bulletins:bulletins": Rule(sees=page()),
    "bulletins:new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "bulletins:bulletin": Rule("bulletin", sees=KNOWS["bulletin"]),
    "bulletins:receipt": Rule("bulletin", acts={"case": EVERYBODY, "unit": those("chen he xin guo sun")}),
    "bulletins:reminder": Rule("bulletin", acts=on(("case", "unit"), _SECURITY)),
    "bulletins:withdrawal": Rule("bulletin", acts=on(("case", "unit"), _SECURITY)),
    # ---- leaving: opened by whoever may close the account, never their own; read by the person, their head, the security administrator
    "leaving:departures": Rule(sees=page()),
    "leaving:periods": Rule(sees=page(_SECURITY), acts=page(_SECURITY), as_before=True),
    "leaving:opening": Rule("person", sees=_PROPOSED, acts=_PROPOSED),  # the only security administrator does not leave
    "leaving:departure": Rule("departure", sees=KNOWS["departure"]),
    "leaving:talk": Rule("departure", acts={"sun": _SECURITY}),
    "leaving:withdrawal": Rule("departure", acts={"sun": _SECURITY}),
    "leaving:finishing": Rule("departure", acts={}),  # access has not ended yet
    "leaving:pledge": Rule("departure", sees={"sun": those("sun")}, acts={}),  # a proposal about sun and a device still wait
    "documents:leaving_pledge": Rule("departure", sees={}),  # not signed yet
    # ---- working groups: the security administrator, the head of the unit, whoever is responsible; one's own end is one's own (G5)
    "groups:groups": Rule(sees=page()),
    "groups:new": Rule(sees=page(those("secadmin wang he sheng")), acts=page(those("secadmin wang he"))),  # nobody is above sheng
    "groups:group": Rule("group", sees=KNOWS["group"]),
    "groups:joining": Rule("group", sees={"crew": _STEERING}, acts={"crew": _STEERING}),
    "groups:change": Rule("group", sees={"crew": _STEERING}, acts={"crew": _STEERING}),
    "groups:dissolution": Rule("group", sees={"crew": _STEERING}, acts={"crew": _STEERING}),
    "groups:taking_out": Rule("group_member", sees={"qian": _STEERING | those("qian")}, acts={"qian": _STEERING | those("qian")}),
    # ---- partner firms: kept by the security administrator, seen by head and leader in charge of the unit that answers for them
    "partners:partners": Rule(sees=page()),
    "partners:new": Rule(sees=page(_SECURITY), acts=page(_SECURITY)),
    "partners:partner": Rule("partner", sees=KNOWS["partner"]),
    "partners:correction": Rule("partner", sees={"firm": _SECURITY}, acts={"firm": _SECURITY}),
    "partners:joining": Rule("partner", sees={"firm": _SECURITY}, acts={"firm": _SECURITY}),
    "partners:agreement_new": Rule("partner", sees={"firm": _SECURITY}, acts={"firm": _SECURITY}),
    "partners:agreement": Rule("agreement", sees=KNOWS["agreement"]),
    "partners:signature": Rule("agreement", sees={"draft": _SECURITY}, acts={"draft": _SECURITY}),
    "partners:discarding": Rule("agreement", acts={"draft": _SECURITY}),
    "partners:breach_new": Rule("partner", sees={"firm": _SECURITY}, acts={"firm": _SECURITY}),
    # Asked for again only where a leader has refused it.
    "partners:breach_measure": Rule("breach", sees={"refused": _SECURITY}, acts={"refused": _SECURITY}),
    "partners:breach_loss": Rule(
        "breach", sees=on(("decided", "objected", "refused"), _SECURITY), acts=on(("decided", "objected", "refused"), _SECURITY)
    ),
    "partners:breach_objection": Rule("breach", sees={"decided": _SECURITY}, acts={"decided": _SECURITY}),
    "partners:breach_answer": Rule("breach", sees={"objected": _SECURITY}, acts={"objected": _SECURITY}),
    "partners:ending_new": Rule("partner", sees={"firm": _SECURITY}, acts={"firm": _SECURITY}),
    "partners:ending": Rule("ending", sees=KNOWS["ending"]),
    "partners:hand_back": Rule("ending", sees={"open": _SECURITY}, acts={"open": _SECURITY}),
    "partners:write_off": Rule("ending", sees={"open": _SECURITY}, acts={"open": _SECURITY}),
    "partners:finishing": Rule("ending", acts={}),  # a device is still out
    "partners:withdrawal": Rule("ending", acts={"open": _SECURITY}),
    "documents:partner_closing": Rule("ending", sees={}),  # not finished
    "documents:partner_agreement": Rule("agreement", sees=KNOWS["agreement"]),
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
    # A unit's file: its head, whoever leads it or heads the house, the security administrator, who enters rewards (REQUIREMENTS H5).
    "unitfile:unit": Rule("unit", sees=KNOWS["unit"]),
    "unitfile:reward_new": Rule("unit", sees={"business_one": _SECURITY}, acts={"business_one": _SECURITY}),
    "training:coverage": Rule(sees=page(those("wang he liu sheng secadmin"))),
}

"""One of everything, in every state that matters to who may see and do what; and a word planted in every sealed value."""

import io
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from PIL import Image

from approvals.actions import sign
from approvals.sheets.making import ask_for, make
from approvals.sheets.stamps import Stamp
from audit.inspection.actions import make_interim, make_report, word_report
from audit.inspection.forms import CHAPTERS
from audit.inspection.quarters import Quarter
from classification.models import SecrecyLevel
from classification.periods import parse_period
from config.demonstration.duties import oblige
from config.demonstration.founding import House, found
from config.demonstration.organisation import PASSWORD
from custody.actions import apply_to_borrow, describe_carrier, hand_over
from custody.models import BorrowSlip, Carrier
from destruction.actions import carry_out, file_destruction, open_execution, witness
from destruction.actions.filing import Wanted
from destruction.models import DestructionSlip
from personnel.accounts.actions import add_account, close
from personnel.devices.actions import enrol, request_device
from personnel.file.actions import appeal, enter
from personnel.proposals.actions import propose
from personnel.training.actions import begin_test
from personnel.training.models import Course
from petitions import actions
from petitions.attachments import rendering
from petitions.attachments.actions import attach, remove
from petitions.importing import actions as importing
from petitions.importing.models import ImportRun
from petitions.importing.running import carry_on
from petitions.models import Attachment, Petition
from vault import files, keys
from vault.identity import uuid7
from vault.uploads import SealedUpload

OWN, BOTH = ("petition_office",), ("petition_office", "business_one")

# Petitions by name: level, units in scope, who handles it, whether it is closed.
PETITIONS = {
    "shared": ("important", BOTH, "li", False),
    "core": ("core", BOTH, "li", False),
    "other": ("ordinary", OWN, "li", False),
    "handed": ("important", OWN, "chen", False),
    "ungraded": (None, (), "li", False),
    "waiting": (None, (), None, False),
    "proposed": (None, (), "li", False),
    "regraded": ("important", BOTH, "li", False),
    "closed": ("important", BOTH, "li", True),
    "lent": ("important", BOTH, "li", False),
    "half": ("important", BOTH, "li", False),
    "granted": ("important", BOTH, "li", False),
    "doomed": ("important", BOTH, "li", True),
    "doomed_half": ("important", BOTH, "li", True),
    "doomed_granted": ("important", BOTH, "li", True),
    "doomed_open": ("important", BOTH, "li", True),
    "destroyed": ("important", BOTH, "li", True),
}


@dataclass
class World:
    """Objects by family and name; the words planted in the sealed values of each petition and slip."""

    house: House
    on: date
    ids: dict[str, dict[str, UUID]] = field(default_factory=dict)
    things: dict[str, dict[str, object]] = field(default_factory=dict)

    def put(self, family: str, name: str, thing) -> None:
        self.ids.setdefault(family, {})[name] = thing.pk
        self.things.setdefault(family, {})[name] = thing


def planted(kind: str, name: str) -> str:
    """The word planted in a sealed value: unlike any other word on a page."""
    return f"Qz{kind}{name.replace('_', '')}zQ"


def phone_of(name: str) -> str:
    return f"1700{list(PETITIONS).index(name):03d}4827"


def make_world() -> World:
    """All of it by the real actions. Passwords are hashed cheaply here: the matrix proves them hundreds of times."""
    world = World(_house(), timezone.localdate())
    oblige(world.house, on=world.on)
    for name in PETITIONS:
        world.put("petition", name, _petition(world, name))
    _finish(world)
    _regrade(world)
    _lend(world)
    _destroy(world)
    _carriers(world)
    _report(world)
    _document(world)
    _imports(world)
    _proposals(world)
    for account, person in world.house.people.items():
        world.put("person", account, person)
    _accounts(world)
    _devices(world)
    values = {"kind": "violation", "category": "passed_on", "happened_on": world.on, "evidence": "Matrix evidence"}
    for name in ("fresh", "appealed"):
        world.put("file_entry", name, enter(world.house.li, values, by=world.house.secadmin, on=world.on))
    appeal(world.things["file_entry"]["appealed"], text="Matrix appeal", by=world.house.li)
    course = Course.objects.get()
    world.put("course", "basics", course)
    world.put("question", "first", course.questions.all()[0])
    world.put("attempt", "open", begin_test(course, world.house.guo, on=world.on))
    for account in ("li", "wang"):
        world.put("pledge", account, world.house.people[account].pledges.get())
    for family in world.ids.values():
        family["missing"] = uuid7()
    return world


def _house() -> House:
    house = found()
    cheap = PBKDF2PasswordHasher().encode(PASSWORD, "matrix", iterations=1)
    for person in house.people.values():
        person.password = cheap
        person.keep(by=None)
    return house


def _petition(world: World, name: str) -> Petition:
    data = actions.Registration(
        channel="letter",
        received_on=world.on - timedelta(days=3),
        subject=planted("subject", name),
        body=planted("body", name),
        category="claim",
        information_category="privacy",
        petitioner_name=planted("name", name),
        petitioner_phone=phone_of(name),
        petitioner_address=planted("address", name),
    )
    return actions.register(data, by=world.house.li, on=world.on)


def _finish(world: World) -> None:
    for name, (level, units, officer, closed) in PETITIONS.items():
        petition = world.things["petition"][name]
        if officer:
            _assign(world, petition, "li")
            actions.add_note(petition, text=planted("note", name), by=world.house.li, on=world.on)
        if level or name == "proposed":
            _propose(world, name, level or "important", units or BOTH, decided=bool(level))
        if officer == "chen":
            _assign(world, petition, officer)
        _attach(world, petition, name)
        if closed:
            reply = planted("reply", name)
            actions.close(petition, result="explained", reply=reply, closed_on=world.on, by=world.house.li, on=world.on)


def _attach(world: World, petition: Petition, name: str) -> None:
    """A picture of one page, prepared; to `shared` a second one, which is taken out again."""
    world.put("attachment", name, _attached(world, petition, planted("file", name)))
    rendering.render(world.ids["attachment"][name])
    if name == "shared":
        other = _attached(world, petition, planted("removedfile", name))
        world.put("attachment", "removed", remove(other, reason=planted("removal", name), by=world.house.li, on=world.on))


def _attached(world: World, petition: Petition, name: str) -> Attachment:
    out = io.BytesIO()
    Image.new("RGB", (80, 100), "white").save(out, "PNG")
    with files.writing(petition.pk) as writer:
        writer.write(out.getvalue() + name.encode())  # so that no two are alike
    upload = SealedUpload(f"{name}.png", "image/png", writer.size, writer.written, "")
    return attach(petition, upload, note=None, by=world.house.li, on=world.on)


def _assign(world: World, petition: Petition, account: str) -> None:
    officer = world.house.people[account]
    actions.assign(petition, officer=officer, unit=officer.main_unit, by=world.house.wang, on=world.on)


def _propose(world: World, name: str, code: str, units, *, decided: bool) -> None:
    values = grading_values(world, code, units)
    values["basis"] = planted("basis", name)
    grading = actions.propose_grading(world.things["petition"][name], **values, by=world.house.li, on=world.on)
    if decided:
        actions.decide_grading(grading, **values, by=world.house.liu, on=world.on)


def _regrade(world: World) -> None:
    """Lowered and narrowed, of which chen is told; that it be declassified is proposed."""
    petition, house = world.things["petition"]["regraded"], world.house
    values = grading_values(world, "ordinary", OWN) | {"basis": planted("basis", "regraded")}
    changed = actions.propose_grading(petition, **values, reason=planted("change", "regraded"), by=house.li, on=world.on)
    actions.decide_grading(changed, **values, by=house.liu, on=world.on)
    world.put("notice", "given", changed.notices.get(person=house.chen))
    why = {"basis": planted("ground", "regraded"), "reason": planted("declassified", "regraded")}
    actions.propose_declassification(petition, **why, by=house.li, on=world.on)


def grading_values(world: World, code: str, units) -> dict:
    scope = [f"unit:{world.house.units[unit].pk}" for unit in units]
    period = parse_period("5年", start=world.on)
    return {"level": SecrecyLevel.objects.get(pk=code), "period": period, "basis": "", "scope": scope}


def _lend(world: World) -> None:
    he, liu, zhao = world.house.he, world.house.liu, world.house.zhao
    for slip, petition, signers in (
        ("filed", "shared", ()),
        ("half", "half", (he,)),
        ("granted", "granted", (he, liu)),
        ("out", "lent", (he, liu)),
    ):
        world.put("borrow_slip", slip, _ask(world, petition))
        for signer in signers:
            sign(world.things["borrow_slip"][slip], by=signer, on=world.on)
    hand_over(world.things["borrow_slip"]["out"], by=zhao, on=world.on)


def _ask(world: World, name: str) -> BorrowSlip:
    record = world.things["petition"][name].record
    for carrier in record.carriers.filter(kind=Carrier.Kind.PAPER):
        describe_carrier(carrier, pages=3, copies=1, place="", keeper=world.house.li, by=world.house.li)
    carriers = list(record.carriers.all())
    return apply_to_borrow(record, carriers=carriers, purpose=planted("purpose", name), days=2, by=world.house.chen, on=world.on)


def _destroy(world: World) -> None:
    wang, liu = world.house.wang, world.house.liu
    plan = {
        "filed": ("doomed", ()),
        "half": ("doomed_half", (wang,)),
        "granted": ("doomed_granted", (wang, liu)),
        "opened": ("doomed_open", (wang, liu)),
        "done": ("destroyed", (wang, liu)),
    }
    for name, (petition, signers) in plan.items():
        slip = file_destruction(
            Wanted.of([world.ids["petition"][petition]]),
            reason=planted("reason", petition),
            method="shredding",
            by=world.house.li,
            on=world.on,
        )
        for signer in signers:
            sign(slip, by=signer, on=world.on)
        world.put("destruction_slip", name, slip)
    for name in ("opened", "done"):
        slip = world.things["destruction_slip"][name]
        open_execution(slip, typed=slip.number, by=world.house.zhao, on=world.on)
    _shred(world, world.things["destruction_slip"]["done"])


def _shred(world: World, slip: DestructionSlip) -> None:
    for person in (world.house.wu, world.house.zheng):
        witness(slip, by=person, on=world.on)
    assert carry_out(slip.pk, on=world.on)


def _carriers(world: World) -> None:
    for name in ("shared", "core", "other", "ungraded", "destroyed"):
        world.put("carrier", name, world.things["petition"][name].record.carriers.get(kind=Carrier.Kind.PAPER))


def _report(world: World) -> None:
    """One of the running quarter, one of the quarter before, one of the quarter before that, already worded."""
    now, last = timezone.now(), Quarter.of(world.on).preceding()
    world.put("report", "interim", make_interim(by=world.house.li, now=now))
    world.put("report", "draft", make_report(last, by=None, now=now))
    worded = make_report(last.preceding(), by=None, now=now)
    wording = dict.fromkeys(CHAPTERS, "Matrix words")
    world.put("report", "worded", word_report(worded, by=world.house.li, on=world.on, wording=wording))


def _document(world: World) -> None:
    """The interim report with its rows, asked for by the auditor and made."""
    stamp = Stamp("zhou", "http://testserver/")
    made = ask_for("report_rows", world.things["report"]["interim"], "pdf", stamp, by=world.house.zhou)
    make(made.pk)
    world.put("made_document", "rows", made)


def _imports(world: World) -> None:
    """One that waits to be started, one that is done and has refused a row."""
    world.put("import", "ready", _given(world, b"subject,body\nMatrix ready,Matrix text\n"))
    done = _given(world, b"subject,body\nMatrix done,Matrix row\nMatrix \x07,Matrix bell\n")
    world.put("import", "done", _worked(world, importing.start(done, by=world.house.li)))


def _proposals(world: World) -> None:
    """One about somebody in a unit that has a leader in charge, one about a leader."""
    for name, account in (("plain", "sun"), ("leading", "liu")):
        values = {"level": "ordinary", "since": world.on.isoformat(), "until": None}
        person = world.house.people[account]
        made = propose("clearance", person=person, values=values, reason="Matrix reason", by=world.house.secadmin, on=world.on)
        world.put("proposal", name, made)


def _accounts(world: World) -> None:
    """One that waits for its owner, one that is closed."""
    for name in ("newcomer", "closed"):
        world.put("person", name, add_account(username=name, name=name, by=world.house.sysadmin))
    close(world.things["person"]["closed"], by=world.house.secadmin, on=world.on)


def _devices(world: World) -> None:
    """One that waits, one that is enrolled, and that of the only security administrator."""
    for name, account in (("waiting", "sun"), ("running", "chen"), ("keepers", "secadmin")):
        world.put("device", name, request_device(world.house.people[account], name="Matrix device")[0])
    running = world.things["device"]["running"]
    world.put("device", "running", enrol(running, level="important", by=world.house.secadmin, on=world.on))


def _given(world: World, content: bytes) -> ImportRun:
    dossier = uuid7()
    keys.make_key(dossier)
    with files.writing(dossier) as writer:
        writer.write(content)
    upload = SealedUpload("matrix.csv", "text/csv", len(content), writer.written, "")
    return _worked(world, importing.receive(upload, by=world.house.li, on=world.on))


def _worked(world: World, run: ImportRun) -> ImportRun:
    while carry_on(str(run.pk), on=world.on):
        pass
    return ImportRun.objects.get(pk=run.pk)

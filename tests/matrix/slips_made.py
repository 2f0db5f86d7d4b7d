"""What happens to petitions: loans, destructions, carriers, reports and documents."""

from django.utils import timezone

from approvals.actions import sign
from approvals.sheets.making import ask_for, make
from approvals.sheets.stamps import Stamp
from audit.inspection.actions import make_interim, make_report, word_report
from audit.inspection.forms import CHAPTERS
from audit.inspection.quarters import Quarter
from custody.actions import apply_to_borrow, describe_carrier, hand_over
from custody.models import BorrowSlip, Carrier
from destruction.actions import carry_out, file_destruction, open_execution, witness
from destruction.actions.filing import Wanted
from destruction.models import DestructionSlip
from tests.matrix.world import World, planted


def make_slips(world: World) -> None:
    """In every state; and what is reported of them."""
    _lend(world)
    _destroy(world)
    _carriers(world)
    _report(world)
    _document(world)


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

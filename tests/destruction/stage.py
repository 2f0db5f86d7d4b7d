"""Brings a petition and a destruction slip to the state a test begins with, by the real actions."""

from datetime import date

from approvals.actions import sign
from classification.models import SecrecyLevel
from classification.periods import parse_period
from custody import actions as custody
from custody.models import BorrowSlip, Carrier
from destruction import actions
from destruction.actions.filing import Wanted
from destruction.models import DestructionSlip
from personnel.actions import appoint
from personnel.models import Person
from personnel.offices import Office
from petitions import actions as petitions
from petitions.attachments import actions as attachments
from petitions.models import Petition
from vault import files
from vault.identity import uuid7
from vault.uploads import SealedUpload

DAY = date(2026, 11, 20)
SUBJECT = "关于供热管网改造的诉求"
BODY = "供热管道老化，多次报修无果，请求尽快改造。"


def registered(house, *, channel="letter", subject=SUBJECT) -> Petition:
    data = petitions.Registration(
        channel=channel,
        received_on=DAY,
        subject=subject,
        body=BODY,
        category="claim",
        information_category="privacy",
        petitioner_name="测试人甲",
        petitioner_phone="13900000001",
    )
    return petitions.register(data, by=house.li, on=DAY)


def closed(house, *, level="important", channel="letter", subject=SUBJECT, attach: dict[str, bytes] | None = None) -> Petition:
    """Registered, handled, graded by two people, perhaps with files attached, and closed."""
    petition = registered(house, channel=channel, subject=subject)
    petitions.assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.li, on=DAY)
    if level:
        grade(house, petition, level)
    for name, content in (attach or {}).items():
        attach_file(house, petition, name, content)
    petitions.close(petition, result="supported", reply="已安排改造。", closed_on=DAY, by=house.li, on=DAY)
    return Petition.objects.get(pk=petition.pk)


def attach_file(house, petition: Petition, name: str, content: bytes) -> None:
    with files.writing(petition.pk) as writer:
        writer.write(content)
    upload = SealedUpload(name, "", len(content), writer.written, "")
    kept = attachments.attach(petition, upload, note=None, by=house.li, on=DAY)
    assert kept.pk


def grade(house, petition: Petition, level: str) -> None:
    chosen = SecrecyLevel.objects.get(pk=level)
    values = {
        "level": chosen,
        "period": parse_period("5", start=DAY),
        "basis": "测试依据",
        "scope": [f"unit:{house.units['business_one'].pk}"],
    }
    proposal = petitions.propose_grading(petition, **values, by=house.li, on=DAY, reason="情况变化")
    petitions.decide_grading(proposal, **values, by=house.liu, on=DAY)


def standalone(house, *, keeper=None) -> Carrier:
    """A carrier in the ledger that belongs to no record."""
    carrier = Carrier(
        id=uuid7(),
        number=f"ZT-2026-{9}{Carrier.objects.count():05d}",
        kind="paper",
        title="-",
        keeper=keeper or house.li,
        pages=3,
        made_on=DAY,
    )
    carrier.keep(by=house.zhao)
    return carrier


def filed(house, *things, by=None, method="shredding") -> DestructionSlip:
    wanted = Wanted.of([thing.pk for thing in things])
    return actions.file_destruction(wanted, reason="保存期满，无继续保存价值。", method=method, by=by or house.li, on=DAY)


def approved(house, *things) -> DestructionSlip:
    slip = filed(house, *things)
    sign(slip, by=house.wang, on=DAY)
    return sign(slip, by=house.liu, on=DAY)


def opened(house, *things) -> DestructionSlip:
    slip = approved(house, *things)
    return actions.open_execution(slip, typed=slip.number, by=house.zhao, on=DAY)


def witnessed(house, *things) -> DestructionSlip:
    slip = opened(house, *things)
    actions.witness(slip, by=house.wu, on=DAY)
    return actions.witness(slip, by=house.zheng, on=DAY)


def destroyed(house, *things) -> DestructionSlip:
    slip = witnessed(house, *things)
    assert actions.carry_out(str(slip.pk), on=DAY)
    return DestructionSlip.objects.get(pk=slip.pk)


def lent(house, petition: Petition, *, kind="paper") -> BorrowSlip:
    """One carrier of the record is out, on a slip applied for by Chen."""
    return custody.hand_over(ready_to_lend(house, petition, kind=kind), by=house.zhao, on=DAY)


def ready_to_lend(house, petition: Petition, *, kind="paper") -> BorrowSlip:
    carriers = list(petition.record.carriers.filter(kind=kind))
    slip = custody.apply_to_borrow(petition.record, carriers=carriers, purpose="核对", days=1, by=house.chen, on=DAY)
    sign(slip, by=house.he, on=DAY)
    return sign(slip, by=house.liu, on=DAY)


def give_witness_office(house, person: Person) -> None:
    appoint(person, unit=house.units["general_office"], office=Office.DESTRUCTION_WITNESS, since=DAY, by=None)


def make_registrar(house, person: Person, unit: str) -> Person:
    appoint(person, unit=house.units[unit], office=Office.REGISTRAR, since=DAY, by=None)
    return Person.objects.get(pk=person.pk)

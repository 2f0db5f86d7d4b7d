"""Puts the invented petitions through the house: registered, in hand, graded, lent, closed; by the actions people use."""

from datetime import date, timedelta
from functools import partial

from approvals.actions import sign
from classification.models import SecrecyLevel
from classification.periods import parse_period
from config.demonstration.cases import CASES, Case
from config.demonstration.founding import House
from config.demonstration.papers import enclosures
from custody.actions import apply_to_borrow, describe_carrier, hand_over, take_back
from custody.models import BorrowSlip, Carrier
from destruction.actions import file_destruction, open_execution, witness
from destruction.actions.filing import Wanted
from destruction.models import DestructionSlip
from personnel.models import Person
from petitions import actions
from petitions.attachments.actions import attach
from petitions.identity_numbers import check_character
from petitions.models import Petition
from vault import files
from vault.uploads import SealedUpload

NO_SUCH_AREA = "119999"
PAGES = {"injury": 5, "bidding": 6, "allowance": 8, "warehouse": 3, "parking": 2, "heating": 2, "noise": 1}


def fill(house: House, *, on: date) -> dict[str, Petition]:
    """A dozen petitions in several states, answered by their keys."""
    cases = {case.key: _register(case, house, on) for case in CASES}
    _count_pages(cases, house)
    _attach_papers(cases, house, on)
    for key in ("heating", "wages", "injury", "bidding", "allowance", "night_bus", "payment", "warehouse", "parking", "drawings"):
        actions.assign(cases[key], officer=house.li, unit=house.units["petition_office"], by=house.wang, on=on)
    _grade_some(cases, house, on)
    _close_some(cases, house, on)
    _lend_some(cases, house, on)
    _destroy_some(cases, house, on)
    return cases


def _register(case: Case, house: House, on: date) -> Petition:
    data = actions.Registration(
        channel=case.channel,
        received_on=on - timedelta(days=case.days_ago),
        subject=case.subject,
        body=case.body,
        category=case.category,
        information_category=case.information,
        petitioner_name=case.name,
        petitioner_id_number=_id_number(case.born),
        petitioner_phone=case.phone,
        petitioner_address=case.address,
    )
    return actions.register(data, by=house.li, on=on)


def _id_number(born: str) -> str:
    digits = f"{NO_SUCH_AREA}{born}001"
    return digits + check_character(digits) if born else ""


def _count_pages(cases: dict[str, Petition], house: House) -> None:
    for key, pages in PAGES.items():
        for carrier in Carrier.objects.filter(record=cases[key].record, kind=Carrier.Kind.PAPER):
            describe_carrier(carrier, pages=pages, copies=1, place="信访办铁柜 A-2", keeper=house.li, by=house.li)


def _attach_papers(cases: dict[str, Petition], house: House, on: date) -> None:
    for key, papers in enclosures().items():
        for name, content in papers:
            with files.writing(cases[key].pk) as writer:
                writer.write(content)
            attach(cases[key], SealedUpload(name, "", len(content), writer.written, ""), note=None, by=house.li, on=on)


def _grade_some(cases: dict[str, Petition], house: House, on: date) -> None:
    own, other = house.units["petition_office"], house.units["business_one"]
    grade = partial(_grade, cases, house, on)
    grade("wages", "important", "10年", "涉及内部结算信息", [own, other])
    grade("injury", "important", "10年", "涉及个人健康信息", [own, other])
    grade("bidding", "core", "20年", "检举控告，须严格保密举报人信息", [own])
    grade("allowance", "ordinary", "5年", "涉及个人待遇信息", [own, house.jiang])
    grade("night_bus", "ordinary", "3年", "内部管理事项", [own, other])
    grade("warehouse", "important", "5年", "检举控告", [own])
    grade("drawings", "top_secret", "20年", "核心图纸外泄线索，须双人开启", [own])
    grade("parking", "ordinary", "1年", "内部管理事项", [own])
    _propose(cases, house, on, "payment", "important", "5年", "涉及合同履行信息", [own, other])


def _grade(cases, house, on, key, code, period, basis, known_to) -> None:
    grading = _propose(cases, house, on, key, code, period, basis, known_to)
    actions.decide_grading(
        grading, level=grading.level, period=parse_period(period, start=on), basis=basis, scope=grading.scope, by=house.liu, on=on
    )


def _propose(cases, house, on, key, code, period, basis, known_to):
    return actions.propose_grading(
        cases[key],
        level=SecrecyLevel.objects.get(pk=code),
        period=parse_period(period, start=on),
        basis=basis,
        scope=[f"{'person' if isinstance(one, Person) else 'unit'}:{one.pk}" for one in known_to],
        by=house.li,
        on=on,
    )


def _close_some(cases: dict[str, Petition], house: House, on: date) -> None:
    endings = {
        "allowance": ("supported", "经复核，工龄应补计两年，住房补贴差额随下月发放。"),
        "night_bus": ("adopted", "自下月起西门至地铁站增开二十三点二十分通勤车一班。"),
        "warehouse": ("untrue", "经核对台账与门禁记录，补登系盘点后统一入账，未发现不实。"),
        "parking": ("partly_adopted", "北门靠墙一排改为斜列，通道按三米预留。"),
    }
    for key, (result, reply) in endings.items():
        actions.close(cases[key], result=result, reply=reply, closed_on=on, by=house.li, on=on)


def _lend_some(cases: dict[str, Petition], house: House, on: date) -> None:
    """One out, one come back, one waiting for its first signature."""
    _hand_out(cases["injury"], house, on, "核对考勤记录，出具用工证明")
    returned = _hand_out(cases["night_bus"], house, on, "拟定通勤线路")
    take_back(returned, pages=None, condition="完好", by=house.zhao)
    _ask(cases["wages"], house.chen, "核对外包结算付款", on)


def _ask(petition: Petition, borrower: Person, purpose: str, on: date) -> BorrowSlip:
    carriers = list(Carrier.objects.filter(record=petition.record))
    return apply_to_borrow(petition.record, carriers=carriers, purpose=purpose, days=3, by=borrower, on=on)


def _hand_out(petition: Petition, house: House, on: date, purpose: str) -> BorrowSlip:
    slip = _ask(petition, house.chen, purpose, on)
    for signer in _signers(slip, house):
        sign(slip, by=signer, on=on)
    return hand_over(slip, by=house.zhao, on=on)


def _signers(slip: BorrowSlip, house: House) -> list[Person]:
    """Who signs the steps of this slip in the demonstration organisation."""
    holders = {"head_of_applicants_unit": house.he, "head_of_owning_unit": house.wang, "leader_in_charge": house.liu}
    return [holders[step] for step in slip.steps]


def _destroy_some(cases: dict[str, Petition], house: House, on: date) -> None:
    """One waits for its first signature; of the other both witnesses have signed, and the worker does the rest."""
    _ask_to_destroy(cases["warehouse"], house, on)
    slip = _ask_to_destroy(cases["parking"], house, on)
    for signer in (house.wang, house.liu):
        sign(slip, by=signer, on=on)
    open_execution(slip, typed=slip.number, by=house.zhao, on=on)
    for person in (house.wu, house.zheng):
        witness(slip, by=person, on=on)


def _ask_to_destroy(petition: Petition, house: House, on: date) -> DestructionSlip:
    reason = "保存期已满，经鉴定无继续保存价值。"
    return file_destruction(Wanted.of([petition.pk]), reason=reason, method="shredding", by=house.li, on=on)

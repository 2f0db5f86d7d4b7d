"""Breaches of an agreement, and the end of a cooperation: what is still held, proof, write-offs. Basis: REQUIREMENTS H3, H7."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from config.demonstration.partners import agree
from personnel.devices.actions import request_device, revoke
from personnel.gate import rules as gate
from personnel.partners import actions as partners
from personnel.partners.breaches import actions as breaches
from personnel.partners.breaches.models import Breach
from personnel.partners.ending import actions
from personnel.partners.ending.models import Ending, State
from personnel.partners.ending.rules import count_open
from personnel.partners.models import Agreement
from personnel.proposals.actions import confirm, propose, refuse
from personnel.proposals.models import Proposal
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
WHAT = {"category": "copied", "account": "在档案室自带移动硬盘拷贝扫描件。"}


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def firm(house):
    """With Fang, and an agreement in force."""
    unit = house.units["business_one"]
    made = partners.enter(name="示例合作单位", code="", unit=unit, units=[unit], by=house.secadmin)
    agree(made, house, until=TODAY() + timedelta(days=200), contact="邵联络", phone="13800000021", signatory="邵法人")
    partners.join(made, house.fang, by=house.secadmin, on=TODAY())
    return made


def codes(person):
    return [obstacle.code for _demand, obstacle in gate.missing(cast.fresh(person), on=TODAY())]


def breach(house, firm, **values):
    given = WHAT | {"happened_on": TODAY(), "measure": "deduction", "amount": Decimal("5000.50")} | values
    return breaches.record_breach(firm, given, reason="依协议第八条", by=house.secadmin, on=TODAY())


def ends(house, firm):
    return actions.open_end(firm, ground="done", reason="扫描工作完成", by=house.secadmin)


def proof(house, ending, **values):
    given = {"kind": "returned", "on": TODAY(), "what": "光盘两张", "handed_by": "邵联络", "received_by": house.chen, "reference": "FH-1"}
    return actions.hand_back(ending, given | values, by=house.secadmin, on=TODAY())


def write_off(house, ending, device, *, by):
    thing = {"person": str(house.fang.pk), "source": "device", "key": str(device.pk), "number": device.name}
    values = {"name": ending.number, "ending": str(ending.pk)} | thing
    asked = propose("partner_write_off", person=None, values=values, reason="设备已报废", by=house.secadmin, on=TODAY())
    return confirm(asked, by=by, on=TODAY())


def test_t09_a_termination_suspends_the_firms_people_with_the_leaders_word_and_not_before(house, firm):
    made = breach(house, firm, measure="termination", amount=None)
    assert codes(house.fang) == []
    for by in (house.secadmin, house.he):
        with pytest.raises(Refused, match="NOT_CONFIRMER"):
            confirm(made.proposal, by=by, on=TODAY())
    confirm(made.proposal, by=house.liu, on=TODAY())
    assert codes(house.fang) == ["AGREEMENT_ENDED"]
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.ended_on) == ("ended", TODAY())
    assert Entry.objects.get(event="breach.measure_taken").facts["measure"] == "termination"
    with pytest.raises(Refused, match="NOTHING_TO_TERMINATE"):
        breach(house, firm, measure="termination", amount=None)


def test_a_deduction_leaves_the_agreement_in_force_and_a_refused_measure_everything(house, firm):
    confirm(breach(house, firm).proposal, by=house.liu, on=TODAY())
    refuse(breach(house, firm, measure="termination", amount=None).proposal, by=house.liu, reason="情节轻微", on=TODAY())
    assert (codes(house.fang), Agreement.objects.get().state) == ([], "signed")


def test_what_happened_lies_sealed_and_a_measure_has_the_amount_that_belongs_to_it(house, firm):
    breach(house, firm)
    with connection.cursor() as cursor:
        cursor.execute("SELECT account FROM personnel_breach")
        assert WHAT["account"].encode() not in bytes(cursor.fetchone()[0])
    for wrong in ({"amount": None}, {"amount": Decimal(0)}, {"measure": "termination"}):
        with pytest.raises(Refused, match="NO_AMOUNT"):
            breach(house, firm, **wrong)
    with pytest.raises(Refused, match="NOT_OF_THE_FIRM"):
        breach(house, firm, person=house.chen)
    with pytest.raises(IntegrityError, match="a_deduction_or_compensation_has_an_amount"):
        QuerySet(Breach).update(amount=None)


def test_the_firm_objects_once_to_what_was_decided_and_is_answered(house, firm):
    made = breach(house, firm)
    said = {"text": "系误操作", "objected_on": TODAY(), "by": house.secadmin, "on": TODAY()}
    with pytest.raises(Refused, match="NOT_DECIDED"):
        breaches.object_to(made, **said)
    confirm(made.proposal, by=house.liu, on=TODAY())
    with pytest.raises(Refused, match="NO_OPEN_OBJECTION"):
        breaches.answer(made, text="维持原处理", by=house.secadmin)
    breaches.object_to(made, **said)
    with pytest.raises(Refused, match="OBJECTED_BEFORE"):
        breaches.object_to(made, **said)
    breaches.answer(made, text="维持原处理", by=house.secadmin)
    text = cast.signed_in(house.he).get(firm.get_absolute_url()).content.decode()
    assert all(words in text for words in ("系误操作", "维持原处理", "5,000.50 元"))


def test_t10_a_cooperation_is_not_closed_while_its_people_hold_something_or_without_proof(house, firm):
    device, _token = request_device(house.fang, name="扫描仪工作站")
    ending = ends(house, firm)
    assert count_open(ending, on=TODAY()) == 1
    with pytest.raises(Refused) as refused:
        actions.finish(ending, by=house.secadmin, on=TODAY())
    assert refused.value.codes == ["STILL_HELD", "NO_PROOF"]
    proof(house, ending)
    with pytest.raises(Refused, match="STILL_HELD"):
        actions.finish(ending, by=house.secadmin, on=TODAY())
    revoke(device, by=house.secadmin, on=TODAY())
    assert codes(house.fang) == []
    actions.finish(ending, by=house.secadmin, on=TODAY())
    assert codes(house.fang) == ["AGREEMENT_ENDED"]
    assert "请关闭其人员的账号" in cast.signed_in(house.secadmin).get("/").content.decode()


def test_t27_a_write_off_needs_the_leader_in_charge_and_counts_for_one_thing(house, firm):
    device, _token = request_device(house.fang, name="扫描仪工作站")
    ending = ends(house, firm)
    for by in (house.secadmin, house.he, house.fang):
        with pytest.raises(Refused, match="NOT_CONFIRMER"):
            write_off(house, ending, device, by=by)
        QuerySet(Proposal).filter(kind="partner_write_off").update(state="withdrawn")
    write_off(house, ending, device, by=house.liu)
    assert count_open(ending, on=TODAY()) == 0
    with pytest.raises(Refused, match="NOTHING_TO_WRITE_OFF"):
        write_off(house, ending, device, by=house.liu)


def test_a_proof_names_its_paper_and_is_received_by_the_house(house, firm):
    ending = ends(house, firm)
    with pytest.raises(Refused, match="NO_REFERENCE"):
        proof(house, ending, reference="")
    with pytest.raises(Refused, match="RECEIVED_BY_A_FIRM"):
        proof(house, ending, received_by=house.fang)
    with pytest.raises(Refused, match="IN_FUTURE"):
        proof(house, ending, on=TODAY() + timedelta(days=1))
    proof(house, ending, kind="nothing", reference="")
    with pytest.raises(Refused, match="ENDS_ALREADY"):
        ends(house, firm)


def test_the_way_through_the_pages(house, firm):
    device, _token = request_device(house.fang, name="扫描仪工作站")
    admin, page = cast.signed_in(house.secadmin), firm.get_absolute_url()
    sent = WHAT | {"happened_on": TODAY().isoformat(), "measure": "compensation", "reason": "依协议"}
    assert "请填写金额" in admin.post(f"{page}breach/", sent).content.decode()
    answer = admin.post(f"{page}breach/", sent | {"amount": "800", "who": str(house.fang.pk)})
    assert WHAT["account"] in cast.signed_in(house.liu).get(answer["Location"]).content.decode()
    assert admin.post(f"{page}end/", {"ground": "done", "reason": "完成"}).status_code == 302
    end = Ending.objects.get().get_absolute_url()
    assert "扫描仪工作站" in cast.signed_in(house.he).get(end).content.decode()
    assert cast.signed_in(house.fang).get(end).status_code == 404
    choice = f"{house.fang.pk}|device|{device.pk}|扫描仪工作站"
    asked = admin.post(f"{end}write-off/", {"thing": choice, "reason": "已报废"})["Location"]
    assert cast.signed_in(house.liu).post(f"{asked}confirmation/", {"password": cast.PASSWORD}).status_code == 302
    handed = {"kind": "destroyed", "on": TODAY().isoformat(), "what": "临时文件", "handed_by": "邵联络", "received_by": str(house.chen.pk)}
    assert admin.post(f"{end}proof/", handed).status_code == 400
    assert admin.post(f"{end}proof/", handed | {"reference": "XH-7"}).status_code == 302
    assert cast.signed_in(house.he).post(f"{end}finishing/", {"password": cast.PASSWORD}).status_code == 403
    assert admin.post(f"{end}finishing/", {"password": cast.PASSWORD}).status_code == 302
    assert Ending.objects.get().state == State.FINISHED
    document = cast.signed_in(house.he).get(f"/approvals/documents/{end.removeprefix('/personnel/')}")
    assert document.content.startswith(b"%PDF")


def test_t09_a_draft_that_waits_is_signed_no_more_once_the_cooperation_has_ended(house, firm):
    given = {"since": TODAY(), "until": TODAY() + timedelta(days=99), "responsible": house.chen, "liability": "x"}
    draft = partners.draw_up(firm, given | {"contact": "邵联络", "contact_phone": "1"}, by=house.secadmin, on=TODAY())
    waits = partners.record_firms_signature(draft, signatory="邵法人", signed_on=TODAY(), reason="续签", by=house.secadmin, on=TODAY())
    confirm(breach(house, firm, measure="termination", amount=None).proposal, by=house.liu, on=TODAY())
    with pytest.raises(Refused, match="NOT_A_DRAFT"):
        confirm(waits, by=house.liu, on=TODAY())
    assert codes(house.fang) == ["AGREEMENT_ENDED"]


def test_nobody_is_taken_out_of_a_firm_while_its_end_runs(house, firm):
    ends(house, firm)
    with pytest.raises(Refused, match="END_RUNS"):
        propose("partner_out", person=house.fang, values={}, reason="转为本单位职工", by=house.secadmin, on=TODAY())

"""Third parties: a firm, its agreement signed for both sides, its people, suspended with it by themselves. Basis: REQUIREMENTS H3, H7."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from config.demonstration.duties import oblige
from config.demonstration.partners import LIABILITY, agree, partner_up
from personnel.actions import appoint
from personnel.gate import rules
from personnel.gate.models import PledgeText
from personnel.gate.pledging import hash_of
from personnel.offices import Office
from personnel.partners import actions
from personnel.partners.codes import is_in_order
from personnel.partners.models import Agreement, Partner, State
from personnel.partners.page import WARNED_BEFORE
from personnel.proposals.actions import confirm, propose, refuse
from personnel.proposals.models import Proposal
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def firm(house):
    """Of business unit 1, with Fang; nothing is agreed."""
    unit = house.units["business_one"]
    made = actions.enter(name="示例合作单位", code="", unit=unit, units=[unit], by=house.secadmin)
    actions.join(made, house.fang, by=house.secadmin, on=TODAY())
    return made


def codes(person, on=None):
    return [obstacle.code for _demand, obstacle in rules.missing(cast.fresh(person), on=on or TODAY())]


def signed(house, firm, days=200):
    return agree(firm, house, until=TODAY() + timedelta(days=days), contact="邵联络", phone="13800000021", signatory="邵法人")


def drafted(house, firm, **values):
    given = {"since": TODAY(), "until": TODAY() + timedelta(days=99), "responsible": house.chen, "liability": LIABILITY}
    return actions.draw_up(firm, given | {"contact": "邵联络", "contact_phone": "1"} | values, by=house.secadmin, on=TODAY())


def signed_by_the_firm(house, agreement):
    given = {"signatory": "邵法人", "signed_on": TODAY(), "reason": "采购已批准"}
    return actions.record_firms_signature(agreement, **given, by=house.secadmin, on=TODAY())


def test_without_an_agreement_the_people_of_a_firm_are_suspended_and_with_one_they_are_not(house, firm):
    assert codes(house.fang) == ["AGREEMENT_MISSING"]
    agreement = drafted(house, firm)
    proposal = signed_by_the_firm(house, agreement)
    assert codes(house.fang) == ["AGREEMENT_MISSING"]
    confirm(proposal, by=house.liu, on=TODAY())
    assert codes(house.fang) == []
    assert codes(house.dang) == []


def test_t09_the_day_after_the_last_an_agreement_suspends_by_itself_and_the_next_one_restores(house, firm):
    agreement = signed(house, firm, days=5)
    assert codes(house.fang, agreement.until) == []
    assert codes(house.fang, agreement.until + timedelta(days=1)) == ["AGREEMENT_RUN_OUT"]
    signed(house, firm, days=300)
    assert codes(house.fang, agreement.until + timedelta(days=1)) == []


def test_t09_access_is_gone_in_the_next_request_and_person_and_head_are_told_why(house, firm):
    agreement = signed(house, firm)
    browser = cast.signed_in(house.fang)
    assert "保密协议已到期" not in browser.get("/personnel/duties/").content.decode()
    QuerySet(Agreement).filter(pk=agreement.pk).update(until=TODAY() - timedelta(days=1))
    assert "保密协议已到期" in browser.get("/personnel/duties/").content.decode()
    assert not cast.fresh(house.fang).holds(Office.STAFF)
    for account in ("he", "secadmin"):
        assert "示例合作单位没有有效的保密协议" in cast.signed_in(house.people[account]).get("/").content.decode()
    assert "示例合作单位" not in cast.signed_in(house.wang).get("/").content.decode()


def test_before_it_runs_out_head_and_security_administrator_are_warned_until_the_next_is_signed(house, firm):
    signed(house, firm, days=WARNED_BEFORE + 1)
    assert "将到期" not in cast.signed_in(house.he).get("/").content.decode()
    QuerySet(Agreement).update(until=TODAY() + timedelta(days=WARNED_BEFORE))
    assert "与示例合作单位的保密协议将到期" in cast.signed_in(house.he).get("/").content.decode()
    assert "与示例合作单位的保密协议将到期" in cast.signed_in(house.secadmin).get("/").content.decode()
    later = drafted(house, firm, since=TODAY() + timedelta(days=WARNED_BEFORE), until=TODAY() + timedelta(days=400))
    confirm(signed_by_the_firm(house, later), by=house.liu, on=TODAY())
    assert "将到期" not in cast.signed_in(house.he).get("/").content.decode()


def test_the_house_signs_what_was_proposed_and_nothing_else(house, firm):
    agreement = drafted(house, firm)
    first = signed_by_the_firm(house, agreement)
    refuse(first, by=house.liu, reason="签署人无授权", on=TODAY())
    second = signed_by_the_firm(house, agreement)
    again = Proposal.objects.get(pk=second.pk)
    again.values |= {"hash": first.values["hash"]}
    again.keep(by=None)
    with pytest.raises(Refused, match="AGREEMENT_CHANGED"):
        confirm(second, by=house.liu, on=TODAY())
    assert Agreement.objects.get().state == State.DRAFT


def test_the_leader_in_charge_alone_signs_for_the_house(house, firm):
    proposal = signed_by_the_firm(house, drafted(house, firm))
    for by in (house.secadmin, house.he, house.wang, house.fang):
        with pytest.raises(Refused, match="NOT_CONFIRMER"):
            confirm(proposal, by=by, on=TODAY())
    confirm(proposal, by=house.liu, on=TODAY())
    agreement = Agreement.objects.get()
    assert (agreement.signed_by, agreement.firm_signed_on) == (house.liu, TODAY())
    assert agreement.payload_hash == hash_of(agreement.payload)
    assert Entry.objects.get(event="agreement.signed").actor_id == house.liu.pk
    with pytest.raises(IntegrityError, match="an_agreement_is_signed_by_someone_else"):
        QuerySet(Agreement).update(signed_by=house.secadmin)


@pytest.mark.parametrize("account", ["li", "he", "sysadmin", "secaudit", "liu"])
def test_t27_nobody_but_the_security_administrator_keeps_firms(house, firm, account):
    by, unit = house.people[account], house.units["business_one"]
    for act in (
        lambda: actions.enter(name="x", code="", unit=unit, units=[], by=by),
        lambda: actions.join(firm, house.sun, by=by, on=TODAY()),
        lambda: actions.correct(firm, name="x", code="", unit=unit, units=[], by=by),
    ):
        with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
            act()


def test_t27_nobody_of_a_firm_holds_an_office_the_gate_lets_pass(house, firm):
    for office in (Office.SECURITY_ADMIN, Office.UNIT_HEAD, Office.LEADER_IN_CHARGE):
        with pytest.raises(Refused, match="OFFICE_OF_THE_HOUSE"):
            appoint(house.fang, unit=house.units["archive"], office=office, since=TODAY() + timedelta(days=1), by=None)
    with pytest.raises(Refused, match="OFFICE_OF_THE_HOUSE"):
        actions.join(firm, house.he, by=house.secadmin, on=TODAY())
    with pytest.raises(Refused, match="BELONGS_ALREADY"):
        actions.join(firm, house.fang, by=house.secadmin, on=TODAY())


def test_what_the_agreement_names_of_people_lies_sealed_and_its_document_is_a_pdf(house, firm):
    agreement = signed(house, firm)
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact, contact_phone, liability, signatory, payload::text FROM personnel_agreement")
        stored = b"".join(value.encode() if isinstance(value, str) else bytes(value) for value in cursor.fetchone())
    assert not any(words.encode() in stored for words in ("邵联络", "13800000021", LIABILITY))
    answer = cast.signed_in(house.he).get(f"/approvals/documents/partner-agreements/{agreement.pk}/")
    assert answer.content.startswith(b"%PDF")
    assert Entry.objects.filter(event="agreement.downloaded", subject_id=agreement.pk, actor=house.he).count() == 1
    assert cast.signed_in(house.wang).get(f"/approvals/documents/partner-agreements/{agreement.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("91350100M000100Y43", True),
        ("91110000600037341L", True),
        ("91350100M000100Y44", False),
        ("19350100M000100Y43", False),
        ("9135010OM000100Y43", False),
        ("91350100M000100Y4", False),
    ],
)
def test_a_registration_code_is_checked_by_its_last_character(code, expected):
    assert is_in_order(code) is expected


def test_the_gate_asks_no_more_where_nobody_belongs_to_a_firm(house, django_assert_num_queries):
    with django_assert_num_queries(1):
        rules.missing_for([house.li.pk, house.fang.pk], on=TODAY())


def test_the_way_through_the_pages(house):
    admin, unit = cast.signed_in(house.secadmin), str(house.units["business_one"].pk)
    sent = {"name": "示例合作单位", "code": "91350100M000100Y44", "unit": unit, "units": [unit]}
    assert "末位为校验码" in admin.post("/personnel/partners/new/", sent).content.decode()
    assert admin.post("/personnel/partners/new/", sent | {"code": "91350100m000100y43"}).status_code == 302
    page = Partner.objects.get().get_absolute_url()
    assert admin.post(f"{page}people/", {"person": str(house.fang.pk)}).status_code == 302
    days = {"since": TODAY().isoformat(), "until": TODAY().isoformat()}
    given = {"responsible": str(house.chen.pk), "contact": "邵联络", "contact_phone": "1", "liability": LIABILITY}
    assert admin.post(f"{page}agreement/", days | given).status_code == 302
    agreement = Agreement.objects.get().get_absolute_url()
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    signs = {"signatory": "邵法人", "reason": "采购已批准"}
    assert admin.post(f"{agreement}signature/", signs | {"signed_on": tomorrow}).status_code == 409
    answer = admin.post(f"{agreement}signature/", signs | {"signed_on": TODAY().isoformat()})
    leader = cast.signed_in(house.liu)
    assert "邵法人" in leader.get(answer["Location"]).content.decode()
    assert leader.post(f"{answer['Location']}confirmation/", {"password": cast.PASSWORD}).status_code == 302
    assert codes(house.fang) == []
    assert cast.signed_in(house.he).get(page).status_code == 200
    assert cast.signed_in(house.chen).get(page).status_code == 404


def test_the_demonstration_has_a_firm_whose_agreement_runs_out_and_one_whose_has(house):
    oblige(house, on=TODAY())
    near = partner_up(house, on=TODAY())
    assert codes(house.fang) == []
    text = cast.signed_in(house.secadmin).get("/personnel/partners/").content.decode()
    assert (near.name in text, "即将到期" in text, "无有效协议" in text) == (True, True, True)


def test_t27_to_take_somebody_out_of_a_firm_needs_a_leader_and_counts_from_the_next_day(house, firm):
    tomorrow = TODAY() + timedelta(days=1)
    proposal = propose("partner_out", person=house.fang, values={}, reason="转为本单位职工", by=house.secadmin, on=TODAY())
    for by in (house.secadmin, house.he, house.fang):
        with pytest.raises(Refused, match="NOT_CONFIRMER"):
            confirm(proposal, by=by, on=TODAY())
    confirm(proposal, by=house.liu, on=TODAY())
    assert (codes(house.fang), codes(house.fang, tomorrow)) == (["AGREEMENT_MISSING"], [])
    assert firm.memberships.get().until == TODAY()


def test_a_new_version_of_the_agreement_is_published_in_the_page_and_drawn_up_from_then_on(house, firm):
    before = drafted(house, firm)
    admin = cast.signed_in(house.secadmin)
    assert admin.get("/personnel/pledge-texts/new/?kind=other").status_code == 404
    sent = {"title": "保密协议（新）", "body": "新文本。"}
    assert admin.post("/personnel/pledge-texts/new/?kind=partner", sent).status_code == 302
    assert (before.text.version, drafted(house, firm).text.version) == (1, 2)
    assert PledgeText.objects.filter(kind="duty").count() == 1


def test_t27_a_firm_that_somebody_has_signed_for_becomes_no_other_firm(house, firm):
    unit, other = house.units["business_one"], house.units["petition_office"]
    assert actions.correct(firm, name="更正名称", code="", unit=unit, units=[unit], by=house.secadmin).name == "更正名称"
    proposal = signed_by_the_firm(house, drafted(house, firm))
    for changed in ({"name": "另一家单位"}, {"unit": other}):
        with pytest.raises(Refused, match="SIGNED_FOR"):
            actions.correct(firm, **{"name": "更正名称", "code": "", "unit": unit, "units": [unit]} | changed, by=house.secadmin)
    typed = {"name": "另一家单位", "code": "", "unit": str(unit.pk), "units": [str(unit.pk)]}
    page = cast.signed_in(house.secadmin).post(reverse("partners:correction", args=[firm.pk]), typed)
    assert (page.status_code, page.context["form"]["name"].value()) == (400, "另一家单位")
    QuerySet(Partner).update(name="另一家单位")  # past the action
    with pytest.raises(Refused, match="AGREEMENT_CHANGED"):
        confirm(proposal, by=house.liu, on=TODAY())


def test_t27_nobody_joins_a_firm_who_is_to_hold_such_an_office(house, firm):
    appoint(house.sun, unit=house.units["archive"], office=Office.UNIT_HEAD, since=TODAY() + timedelta(days=7), by=None)
    with pytest.raises(Refused, match="OFFICE_OF_THE_HOUSE"):
        actions.join(firm, cast.fresh(house.sun), by=house.secadmin, on=TODAY())


def test_t27_the_security_administrator_alone_does_not_switch_the_agreement_off(house, firm):
    assert codes(house.fang) == ["AGREEMENT_MISSING"]
    browser, place = cast.signed_in(house.secadmin), reverse("gate:conditions")
    assert 'name="agreement"' not in browser.get(place).content.decode()
    assert browser.post(place, {"password": cast.PASSWORD, "agreement": ""}).status_code == 302
    assert codes(house.fang) == ["AGREEMENT_MISSING"]


@pytest.mark.parametrize("given", [{"name": "示例合作单位"}, {"name": "另名", "code": "91350100M000100Y43"}])
def test_t69_a_firm_entered_twice_at_once_is_a_sentence(house, firm, given):
    unit = house.units["business_one"]
    actions.correct(firm, name=firm.name, code="91350100M000100Y43", unit=unit, units=[unit], by=house.secadmin)
    with pytest.raises(Refused, match="KNOWN_ALREADY"):  # past the form, which has looked a moment earlier
        actions.enter(**{"code": "", "unit": unit, "units": [unit]} | given, by=house.secadmin)

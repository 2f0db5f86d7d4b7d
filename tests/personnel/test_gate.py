"""What is demanded and missing or run out closes the records by itself; mended, they open by themselves. Basis: REQUIREMENTS H1–H3."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from approvals.rules import obstacles_to_signing
from audit.inspection.actions import make_report
from audit.inspection.quarters import Quarter
from audit.inspection.rules import obstacles_to_signing as obstacles_to_signing_a_report
from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.principals import principals_of
from classification.querysets import visible_records
from config.demonstration.duties import oblige
from personnel.actions import appoint
from personnel.gate import actions, rules
from personnel.gate.models import BackgroundCheck, GateCondition, Pledge, PledgeText
from personnel.gate.pledging import hash_of, payload_of, year_after
from personnel.gate.querysets import people_open_to, text_in_force
from personnel.gate.rules import SUSPENDED
from personnel.offices import Office
from personnel.proposals.actions import confirm, propose, refuse
from tests import cast
from tests.custody import stage

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    house = cast.make()
    oblige(house, on=TODAY())
    return house


def codes(person, on=None):
    return [obstacle.code for _demand, obstacle in rules.missing(cast.fresh(person), on=on or TODAY())]


def sign(person, on=None):
    on = on or TODAY()
    return actions.sign_pledge(person, seen=hash_of(payload_of(person, text_in_force(), on=on)), on=on)


def check(person, by, *, result="passed", days=365):
    until = TODAY() + timedelta(days=days)
    values = {"kind": "again", "checked_on": TODAY(), "result": result, "valid_until": until, "reasons": "核查经过"}
    return actions.record_check(person, **values, by=by, on=TODAY())


def change(row, **values):
    """Past the actions, as time itself would."""
    QuerySet(type(row)).filter(pk=row.pk).update(**values)


def test_a_house_demands_nothing_until_it_is_turned_on():
    house = cast.make()
    assert set(GateCondition.objects.filter(on=True).values_list("demand", flat=True)) == {"agreement"}, "of partner firms alone"
    assert GateCondition.objects.filter(on=False).count() == 3
    assert principals_of(house.li, on=TODAY()) != []
    assert codes(house.li) == []


def test_t09_without_a_pledge_no_record_is_there_and_with_it_they_open_at_once(house):
    stage.registered(house)
    house.xin.forget()
    assert codes(house.xin) == ["PLEDGE_MISSING"]
    assert principals_of(cast.fresh(house.xin), on=TODAY()) == []
    sign(house.xin)
    assert codes(house.xin) == []
    assert house.units["business_one"].pk in principals_of(cast.fresh(house.xin), on=TODAY())
    assert visible_records(cast.fresh(house.li)).count() == 1


def pledge_runs_out(house, account="li"):
    change(house.people[account].pledges.get(), until=TODAY() - timedelta(days=1), signed_on=TODAY() - timedelta(days=400))


def test_a_suspended_leader_confirms_no_proposal(house):
    values = {"level": "ordinary", "since": TODAY().isoformat(), "until": None}
    proposal = propose("clearance", person=house.sun, values=values, reason="值守", by=house.secadmin, on=TODAY())
    pledge_runs_out(house, "liu")
    for decide in (confirm, partial(refuse, reason="不需要")):
        with pytest.raises(Refused, match="SUSPENDED"):
            decide(proposal, by=cast.fresh(house.liu), on=TODAY())
    sign(house.liu)
    confirm(proposal, by=cast.fresh(house.liu), on=TODAY())


def check_runs_out(house):
    change(house.li.checks.get(), valid_until=TODAY() - timedelta(days=1))


def check_fails(house):
    check(house.li, house.secadmin, result="failed")


def office_is_added(house):
    appoint(house.li, unit=house.units["archive"], office=Office.ARCHIVIST, since=TODAY(), by=None)


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (pledge_runs_out, "PLEDGE_RUN_OUT"),
        (check_runs_out, "CHECK_RUN_OUT"),
        (check_fails, "CHECK_FAILED"),
        (office_is_added, "PLEDGE_OTHER_OFFICE"),
    ],
)
def test_t09_what_runs_out_suspends_sight_and_every_office_by_itself(house, harm, expected):
    petition = stage.registered(house)
    browser = cast.signed_in(house.li)
    assert browser.get(petition.get_absolute_url()).status_code == 200
    harm(house)
    assert codes(house.li) == [expected]
    assert browser.get(petition.get_absolute_url()).status_code == 404
    li = cast.fresh(house.li)
    assert (li.holds(Office.REGISTRAR), li.is_appointed(Office.REGISTRAR)) == (False, True)


def test_the_last_day_of_a_pledge_still_counts(house):
    until = house.li.pledges.get().until
    assert rules.without_pledge([house.li.pk], on=until) == {}
    assert rules.without_pledge([house.li.pk], on=until + timedelta(days=1)) == {house.li.pk: rules.PLEDGE_RUN_OUT}


@pytest.mark.parametrize(
    ("day", "last"),
    [(date(2026, 1, 1), date(2026, 12, 31)), (date(2028, 2, 29), date(2029, 2, 28)), (date(2026, 11, 22), date(2027, 11, 21))],
)
def test_a_year_ends_on_the_day_before_it_began(day, last):
    assert year_after(day) == last


def test_a_suspended_approver_signs_nothing(house):
    slip = stage.filed(house, stage.graded(house))
    assert list(obstacles_to_signing(slip, cast.fresh(house.he), on=TODAY())) == []
    pledge_runs_out(house, "he")
    assert list(obstacles_to_signing(slip, cast.fresh(house.he), on=TODAY())) == [SUSPENDED]


def test_a_suspended_leader_signs_no_report(house):
    report = make_report(Quarter.of(TODAY()).preceding(), by=None, now=timezone.now())
    assert SUSPENDED not in obstacles_to_signing_a_report(report, cast.fresh(house.liu), on=TODAY())
    pledge_runs_out(house, "liu")
    assert SUSPENDED in obstacles_to_signing_a_report(report, cast.fresh(house.liu), on=TODAY())


def test_administrators_go_on_working_without_a_pledge_and_are_reminded(house):
    pledge_runs_out(house, "secadmin")
    assert cast.fresh(house.secadmin).holds(Office.SECURITY_ADMIN)
    text = cast.signed_in(house.secadmin).get("/").content.decode()
    assert "保密责任书已满一年" in text


def test_a_pledge_binds_text_name_office_levels_and_days_and_nothing_else_can_be_signed(house):
    with pytest.raises(Refused, match="TEXT_CHANGED"):
        actions.sign_pledge(house.xin, seen="0" * 64, on=TODAY())
    pledge = sign(house.xin)
    assert pledge.payload_hash == hash_of(pledge.payload)
    assert pledge.payload["offices"] == ["staff"]
    assert pledge.payload["levels"] == "重要秘密 / 机密级"
    assert pledge.payload["until"] == pledge.until.isoformat() == year_after(TODAY()).isoformat()
    assert Entry.objects.get(event="gate.pledge_signed", subject_id=pledge.pk).facts["hash"] == pledge.payload_hash
    with pytest.raises(Refused, match="PLEDGE_STANDS"):
        sign(house.xin)


def test_a_new_version_is_what_is_signed_from_now_on_and_old_pledges_hold(house):
    seen = hash_of(payload_of(house.xin, text_in_force(), on=TODAY()))
    actions.publish_text(title="保密责任书（新）", body="新文本。", by=house.secadmin)
    with pytest.raises(Refused, match="TEXT_CHANGED"):
        actions.sign_pledge(house.xin, seen=seen, on=TODAY())
    assert sign(house.xin).text.version == 2
    assert codes(house.li) == []


@pytest.mark.parametrize("account", ["li", "wang", "sysadmin", "secaudit"])
def test_t27_nobody_but_the_security_administrator_keeps_the_gate(house, account):
    person = house.people[account]
    for act in (
        lambda: check(house.chen, person),
        lambda: actions.publish_text(title="x", body="x", by=person),
        lambda: actions.set_conditions(set(), by=person),
    ):
        with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
            act()


def test_nobody_records_a_check_of_their_own_not_even_in_the_database(house):
    with pytest.raises(Refused, match="OWN_CHECK"):
        check(house.secadmin, house.secadmin)
    with pytest.raises(IntegrityError, match="nobody_records_their_own_check"):
        change(house.li.checks.get(), recorded_by=house.li)


def test_reasons_of_a_check_lie_sealed_and_open_with_the_persons_key_alone(house):
    made = check(house.chen, house.secadmin)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reasons FROM personnel_backgroundcheck WHERE id = %s", [made.pk])
        [stored] = cursor.fetchone()
    assert "核查经过".encode() not in bytes(stored)
    assert BackgroundCheck.objects.get(pk=made.pk).reasons == "核查经过"


def test_a_head_reads_of_their_people_and_the_principal_leader_of_the_heads(house):
    def names(account):
        return set(people_open_to(house.people[account], on=TODAY()).values_list("username", flat=True))

    assert names("he") == {"he", "chen", "sun", "xin", "guo"}
    assert names("chen") == {"chen"}
    assert {"wang", "he", "liu"} < names("sheng")
    assert "chen" not in names("sheng")
    assert names("sysadmin") == {"sysadmin"}
    assert names("secadmin") == set(cast.ACCOUNTS)


def test_the_person_and_their_head_are_told_with_what_mends_it(house):
    own = cast.signed_in(house.xin).get("/").content.decode()
    assert "访问已暂停" in own
    assert 'href="/personnel/pledge/"' in own
    head = cast.signed_in(house.he).get("/").content.decode()
    assert "新员工的访问已暂停" in head
    assert "访问已暂停" not in cast.signed_in(house.wang).get("/").content.decode()


def test_the_gate_asks_as_few_questions_for_one_as_for_all(house, django_assert_num_queries):
    people = list(house.people.values())
    with django_assert_num_queries(6):
        rules.missing_for([house.li.pk], on=TODAY())
    with django_assert_num_queries(6):
        rules.missing_for([person.pk for person in people], on=TODAY())


def test_signing_in_the_page_asks_for_fresh_proof(house):
    browser = cast.signed_in(house.xin)
    seen = hash_of(payload_of(house.xin, text_in_force(), on=TODAY()))
    answer = browser.post("/personnel/pledge/", {"seen": seen, "password": "wrong"})
    assert (answer.status_code, Pledge.objects.filter(person=house.xin).count()) == (409, 0)
    answer = browser.post("/personnel/pledge/", {"seen": seen, "password": cast.PASSWORD})
    assert (answer.status_code, Pledge.objects.filter(person=house.xin).count()) == (302, 1)


def test_the_printed_pledge_is_a_pdf_with_an_entry(house):
    pledge = house.li.pledges.get()
    answer = cast.signed_in(house.wang).get(f"/approvals/documents/pledges/{pledge.pk}/")
    assert answer.content.startswith(b"%PDF")
    assert f'filename="{pledge.number}.pdf"' in answer.headers["Content-Disposition"]
    assert Entry.objects.filter(event="pledge.downloaded", subject_id=pledge.pk, actor=house.wang).count() == 1
    assert cast.signed_in(house.chen).get(f"/approvals/documents/pledges/{pledge.pk}/").status_code == 404


def test_turning_a_condition_on_counts_from_the_next_request():
    house = cast.make()
    petition = stage.registered(house)
    browser = cast.signed_in(house.li)
    assert browser.get(petition.get_absolute_url()).status_code == 200
    answer = cast.signed_in(house.secadmin).post("/personnel/gate/", {"pledge": "on", "agreement": "on", "password": cast.PASSWORD})
    assert answer.status_code == 302
    assert browser.get(petition.get_absolute_url()).status_code == 404
    assert Entry.objects.filter(event="gate.condition_changed").values_list("facts__demand", flat=True).get() == "pledge"


def test_the_first_version_is_shipped_in_chinese():
    text = PledgeText.objects.get(kind="duty", version=1)
    assert (text.title, text.made_by) == ("信访信息保密责任书", None)

"""Somebody leaves: what stands in the way, write-offs, the pledge, the minute access ends, the cooling-off. Basis: REQUIREMENTS H4."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.admissions import set_scope
from classification.models import Admission
from classification.principals import principals_of
from personnel.accounts.actions import close, reopen
from personnel.actions import add_person, appoint, end_appointment
from personnel.devices.middleware import here_of
from personnel.gate.pledging import hash_of
from personnel.leaving import actions
from personnel.leaving.last import is_last_of_office
from personnel.leaving.models import Departure, State, WriteOff
from personnel.offices import Office
from personnel.proposals.actions import confirm, propose
from personnel.proposals.models import Proposal
from personnel.proposals.offices import ending_values
from personnel.staying import still_open
from petitions.actions import assign
from tests import cast
from tests.custody import stage
from tests.personnel.departures import FILLED_IN, TODAY, held, leaves, minute_comes, sign, talked, write_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_everything_the_person_holds_stands_in_the_way(house):
    lent, other = stage.lent(house, stage.graded(house)), stage.graded(house)
    slip = stage.filed(house, other)
    assign(other, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=TODAY())
    departure = leaves(house)
    assert held(departure) == {"loan": lent.lines.count(), "pledge": 1, "slip": 1, "case": 1}
    assert slip.number in cast.signed_in(house.chen).get(departure.get_absolute_url()).content.decode()


def test_numbers_of_petitions_are_told_to_nobody_who_does_not_see_them(house):
    petition = stage.graded(house)
    assign(petition, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=TODAY())
    departure = leaves(house)
    assert petition.number not in cast.signed_in(house.secadmin).get(departure.get_absolute_url()).content.decode()
    assert petition.number in cast.signed_in(house.he).get(departure.get_absolute_url()).content.decode()


def test_t10_at_the_minute_the_session_dies_and_offices_and_clearances_end_while_no_worker_runs(house):
    petition = stage.graded(house)
    browser = cast.signed_in(house.chen)
    assert browser.get(petition.get_absolute_url()).status_code == 200
    departure = leaves(house)
    assert browser.get(petition.get_absolute_url()).status_code == 200
    minute_comes(departure)
    assert browser.get(petition.get_absolute_url()).status_code == 302  # to the sign-in
    chen = cast.fresh(house.chen)
    assert (chen.is_active, chen.office_codes(), principals_of(chen, on=TODAY())) == (False, set(), [])
    assert not [one for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(chen.pk)]
    assert set(chen.appointments.values_list("until", flat=True)) == {TODAY()}
    assert set(chen.clearances.values_list("until", flat=True)) == {TODAY()}
    assert Entry.objects.get(event="departure.ended", subject_id=departure.pk).actor_id is None


def test_t10_sign_in_is_refused_at_the_minute_without_anybody_elses_request(house, client):
    departure = leaves(house)
    minute_comes(departure)
    answer = client.post("/login/", {"login": "chen", "password": cast.PASSWORD})
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert not cast.fresh(house.chen).is_active


def test_t09_a_download_under_way_stops_at_the_minute(house, rf):
    client = cast.signed_in(house.chen)
    request = rf.get("/")
    request.user, request.session = cast.fresh(house.chen), client.session
    request.user.here = here_of(request, request.user)
    still = still_open(request, lambda person: True)
    departure = leaves(house)
    assert still()
    minute_comes(departure)
    assert not still()


def test_access_ends_with_things_open_but_finished_it_is_not_before_they_are_settled(house):
    lent, departure = stage.lent(house, stage.graded(house)), leaves(house)
    talked(house, departure)
    minute_comes(departure)
    assert actions.end_what_is_due() == 1
    with pytest.raises(Refused) as refused:
        actions.finish(departure, by=house.secadmin, on=TODAY())
    assert refused.value.codes == ["STILL_HELD", "STILL_HELD"]  # the loan, the pledge
    for line in lent.lines.all():
        write_off(house, departure, "loan", line.pk, by=house.liu)
    write_off(house, departure, "pledge", departure.pk, by=house.liu)
    assert actions.finish(departure, by=house.secadmin, on=TODAY()).state == State.FINISHED


def test_what_the_person_asked_to_borrow_lapses_with_their_access(house):
    slip = stage.filed(house, stage.graded(house))
    minute_comes(leaves(house))
    actions.end_what_is_due()
    slip.refresh_from_db()
    assert slip.status == "lapsed"


def test_with_everything_settled_it_is_finished_by_itself_at_the_minute(house):
    departure = leaves(house)
    talked(house, departure)
    sign(departure)
    minute_comes(departure)
    assert actions.end_what_is_due() == 1
    assert actions.end_what_is_due() == 0
    finished = Departure.objects.get(pk=departure.pk)
    assert (finished.state, finished.closed_by) == (State.FINISHED, None)


def test_the_pledge_is_signed_last_by_the_person_alone_and_lies_sealed(house):
    petition = stage.graded(house)
    assign(petition, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=TODAY())
    departure = leaves(house)
    with pytest.raises(Refused, match="STILL_HELD"):
        sign(departure)
    assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.wang, on=TODAY())
    with pytest.raises(Refused, match="TEXT_CHANGED"):
        actions.sign_pledge(departure, seen="0" * 64, filled_in=FILLED_IN, by=house.chen, on=TODAY())
    with pytest.raises(Refused, match="NOT_YOUR_PLEDGE"):
        actions.sign_pledge(departure, seen="0" * 64, filled_in=FILLED_IN, by=house.he, on=TODAY())
    pledge = sign(departure)
    assert pledge.payload_hash == hash_of(pledge.payload)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, id_number, payload::text FROM personnel_leavingpledge WHERE id = %s", [pledge.pk])
        address, number, payload = cursor.fetchone()
    assert not any(FILLED_IN["address"].encode() in bytes(value) for value in (address, number, payload.encode()))
    answer = cast.signed_in(house.he).get(f"/approvals/documents/leaving-pledges/{departure.pk}/")
    assert answer.content.startswith(b"%PDF")
    assert cast.signed_in(house.wang).get(f"/approvals/documents/leaving-pledges/{departure.pk}/").status_code == 404


def test_what_ends_with_access_by_itself_does_not_keep_the_pledge_from_being_signed(house):
    name_reader(house, stage.graded(house), house.chen)
    departure = leaves(house)
    assert held(departure) == {"grant": 1, "pledge": 1}
    talked(house, departure)
    sign(departure)
    minute_comes(departure)
    actions.end_what_is_due()
    assert Departure.objects.get(pk=departure.pk).state == State.FINISHED
    assert not Admission.objects.filter(principal=house.chen.pk).exists()


def name_reader(house, petition, person):
    set_scope(petition.record, [f"unit:{house.units['business_one'].pk}", f"person:{person.pk}"])


def test_a_write_off_needs_a_leader_who_is_not_whoever_proposed_it(house):
    lent, departure = stage.lent(house, stage.graded(house)), leaves(house)
    line = lent.lines.all()[0]
    values = {"source": "loan", "key": str(line.pk), "number": "x"}
    proposal = propose("write_off", person=house.chen, values=values, reason="已报失", by=house.secadmin, on=TODAY())
    for by in (house.secadmin, house.he, house.chen):
        with pytest.raises(Refused, match="NOT_CONFIRMER"):
            confirm(proposal, by=by, on=TODAY())
    assert WriteOff.objects.count() == 0
    confirm(proposal, by=house.liu, on=TODAY())
    with pytest.raises(Refused, match="NOTHING_TO_WRITE_OFF"):
        write_off(house, departure, "loan", line.pk, by=house.liu)


def test_a_write_off_tells_cases_by_unit_to_whoever_does_not_see_them_and_its_reason_to_whoever_keeps_it(house):
    petition = stage.graded(house)
    assign(petition, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=TODAY())
    departure, keeper = leaves(house), cast.signed_in(house.secadmin)
    form = f"/personnel/people/{house.chen.pk}/propose-write_off/"
    unit = house.units["petition_office"].name
    page = keeper.get(form).content.decode()
    assert petition.number not in page
    assert f"case|{petition.pk}|{unit}" in page
    sent = {"thing": f"case|{petition.pk}|{unit}", "reason": "案卷已随机构划转"}
    assert keeper.post(form, sent).status_code == 302
    confirm(Proposal.objects.get(kind="write_off"), by=house.liu, on=TODAY())
    told = [cast.signed_in(one).get(departure.get_absolute_url()).content.decode() for one in (house.secadmin, house.he, house.chen)]
    assert [sent["reason"] in page for page in told] == [True, False, False]


def test_only_the_security_administrator_opens_one_and_never_their_own(house):
    for by in (house.he, house.sysadmin, house.liu):
        with pytest.raises(Refused, match="NOT_ACCOUNT_KEEPER"):
            leaves(house, by=by)
    with pytest.raises(Refused, match="OWN_ACCOUNT"):
        leaves(house, by=house.chen)
    with pytest.raises(Refused, match="OWN_ACCOUNT"):
        leaves(house, "secadmin")
    with pytest.raises(Refused, match="LAST_OF_OFFICE"):
        leaves(house, "secadmin", by=house.sheng)
    with pytest.raises(Refused, match="LAST_OF_OFFICE"):
        leaves(house, "sheng")
    with pytest.raises(Refused, match="LAST_OF_OFFICE"):
        close(house.sheng, by=house.secadmin, on=TODAY())
    second = add_person(username="second", name="备任", by=None)
    appoint(second, unit=house.units["administration"], office=Office.SECURITY_ADMIN, since=TODAY(), by=None)
    assert leaves(house, "secadmin", by=cast.fresh(second)).of_a_leader
    assert is_last_of_office(second, on=TODAY())
    for last in (house.sheng, second):
        values = ending_values(last.appointments.get(), on=TODAY())
        with pytest.raises(Refused, match="LAST_OF_OFFICE"):
            propose("appointment_end", person=last, values=values, reason="届满", by=house.secadmin, on=TODAY())
    departure = leaves(house)
    with pytest.raises(Refused, match="LEAVES_ALREADY"):
        leaves(house)
    with pytest.raises(IntegrityError, match="one_open_departure_per_person"):
        Departure(person=house.chen, ground="retired", ends_at=timezone.now(), opened_by=house.secadmin).keep(by=None)
    assert departure.state == State.OPEN


@pytest.mark.parametrize(
    ("account", "unit", "office"), [("secadmin", "administration", "security_admin"), ("sheng", "leadership", "unit_head")]
)
def test_whoever_goes_on_a_day_to_come_does_not_stay(house, account, unit, office):
    first, second = house.people[account], add_person(username="second", name="备任", by=None)
    held = appoint(second, unit=house.units[unit], office=Office(office), since=TODAY(), by=None)
    assert not is_last_of_office(first, on=TODAY())
    end_appointment(first.appointments.get(), on=TODAY() + timedelta(days=7), by=None)
    assert is_last_of_office(second, on=TODAY())
    with pytest.raises(Refused, match="LAST_OF_OFFICE"):
        values = ending_values(held, on=TODAY())
        propose("appointment_end", person=second, values=values, reason="届满", by=house.secadmin, on=TODAY())
    assert not is_last_of_office(first, on=TODAY())


def test_before_its_minute_it_can_be_withdrawn_and_after_it_not(house):
    departure = leaves(house)
    actions.withdraw(departure, reason="留任", by=house.secadmin, on=TODAY())
    minute_comes(departure)
    assert actions.end_what_is_due() == 0
    again = leaves(house)
    minute_comes(again)
    actions.end_what_is_due()
    with pytest.raises(Refused, match="ACCESS_HAS_ENDED"):
        actions.withdraw(again, reason="留任", by=house.secadmin, on=TODAY())
    with pytest.raises(Refused, match="DEPARTURE_RUNS"):
        reopen(house.chen, by=house.secadmin, on=TODAY())


def test_person_head_and_security_administrator_are_told(house):
    leaves(house)
    assert "您将离岗" in cast.signed_in(house.chen).get("/").content.decode()
    for account in ("he", "secadmin"):
        assert "陈承办即将离岗" in cast.signed_in(house.people[account]).get("/").content.decode()
    assert "即将离岗" not in cast.signed_in(house.wang).get("/").content.decode()
    assert "离岗" in cast.signed_in(house.he).get(f"/personnel/people/{house.chen.pk}/file/").content.decode()


def test_t27_when_access_has_ended_head_and_security_administrator_still_read_it_and_nobody_else(house):
    departure = leaves(house)
    minute_comes(departure)
    actions.end_what_is_due()
    for account in ("he", "secadmin"):
        assert cast.signed_in(house.people[account]).get(departure.get_absolute_url()).status_code == 200
    for account in ("wang", "sun"):
        assert cast.signed_in(house.people[account]).get(departure.get_absolute_url()).status_code == 404


def test_the_way_through_the_pages(house):
    admin = cast.signed_in(house.secadmin)
    tomorrow = TODAY() + timedelta(days=1)
    sent = {"ground": "retired", "day": tomorrow.isoformat(), "minute": "17:30", "reason": "到龄退休", "password": cast.PASSWORD}
    address = f"/personnel/people/{house.sun.pk}/departure/"
    assert admin.post(address, sent | {"day": "2020-01-01"}).status_code == 400
    assert admin.post(address, sent).status_code == 302
    departure = Departure.objects.get()
    assert timezone.localtime(departure.ends_at).strftime("%Y-%m-%d %H:%M") == f"{tomorrow} 17:30"
    page = departure.get_absolute_url()
    assert (
        admin.post(f"{page}talk/", {"talk_on": TODAY().isoformat(), "conclusion": "未发现异常", "password": cast.PASSWORD}).status_code
        == 302
    )
    assert admin.post(f"{page}finishing/", {"password": cast.PASSWORD}).status_code == 409
    sun = cast.signed_in(house.sun)
    text = sun.get(f"{page}pledge/").content.decode()
    seen = text.split('name="seen" value="')[1].split('"')[0]
    assert sun.post(f"{page}pledge/", FILLED_IN | {"seen": seen, "password": cast.PASSWORD}).status_code == 302
    assert cast.signed_in(house.he).get(f"{page}pledge/").status_code == 200
    minute_comes(departure)
    assert sun.get(page).status_code == 302
    assert Departure.objects.get().state == State.FINISHED

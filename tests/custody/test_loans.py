"""Handing over, taking back, lapsing, overdue."""

from datetime import timedelta

import pytest

from approvals.actions import sign, withdraw
from approvals.models import Status
from audit.trail.models import Entry
from custody.actions import describe_carrier, hand_over, take_back
from custody.models import BorrowSlip, LoanStatus
from custody.tasks import note_overdue
from personnel.actions import appoint, end_appointment
from personnel.models import Appointment
from personnel.offices import Office
from tests import cast
from tests.custody import stage
from tests.custody.stage import codes, today

pytestmark = pytest.mark.django_db


def test_only_the_security_clerk_hands_over_and_takes_back(house):
    slip = stage.approved(house, stage.graded(house))
    others = [person for person in house.people.values() if person != house.zhao]
    for person in others:
        assert codes(hand_over, slip, by=person, on=today()) == ["NOT_CLERK"]
    hand_over(slip, by=house.zhao, on=today())
    for person in others:
        assert codes(take_back, slip, pages=1, condition="完好", by=person) == ["NOT_CLERK"]


@pytest.mark.parametrize("account", ["chen", "he"])
def test_a_clerk_who_is_on_the_slip_neither_hands_over_nor_takes_back(house, account):
    person = house.people[account]
    appoint(person, unit=house.units["security_office"], office=Office.SECURITY_CLERK, since=today(), by=None)
    slip = stage.approved(house, stage.graded(house))
    assert codes(hand_over, slip, by=cast.fresh(person), on=today()) == ["ON_THE_SLIP"]
    hand_over(slip, by=house.zhao, on=today())
    assert codes(take_back, slip, pages=1, condition="完好", by=cast.fresh(person)) == ["ON_THE_SLIP"]


def test_a_borrower_who_left_the_scope_gets_nothing(house):
    petition = stage.graded(house)
    slip = stage.approved(house, petition)
    end_appointment(Appointment.objects.get(person=house.chen), on=today() - timedelta(days=1), by=None)
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["BORROWER_OUT"]


def test_the_rest_of_two_slips_for_one_carrier_is_refused(house):
    petition = stage.graded(house)
    first, second = stage.approved(house, petition), stage.filed(house, petition, by=house.he)
    sign(second, by=house.sheng, on=today())
    sign(second, by=house.liu, on=today())
    hand_over(first, by=house.zhao, on=today())
    assert set(codes(hand_over, second, by=house.zhao, on=today())) == {"ON_LOAN"}


def test_a_return_counts_pages_and_says_the_condition(house):
    petition = stage.graded(house)
    slip = stage.lent(house, petition)
    assert codes(take_back, slip, pages=None, condition="完好", by=house.zhao) == ["NO_PAGES"]
    assert codes(take_back, slip, pages=1, condition=" ", by=house.zhao) == ["NO_CONDITION"]
    assert take_back(slip, pages=1, condition="完好", by=house.zhao).status == LoanStatus.RETURNED


def test_missing_pages_are_acknowledged_in_words_and_noted(house):
    petition = stage.graded(house)
    describe_carrier(stage.carriers(petition, "paper")[0], pages=5, copies=1, place="", keeper=None, by=house.zhao)
    slip = stage.lent(house, petition)
    assert codes(take_back, slip, pages=4, condition="完好", by=house.zhao) == ["PAGES_DIFFER"]
    slip = take_back(slip, pages=4, condition="有污损", difference="缺第三页", by=house.zhao)
    assert (slip.pages_returned, slip.difference) == (4, "缺第三页")
    entry = Entry.objects.get(event="loan.pages_differed")
    assert (entry.facts["expected"], entry.facts["returned"]) == (5, 4)


def test_t54_nobody_recounts_a_carrier_while_it_is_out(house):
    petition = stage.graded(house)
    stage.lent(house, petition)
    paper = stage.carriers(petition, "paper")[0]
    assert codes(describe_carrier, paper, pages=1, copies=1, place="", keeper=None, by=house.zhao) == ["LINE_OUT"]


def test_an_electronic_loan_returns_without_pages(house):
    petition = stage.graded(house, channel="online")
    assert [carrier.kind for carrier in stage.carriers(petition)] == ["electronic"]
    slip = stage.lent(house, petition)
    assert take_back(slip, pages=None, condition="已关闭", by=house.zhao).pages_returned is None


def test_only_the_applicant_withdraws(house):
    slip = stage.approved(house, stage.graded(house))
    assert codes(withdraw, slip, by=house.he) == ["NOT_APPLICANT"]
    assert withdraw(slip, by=house.chen).status == Status.WITHDRAWN


def test_slips_lapse_when_unsigned_or_not_handed_over_in_time(house):
    unsigned, waiting = stage.filed(house, stage.graded(house)), stage.approved(house, stage.graded(house))
    assert codes(hand_over, waiting, by=house.zhao, on=today() + timedelta(days=20)) == ["LAPSED"]
    assert codes(sign, unsigned, by=house.he, on=today() + timedelta(days=31)) == ["LAPSED"]
    note_overdue(day=(today() + timedelta(days=20)).isoformat())
    assert list(BorrowSlip.objects.order_by("number").values_list("status", flat=True)) == [Status.FILED, Status.LAPSED]
    note_overdue(day=(today() + timedelta(days=31)).isoformat())
    assert set(BorrowSlip.objects.values_list("status", flat=True)) == {Status.LAPSED}
    assert Entry.objects.filter(event="slip.lapsed").count() == 2
    assert codes(sign, unsigned, by=house.he, on=today()) == ["NOT_OPEN"]


def test_an_overdue_loan_is_noted_once(house):
    slip = stage.lent(house, stage.graded(house))
    note_overdue(day=slip.due_on.isoformat())
    assert Entry.objects.filter(event="loan.overdue").count() == 0
    for days in (1, 2, 3):
        note_overdue(day=(slip.due_on + timedelta(days=days)).isoformat())
    slip.refresh_from_db()
    assert slip.overdue_noted_on == slip.due_on + timedelta(days=1)
    assert Entry.objects.filter(event="loan.overdue", subject_id=slip.pk).count() == 1


def test_working_days_of_a_year_without_a_table_are_counted_monday_to_friday_and_say_so(house):
    petition = stage.graded(house)
    slip = stage.approved(house, petition)
    slip = hand_over(slip, by=house.zhao, on=today())
    assert not slip.by_weekdays
    slip.by_weekdays = True
    slip.keep(by=None)
    pages = [cast.signed_in(house.chen).get(f"{slip.get_absolute_url()}{end}").content.decode() for end in ("", "print/")]
    assert all("counted Monday to Friday" in page or "周一至周五" in page for page in pages)

"""A leaver's loans are called back, come back in their place, or are given up with the departure. Basis: REQUIREMENTS C4, H4."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from approvals.actions import sign
from audit.trail.models import Entry
from custody.actions import hand_over, take_back
from custody.models import BorrowSlip, LoanStatus
from personnel.accounts.actions import close, reopen
from personnel.leaving.actions import end_what_is_due, open_departure_of, withdraw
from personnel.workdays import last_working_day
from tests import cast
from tests.custody import stage
from tests.custody.stage import codes, today
from tests.personnel.departures import leaves, minute_comes

pytestmark = pytest.mark.django_db


def out(house):
    return stage.lent(house, stage.graded(house))


def kept(slip):
    return BorrowSlip.objects.get(pk=slip.pk)


def test_t10_a_departure_calls_every_loan_back_and_sets_the_new_day(house):
    slips = [out(house), out(house)]
    untouched = stage.filed(house, stage.graded(house), by=house.he)
    for signer in (house.sheng, house.liu):
        sign(untouched, by=signer, on=today())
    hand_over(untouched, by=house.zhao, on=today())
    leaves(house)
    for slip in slips:
        called = kept(slip)
        assert (called.recalled_at is not None, called.due_before_recall, called.due_on) == (True, slip.due_on, today())
        assert Entry.objects.get(event="loan.recalled", subject_id=slip.pk).facts["day"] == today().isoformat()
    assert kept(untouched).recalled_at is None
    assert BorrowSlip.history.filter(id=slips[0].pk, due_on=today()).exists()


def test_no_loan_is_put_off_by_calling_it_back(house):
    slip = out(house)
    open_departure_of(
        house.chen, ground="retired", ends_at=timezone.now() + timedelta(days=90), reason="到龄", by=house.secadmin, on=today()
    )
    called = kept(slip)
    assert (called.recalled_at is not None, called.due_on) == (True, slip.due_on)
    with pytest.raises(IntegrityError, match="a_recall_puts_no_loan_off"), transaction.atomic():
        QuerySet(BorrowSlip).filter(pk=slip.pk).update(due_before_recall=slip.due_on - timedelta(days=1))


def test_t10_an_account_that_is_closed_has_its_loans_called_back_in_the_same_breath(house):
    slip = out(house)
    close(house.chen, by=house.secadmin, on=today())
    assert (kept(slip).recalled_at is not None, kept(slip).due_on) == (True, today())


def test_borrower_clerk_and_keeper_are_told_and_nobody_else(house):
    slip = out(house)
    before = [cast.signed_in(person).get("/").content.decode() for person in (house.chen, house.zhao, house.li)]
    assert not any("催还" in page for page in before)
    leaves(house)
    for person in (house.chen, house.zhao, house.li):
        assert "催还" in cast.signed_in(person).get("/").content.decode()
    for person in (house.he, house.wang, house.dang):
        assert "催还" not in cast.signed_in(person).get("/").content.decode()
    page = cast.signed_in(house.zhao).get(slip.get_absolute_url()).content.decode()
    assert "催还" in page
    assert slip.due_on.isoformat() in page


def test_the_departures_page_says_so_with_the_one_way_to_the_loan(house):
    slip, departure = out(house), leaves(house)
    page = cast.signed_in(house.chen).get(departure.get_absolute_url()).content.decode()
    assert f"已催还，应于 {today().isoformat()} 归还" in page
    assert slip.get_absolute_url() in page
    assert slip.get_absolute_url() not in cast.signed_in(house.secadmin).get(departure.get_absolute_url()).content.decode()


def test_with_the_departure_the_recall_is_given_up_and_the_old_day_holds(house):
    slip, departure = out(house), leaves(house)
    withdraw(departure, reason="留任", by=house.secadmin, on=today())
    again = kept(slip)
    assert (again.recalled_at, again.due_before_recall, again.due_on) == (None, None, slip.due_on)
    assert Entry.objects.filter(event="loan.recall_given_up", subject_id=slip.pk).exists()


def test_t10_what_the_closing_of_an_account_called_back_stays_called_back_until_the_account_is_open_again(house):
    slip, departure = out(house), leaves(house)
    close(house.chen, by=house.secadmin, on=today())
    withdraw(departure, reason="留任", by=house.secadmin, on=today())
    assert (kept(slip).recalled_at is not None, kept(slip).due_on) == (True, today())
    reopen(house.chen, by=house.secadmin, on=today())
    again = kept(slip)
    assert (again.recalled_at, again.due_before_recall, again.due_on) == (None, None, slip.due_on)


def test_somebody_else_brings_it_in_the_leavers_place_and_never_for_one_who_stays(house):
    slip, staying = out(house), stage.lent(house, stage.graded(house), days=2)
    values = {"pages": 2, "condition": "完好", "by": house.zhao}
    assert codes(take_back, staying, returned_by=house.he, **values) == ["BORROWER_STAYS"]
    departure = leaves(house)
    assert codes(take_back, slip, returned_by=house.zhao, **values) == ["NOT_A_BRINGER"]
    assert codes(take_back, slip, returned_by=house.chen, **values) == ["NOT_A_BRINGER"]
    minute_comes(departure)
    end_what_is_due()
    browser, address = cast.signed_in(house.zhao), f"{slip.get_absolute_url()}return/"
    sent = {"returned_by": str(house.he.pk), "pages": "2", "condition": "完好"}
    assert browser.post(address, sent).status_code == 302
    assert (kept(slip).status, kept(slip).returned_by) == (LoanStatus.RETURNED, house.he)
    assert "何部长" in browser.get(slip.get_absolute_url()).content.decode()
    with pytest.raises(IntegrityError, match="nobody_takes_back_what_they_bring_for_another"), transaction.atomic():
        QuerySet(BorrowSlip).filter(pk=slip.pk).update(returned_by=house.zhao)


def test_the_form_asks_who_brings_it_only_for_a_leaver(house):
    slip, browser = out(house), cast.signed_in(house.zhao)
    assert 'name="returned_by"' not in browser.get(slip.get_absolute_url()).content.decode()
    leaves(house)
    assert 'name="returned_by"' in browser.get(slip.get_absolute_url()).content.decode()


def test_the_last_working_day_before_rest_days_and_the_day_itself_where_none_is_left(house):
    friday, sunday = date(2026, 3, 6), date(2026, 3, 8)
    assert last_working_day(sunday, since=date(2026, 3, 2)).due_on == friday
    assert last_working_day(friday, since=date(2026, 3, 2)).due_on == friday
    assert last_working_day(sunday, since=date(2026, 3, 7)).due_on == date(2026, 3, 7)

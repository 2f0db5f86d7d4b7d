"""Why something is not lent, not signed, not handed over, not taken back."""

from datetime import timedelta

import pytest

from approvals.actions import refuse, sign, withdraw
from approvals.models import Signature, Status
from audit.trail.models import Entry
from audit.trail.refusals import Obstacle, Refused
from classification.models import GradedRecord, SecrecyLevel
from custody import registry
from custody.actions import apply_to_borrow, describe_carrier, hand_over, mark_carriers_destroyed, take_back
from custody.models import BorrowSlip, Carrier, LoanStatus
from custody.tasks import note_overdue
from personnel.actions import appoint, end_appointment
from personnel.models import Appointment
from personnel.offices import Office
from tests import cast
from tests.custody import stage
from tests.custody.stage import today

pytestmark = pytest.mark.django_db


def codes(action, *args, **values):
    with pytest.raises(Refused) as refused:
        action(*args, **values)
    return refused.value.codes


def ask(house, petition, *, by=None, carriers=None, purpose=stage.PURPOSE, days=1):
    chosen = stage.carriers(petition) if carriers is None else carriers
    return apply_to_borrow(petition.record, carriers=chosen, purpose=purpose, days=days, by=by or house.chen, on=today())


POLICY = {
    "core": (1, "reading_room", ["head_of_owning_unit", "leader_in_charge"]),
    "important": (5, "take_out_slip", ["head_of_applicants_unit", "leader_in_charge"]),
    "ordinary": (10, "office", ["head_of_applicants_unit", "head_of_owning_unit"]),
    "top_secret": (1, "reading_room", ["head_of_owning_unit", "leader_in_charge"]),
    "highly_secret": (5, "take_out_slip", ["head_of_applicants_unit", "leader_in_charge"]),
    "secret": (10, "office", ["head_of_applicants_unit", "head_of_owning_unit"]),
    "internal": (10, "office", ["head_of_applicants_unit", "head_of_owning_unit"]),
}


@pytest.mark.parametrize("level", POLICY)
def test_t74_each_level_lends_by_its_policy_and_no_day_longer(house, level):
    limit, place, steps = POLICY[level]
    petition = stage.graded(house, level=level, scope=("legal",))
    assert codes(ask, house, petition, by=house.qian, days=limit + 1) == ["TOO_LONG"]
    slip = ask(house, petition, by=house.qian, days=limit)
    assert (slip.place, slip.steps, slip.days) == (place, steps, limit)


def test_t74_the_refusal_of_a_longer_loan_names_the_limit(house):
    with pytest.raises(Refused) as refused:
        ask(house, stage.graded(house), days=6)
    assert "5" in str(refused.value.obstacles[0])


def test_an_ungraded_record_is_lent_like_one_of_the_highest_level(house):
    petition = stage.registered(house)
    assert codes(ask, house, petition, by=house.li, days=2) == ["TOO_LONG"]
    slip = ask(house, petition, by=house.li, days=1)
    assert (slip.level, slip.place, slip.mark.level) == (None, "reading_room", "ungraded")


@pytest.mark.parametrize("account", ["qian", "sun", "zhao", "sysadmin", "secadmin", "secaudit", "zhou", "dang"])
def test_t70_only_who_is_cleared_and_in_scope_borrows(house, account):
    petition = stage.graded(house)
    assert "NOT_IN_SCOPE" in codes(ask, house, petition, by=house.people[account])


def test_a_clerk_in_scope_borrows_only_where_another_clerk_can_hand_over(house):
    petition = stage.graded(house, scope=("security_office",))
    assert codes(ask, house, petition, by=house.zhao) == ["NO_CLERK"]
    appoint(house.wu, unit=house.units["security_office"], office=Office.SECURITY_CLERK, since=today(), by=None)
    assert ask(house, petition, by=house.zhao).status == Status.FILED


def test_a_slip_names_carriers_a_purpose_and_days(house):
    petition = stage.graded(house)
    assert codes(ask, house, petition, carriers=[]) == ["NO_CARRIERS"]
    assert codes(ask, house, petition, purpose=" \n") == ["NO_PURPOSE"]
    assert codes(ask, house, petition, days=0) == ["NO_DAYS"]
    assert codes(ask, house, petition, carriers=stage.carriers(stage.graded(house))) == ["OTHER_RECORD"]


def test_t54_what_is_on_loan_is_not_lent_again(house):
    petition = stage.graded(house, scope=("business_one", "legal"))
    slip = stage.lent(house, petition, kinds=("paper",))
    assert codes(ask, house, petition, by=house.qian) == ["ON_LOAN"]
    assert ask(house, petition, by=house.qian, carriers=stage.carriers(petition, "electronic")).status == Status.FILED
    take_back(slip, pages=1, condition="完好", by=house.zhao)
    assert ask(house, petition, by=house.li).status == Status.FILED


def test_nobody_asks_twice_for_the_same_carrier(house):
    petition = stage.graded(house)
    slip = ask(house, petition, carriers=stage.carriers(petition, "paper"))
    assert codes(ask, house, petition) == ["ALREADY_ASKED"]
    withdraw(slip, by=house.chen)
    assert ask(house, petition).status == Status.FILED


def test_an_overdue_borrower_files_nothing_more(house, settings):
    stage.lent(house, stage.graded(house))
    later, other = today() + timedelta(days=30), stage.graded(house)
    wanted = {"carriers": stage.carriers(other), "purpose": "核对", "days": 1, "by": house.chen, "on": later}
    assert codes(apply_to_borrow, other.record, **wanted) == ["OVERDUE_LOAN"]
    settings.OVERDUE_BLOCKS_BORROWING = False
    assert apply_to_borrow(other.record, **wanted).status == Status.FILED


def test_what_is_destroyed_is_not_lent(house):
    petition = stage.graded(house)
    mark_carriers_destroyed(stage.carriers(petition, "paper"), by=house.zhao, on=today())
    assert codes(ask, house, petition) == ["CARRIER_DESTROYED"]
    record = GradedRecord.objects.get(pk=petition.pk)
    record.destroyed_on = today()
    record.keep(by=None)
    assert "DESTROYED" in codes(ask, house, petition, carriers=stage.carriers(petition, "electronic"))


def test_what_is_on_loan_is_not_marked_destroyed(house):
    petition = stage.graded(house)
    stage.lent(house, petition)
    assert codes(mark_carriers_destroyed, stage.carriers(petition), by=house.zhao, on=today()) == ["ON_LOAN"]
    assert {carrier.status for carrier in stage.carriers(petition)} == {Carrier.Status.ON_LOAN}


@pytest.fixture
def hindrance(monkeypatch):
    found = []
    monkeypatch.setattr(registry, "_hindrances", [*registry._hindrances, lambda record, carriers: found])
    return found


def test_t68_a_running_destruction_stops_filing_and_hand_over(house, hindrance):
    petition = stage.graded(house)
    slip = stage.approved(house, petition)
    hindrance.append(Obstacle("BEING_DESTROYED", "A destruction slip lists this."))
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["BEING_DESTROYED"]
    assert "BEING_DESTROYED" in codes(ask, house, petition, by=house.li)


@pytest.mark.parametrize(
    ("account", "code"),
    [("chen", "OWN_SLIP"), ("liu", "NOT_YOUR_STEP"), ("wang", "NOT_YOUR_STEP"), ("zhao", "NOT_YOUR_STEP"), ("sheng", "NOT_YOUR_STEP")],
)
def test_t04_the_first_signature_belongs_to_the_head_of_the_applicants_unit(house, account, code):
    slip = stage.filed(house, stage.graded(house))
    assert codes(sign, slip, by=house.people[account], on=today()) == [code]
    assert codes(refuse, slip, by=house.people[account], on=today(), reason="x") == [code]
    assert sign(slip, by=house.he, on=today()).status == Status.HALF_APPROVED


def test_t05_second_approval_must_come_from_someone_else(house):
    slip = stage.filed(house, stage.graded(house))
    sign(slip, by=house.he, on=today())
    assert codes(sign, slip, by=house.he, on=today()) == ["ALREADY_SIGNED"]
    assert sign(slip, by=house.liu, on=today()).status == Status.APPROVED


def test_t06_a_signer_who_came_to_stand_below_the_applicant_voids_the_hand_over(house):
    slip = stage.approved(house, stage.graded(house))
    appoint(house.chen, unit=house.units["business_one"], office=Office.UNIT_HEAD, since=today(), by=None)
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["SIGNER_LOST_OFFICE"]


def test_a_head_who_borrows_is_replaced_by_the_next_head_above(house):
    slip = ask(house, stage.graded(house), by=house.he)
    assert codes(sign, slip, by=house.chen, on=today()) == ["NOT_YOUR_STEP"]
    assert sign(slip, by=house.sheng, on=today()).status == Status.HALF_APPROVED


def test_t07_recounted_pages_void_what_was_signed(house):
    petition = stage.graded(house)
    half, whole = stage.filed(house, petition, by=house.he), stage.approved(house, petition)
    paper = stage.carriers(petition, "paper")[0]
    describe_carrier(paper, pages=7, copies=1, place="一号柜", keeper=house.li, by=house.zhao)
    assert codes(sign, half, by=house.sheng, on=today()) == ["CHANGED"]
    assert codes(hand_over, whole, by=house.zhao, on=today()) == ["CHANGED"]
    assert refuse(half, by=house.sheng, reason="页数已变", on=today()).status == Status.REFUSED


def test_t07_regrading_voids_what_was_signed(house):
    petition = stage.graded(house)
    slip = stage.approved(house, petition)
    stage.regrade(house, petition, level="ordinary")
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["CHANGED"]


def test_t07_a_longer_period_written_past_the_actions_is_not_carried_out(house):
    slip = stage.approved(house, stage.graded(house))
    slip.days = 5
    slip.keep(by=None)
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["CHANGED"]


def test_t08_an_old_page_signs_nothing(house):
    petition = stage.graded(house)
    slip = stage.filed(house, petition)
    seen = slip.canonical_hash()
    describe_carrier(stage.carriers(petition, "paper")[0], pages=9, copies=1, place="", keeper=None, by=house.zhao)
    browser = cast.signed_in(house.he)
    for step in ("approval", "refusal"):
        answer = browser.post(f"{slip.get_absolute_url()}{step}/", {"password": cast.PASSWORD, "seen": seen, "reason": "x"})
        assert answer.status_code == 409
    slip.refresh_from_db()
    assert (slip.status, Signature.objects.count()) == (Status.FILED, 0)
    assert Entry.objects.filter(event="action.refused", reason="SEEN_ANOTHER").count() == 2


@pytest.mark.parametrize("account", ["chen", "he", "liu", "li", "wang", "dang", "sheng", "sysadmin", "secadmin"])
def test_only_the_security_clerk_hands_over_and_takes_back(house, account):
    slip = stage.approved(house, stage.graded(house))
    assert codes(hand_over, slip, by=house.people[account], on=today()) == ["NOT_CLERK"]
    hand_over(slip, by=house.zhao, on=today())
    assert codes(take_back, slip, pages=1, condition="完好", by=house.people[account]) == ["NOT_CLERK"]


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


def test_every_level_shipped_for_records_has_a_lending_policy():
    shipped = SecrecyLevel.objects.exclude(scheme__family="state")
    assert all(len(level.policy.steps) >= 2 and level.policy.working_days >= 1 for level in shipped)

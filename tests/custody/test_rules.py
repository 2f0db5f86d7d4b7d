"""Who may ask for what, and for how long."""

from datetime import timedelta

import pytest

from approvals.actions import withdraw
from approvals.models import Status
from audit.trail.refusals import Obstacle, Refused
from classification.models import GradedRecord, SecrecyLevel
from custody import registry
from custody.actions import apply_to_borrow, hand_over, mark_carriers_destroyed, take_back
from custody.models import Carrier
from personnel.actions import appoint
from personnel.offices import Office
from tests.custody import stage
from tests.custody.stage import ask, codes, today

pytestmark = pytest.mark.django_db


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


def test_t70_only_who_is_cleared_and_in_scope_borrows(house):
    petition = stage.graded(house)
    for account in ("qian", "sun", "zhao", "sysadmin", "secadmin", "secaudit", "zhou", "dang"):
        assert "NOT_IN_SCOPE" in codes(ask, house, petition, by=house.people[account]), account


def test_a_clerk_in_scope_borrows_only_where_another_clerk_can_hand_over(house):
    petition = stage.graded(house, scope=("security_office",))
    assert codes(ask, house, petition, by=house.zhao) == ["NO_CLERK"]
    appoint(house.wu, unit=house.units["security_office"], office=Office.SECURITY_CLERK, since=today(), by=None)
    assert ask(house, petition, by=house.zhao).status == Status.FILED


def test_a_slip_names_carriers_a_purpose_and_days(house):
    petition = stage.graded(house)
    assert codes(ask, house, petition, chosen=[]) == ["NO_CARRIERS"]
    assert codes(ask, house, petition, purpose=" \n") == ["NO_PURPOSE"]
    assert codes(ask, house, petition, days=0) == ["NO_DAYS"]
    assert codes(ask, house, petition, chosen=stage.carriers(stage.graded(house))) == ["OTHER_RECORD"]


def test_t54_what_is_on_loan_is_not_lent_again(house):
    petition = stage.graded(house, scope=("business_one", "legal"))
    slip = stage.lent(house, petition, kinds=("paper",))
    assert codes(ask, house, petition, by=house.qian) == ["ON_LOAN"]
    assert ask(house, petition, by=house.qian, chosen=stage.carriers(petition, "electronic")).status == Status.FILED
    take_back(slip, pages=1, condition="完好", by=house.zhao)
    assert ask(house, petition, by=house.li).status == Status.FILED


def test_nobody_asks_twice_for_the_same_carrier(house):
    petition = stage.graded(house)
    slip = ask(house, petition, chosen=stage.carriers(petition, "paper"))
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
    assert "DESTROYED" in codes(ask, house, petition, chosen=stage.carriers(petition, "electronic"))


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


def test_every_level_shipped_for_records_has_a_lending_policy():
    shipped = SecrecyLevel.objects.exclude(scheme__family="state")
    assert all(len(level.policy.steps) >= 2 and level.policy.working_days >= 1 for level in shipped)

"""Six people, two witnesses in time, and everything asked again. T75, T76."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from approvals.models import ForbiddenMove
from audit.trail.models import Entry
from audit.trail.refusals import Refused
from custody.actions import hand_over
from destruction import actions, rules
from destruction.choices import NEXT, Status
from destruction.models import DestructionSlip
from personnel.actions import appoint, deactivate, end_appointment
from personnel.models import Appointment
from personnel.offices import Office
from petitions import actions as petitions
from tests import cast
from tests.destruction import stage

pytestmark = pytest.mark.django_db
DAY = stage.DAY


def refusal(act, *arguments, **named) -> list[str]:
    with pytest.raises(Refused) as refused, transaction.atomic():
        act(*arguments, **named, on=DAY)
    return refused.value.codes


def give(person, unit, office):
    appoint(person, unit=unit, office=office, since=DAY, by=None)
    return cast.fresh(person)


# ------------------------------------------------------------------ opening


def test_only_a_security_clerk_opens_the_execution(house):
    slip = stage.approved(house, stage.closed(house))
    for account in sorted(house.people.keys() - {"zhao"}):
        found = refusal(actions.open_execution, slip, typed=slip.number, by=house.people[account])
        assert found[0] == "NOT_CLERK", account
        assert ("ON_THE_SLIP" in found) == (account in ("li", "wang", "liu"))


@pytest.mark.parametrize("account", ["li", "wang"])
def test_a_clerk_who_is_on_the_slip_does_not_execute_it(house, account):
    slip = stage.approved(house, stage.closed(house))
    clerk = give(house.people[account], house.units["petition_office"], Office.SECURITY_CLERK)
    assert refusal(actions.open_execution, slip, typed=slip.number, by=clerk) == ["ON_THE_SLIP"]


def test_the_number_must_be_typed_exactly(house):
    slip = stage.approved(house, stage.closed(house))
    assert slip.number == "XH-2026-000001"
    for typed in ("", "XH-2026-000002", "xh-2026-000001", " XH-2026-000001", "XH-2026-000001 "):
        assert refusal(actions.open_execution, slip, typed=typed, by=house.zhao) == ["WRONG_NUMBER"]


def test_two_free_witnesses_must_exist(house):
    slip = stage.approved(house, stage.closed(house))
    deactivate(house.wu, by=None)
    assert refusal(actions.open_execution, slip, typed=slip.number, by=house.zhao) == ["TOO_FEW_WITNESSES"]


def test_a_slip_approved_too_long_ago_is_not_executed(house):
    slip = stage.approved(house, stage.closed(house))
    later_day = DAY + timedelta(days=40)
    assert [o.code for o in rules.obstacles_to_opening(slip, house.zhao, on=later_day)] == ["LAPSED"]


def test_t75_a_loan_between_approval_and_execution_stops_it(house):
    petition = stage.closed(house)
    slip = stage.approved(house, petition)
    stage.lent(house, petition)
    assert refusal(actions.open_execution, slip, typed=slip.number, by=house.zhao) == ["ON_LOAN"]


def test_t75_a_case_reopened_between_approval_and_execution_stops_it(house):
    petition = stage.closed(house)
    slip = stage.approved(house, petition)
    petitions.reopen(petition, reason="复查", by=house.li, on=DAY)
    assert "OPEN_CASE" in refusal(actions.open_execution, slip, typed=slip.number, by=house.zhao)


def test_a_slip_is_opened_once(house):
    slip = stage.opened(house, stage.closed(house))
    assert refusal(actions.open_execution, slip, typed=slip.number, by=house.zhao) == ["NOT_APPROVED"]


def test_t68_nothing_is_lent_once_the_execution_is_open(house):
    petition = stage.closed(house)
    loan = stage.ready_to_lend(house, petition)
    stage.opened(house, petition)
    assert refusal(hand_over, loan, by=house.zhao) == ["DESTRUCTION_RUNS"]


# ------------------------------------------------------------------ witnessing


def test_t76_one_person_is_not_both_witnesses(house):
    slip = stage.opened(house, stage.closed(house))
    actions.witness(slip, by=house.wu, on=DAY)
    assert refusal(actions.witness, slip, by=house.wu) == ["ALREADY_WITNESSED"]


def test_t76_whoever_is_on_the_slip_does_not_witness_it(house):
    slip = stage.opened(house, stage.closed(house))
    for account in ("wang", "liu", "zhao", "li"):
        witness = give(house.people[account], house.units["general_office"], Office.DESTRUCTION_WITNESS)
        assert refusal(actions.witness, slip, by=witness) == ["ON_THE_SLIP"], account


def test_only_appointed_witnesses_witness(house):
    slip = stage.opened(house, stage.closed(house))
    for account in sorted(house.people.keys() - {"wu", "zheng"}):
        assert refusal(actions.witness, slip, by=house.people[account])[0] == "NOT_WITNESS", account


def test_there_is_nothing_to_witness_unless_an_execution_is_open(house):
    for state in (stage.filed, stage.approved, stage.destroyed):
        assert refusal(actions.witness, state(house, stage.closed(house)), by=house.wu) == ["NOT_OPENED"]


def test_t76_a_late_witness_is_refused_and_the_execution_closes(house, monkeypatch):
    slip = stage.opened(house, stage.closed(house))
    actions.witness(slip, by=house.wu, on=DAY)
    later(monkeypatch, minutes=31)
    with pytest.raises(Refused) as refused:
        actions.witness(slip, by=house.zheng, on=DAY)
    assert refused.value.codes == ["TOO_LATE"]
    slip = DestructionSlip.objects.get(pk=slip.pk)
    assert (slip.status, slip.executor, slip.first_witness, slip.opened_at) == ("approved", None, None, None)
    entry = Entry.objects.get(subject_id=slip.pk, event="destruction.unwitnessed")
    assert (entry.actor, entry.result) == (None, "failed")
    assert slip.history.filter(first_witness=house.wu).exists()


def test_the_witnesses_have_the_minutes_of_the_setting(house, monkeypatch, settings):
    settings.DESTRUCTION_WITNESS_MINUTES = 2
    slip = stage.opened(house, stage.closed(house))
    later(monkeypatch, minutes=1)
    actions.witness(slip, by=house.wu, on=DAY)
    later(monkeypatch, minutes=2)
    assert refusal(actions.witness, slip, by=house.zheng) == ["TOO_LATE"]


def test_a_closed_execution_can_be_opened_and_witnessed_again(house, monkeypatch):
    slip = stage.opened(house, stage.closed(house))
    later(monkeypatch, minutes=31)
    assert actions.recover_all(on=DAY).figures() == {"finished": 0, "closed": 1, "failed": 0}
    actions.open_execution(slip, typed=slip.number, by=house.zhao, on=DAY)
    actions.witness(slip, by=house.zheng, on=DAY)
    actions.witness(slip, by=house.wu, on=DAY)
    assert actions.carry_out(slip.pk, on=DAY)


def test_a_third_witness_is_not_needed(house):
    slip = stage.witnessed(house, stage.closed(house))
    third = give(house.dang, house.units["archive"], Office.DESTRUCTION_WITNESS)
    assert refusal(actions.witness, slip, by=third) == ["TWO_HAVE_WITNESSED"]


def later(monkeypatch, *, minutes):
    """The clock on the wall has moved on."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(minutes=minutes))


# ------------------------------------------------------------------ offices end, signers change


def test_a_signer_who_came_below_the_applicant_stops_the_execution(house):
    slip = stage.approved(house, stage.closed(house))
    give(house.li, house.units["petition_office"], Office.UNIT_HEAD)
    assert "SIGNER_LOST_OFFICE" in refusal(actions.open_execution, slip, typed=slip.number, by=house.zhao)


def test_an_executor_whose_office_ended_stops_the_destruction(house):
    slip = stage.witnessed(house, stage.closed(house))
    end_appointment(Appointment.objects.get(person=house.zhao, office=Office.SECURITY_CLERK), on=DAY - timedelta(days=1), by=None)
    assert not actions.carry_out(slip.pk, on=DAY)
    entry = Entry.objects.get(subject_id=slip.pk, event="destruction.stopped")
    assert entry.reason == "OUT_OF_OFFICE"
    assert DestructionSlip.objects.get(pk=slip.pk).status == "approved"


# ------------------------------------------------------------------ the map of states and the database


def test_every_move_that_is_not_named_is_refused():
    forbidden = [(before, after) for before in Status for after in Status if after not in NEXT.get(before, ())]
    assert len(forbidden) == 65
    for before, after in forbidden:
        with pytest.raises(ForbiddenMove):
            DestructionSlip(status=before, number="XH-2026-000001").move_to(after, by=None)


def test_from_executed_the_only_way_is_destroyed():
    assert NEXT[Status.EXECUTED] == {Status.DESTROYED}
    assert Status.DESTROYED not in NEXT


PEOPLE = ("executor_id", "first_witness_id", "second_witness_id")


def test_the_database_demands_six_different_people(house):
    """Every exchange of one of the three for one of the other five is refused by a constraint or trigger."""
    slip = stage.witnessed(house, stage.closed(house))
    for column in PEOPLE:
        for account in ("li", "wang", "liu", "zhao", "wu", "zheng"):
            if getattr(slip, column) != house.people[account].pk:
                refused_by_the_database(slip, f"{column} = %s", house.people[account].pk)


def test_the_database_refuses_executed_without_all_three(house):
    slip = stage.witnessed(house, stage.closed(house))
    for column in PEOPLE:
        refused_by_the_database(slip, f"{column} = NULL, status = 'executed', executed_at = now()")


def test_the_database_refuses_a_short_way_to_executed(house):
    for state in (stage.filed, stage.approved, stage.opened):
        slip = state(house, stage.closed(house))
        for status in ("executed", "destroyed"):
            refused_by_the_database(slip, "status = %s", status)


def refused_by_the_database(slip, assignment, *values):
    with pytest.raises(DatabaseError), transaction.atomic():
        write(slip, assignment, *values)


def test_the_database_refuses_to_decide_the_destruction_of_what_is_lent(house):
    petition = stage.closed(house)
    loan = stage.lent(house, petition)
    slip = stage.witnessed(house, stage.closed(house))
    item = slip.items.first()
    item.carrier = loan.lines.get().carrier
    item.save()
    with pytest.raises(DatabaseError, match="is on loan"), transaction.atomic():
        write(slip, "status = 'executed', executed_at = now()")


def test_the_database_refuses_to_lend_what_is_destroyed(house):
    petition = stage.closed(house)
    loan = stage.ready_to_lend(house, petition)
    stage.destroyed(house, petition)
    with pytest.raises(DatabaseError, match="is destroyed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE custody_loanedcarrier SET open = true WHERE slip_id = %s", [loan.pk])


def test_certificates_and_intents_only_grow(house):
    stage.destroyed(house, stage.closed(house))
    for table in ("destruction_certificate", "destruction_shredintent"):
        for statement in ("DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET slip_id = slip_id"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement.format(table))


def write(slip, assignment, *values):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE destruction_destructionslip SET {assignment} WHERE id = %s", [*values, slip.pk])


def test_opening_asks_the_number_only_when_it_was_typed(house):
    slip = stage.approved(house, stage.closed(house))
    assert list(rules.obstacles_to_opening(slip, house.zhao, on=DAY)) == []

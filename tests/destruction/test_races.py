"""Two at once: never two winners. F9, T67, T68."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connections

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from custody.actions import hand_over
from custody.models import LoanedCarrier
from destruction import actions
from destruction.models import Certificate, DestructionSlip
from personnel.models import Person
from petitions import actions as petitions
from petitions.models import Petition
from tests import cast
from tests.destruction import stage
from vault import keys

pytestmark = pytest.mark.django_db(transaction=True)
DAY = stage.DAY
ROUNDS = 4  # in `make test`; `make prove` plays sixty
MANY = 60


@pytest.fixture
def committed(db):
    return cast.make()


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Every act in a thread of its own, let go together; what each came to."""
    barrier, results = Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        try:
            connections["default"].ensure_connection()
            barrier.wait(20)
            results[number] = "done" if act() is not False else "nothing"
        except Refused as refused:
            results[number] = ",".join(refused.codes)
        except DatabaseError as error:
            results[number] = type(error).__name__
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def again(person) -> Person:
    return cast.fresh(person)


def play_borrow_against_destroy(house, rounds):
    for _ in range(rounds):
        petition = stage.closed(house)
        loan, slip = stage.ready_to_lend(house, petition), stage.approved(house, petition)
        results = at_once(
            lambda loan=loan: hand_over(loan, by=again(house.zhao), on=DAY),
            lambda slip=slip: actions.open_execution(slip, typed=slip.number, by=again(house.zhao), on=DAY),
        )
        lent = LoanedCarrier.objects.filter(slip=loan, open=True).exists()
        opened = DestructionSlip.objects.get(pk=slip.pk).status == "executing"
        assert (lent, opened) in ((True, False), (False, True))
        assert sorted(results) in (["ON_LOAN", "done"], ["DESTRUCTION_RUNS", "done"]), results


def test_f9_borrow_against_destroy_has_one_winner(committed):
    play_borrow_against_destroy(committed, ROUNDS)


@pytest.mark.prove
def test_f9_borrow_against_destroy_has_one_winner_sixty_times(committed):
    play_borrow_against_destroy(committed, MANY)


def test_t68_reopening_against_the_worker_has_one_winner(committed):
    house = committed
    for _ in range(ROUNDS):
        petition = stage.closed(house)
        slip = stage.witnessed(house, petition)
        results = at_once(
            lambda petition=petition: petitions.reopen(petition, reason="复查", by=again(house.li), on=DAY),
            lambda slip=slip: actions.carry_out(slip.pk, on=DAY),
        )
        state = DestructionSlip.objects.get(pk=slip.pk).status, Petition.objects.get(pk=petition.pk).status
        assert state in (("approved", "in_hand"), ("destroyed", "destroyed")), results
        assert bool(keys.alive([petition.pk])) == (state[0] == "approved")


def test_t67_two_witnesses_at_once_are_both_counted(committed):
    house = committed
    for _ in range(ROUNDS):
        slip = stage.opened(house, stage.closed(house))
        results = at_once(*(lambda who=who, slip=slip: actions.witness(slip, by=again(who), on=DAY) for who in (house.wu, house.zheng)))
        slip = DestructionSlip.objects.get(pk=slip.pk)
        assert results == ["done", "done"]
        assert {slip.first_witness, slip.second_witness} == {house.wu, house.zheng}


def test_t76_one_witness_clicking_ten_times_counts_once(committed):
    house = committed
    slip = stage.opened(house, stage.closed(house))
    results = at_once(*[lambda: actions.witness(slip, by=again(house.wu), on=DAY)] * 10)
    assert sorted(results) == ["ALREADY_WITNESSED"] * 9 + ["done"]
    assert DestructionSlip.objects.get(pk=slip.pk).second_witness is None
    assert Entry.objects.filter(subject_id=slip.pk, event="destruction.witnessed").count() == 1


def test_t67_an_execution_is_opened_once(committed):
    house = committed
    slip = stage.approved(house, stage.closed(house))
    results = at_once(*[lambda: actions.open_execution(slip, typed=slip.number, by=again(house.zhao), on=DAY)] * 8)
    assert sorted(results) == ["NOT_APPROVED"] * 7 + ["done"]


def test_t64_five_workers_at_once_destroy_once(committed):
    house = committed
    slip = stage.witnessed(house, stage.closed(house))
    results = at_once(*[lambda: actions.carry_out(slip.pk, on=DAY)] * 5)
    assert "done" in results
    assert set(results) <= {"done", "nothing"}
    assert Certificate.objects.filter(slip=slip).count() == 1
    assert Entry.objects.filter(subject_id=slip.pk, event="destruction.destroyed").count() == 1


def test_one_record_is_filed_once(committed):
    house = committed
    petition = stage.closed(house)
    results = at_once(*[lambda: stage.filed(house, petition, by=again(house.li))] * 6)
    assert sorted(results) == ["ON_ANOTHER_SLIP"] * 5 + ["done"]
    assert list(DestructionSlip.objects.values_list("number", flat=True)) == ["XH-2026-000001"]

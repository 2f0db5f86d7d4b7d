"""A grading is derived while its source is raised, in another thread: whoever comes second sees the first. Basis: THREATS T68, T71."""

import threading
import time
from functools import partial

import pytest
from django.db import connection, connections, transaction

from audit.trail.refusals import Refused
from classification.authority.waiting import let_deciders_see
from classification.models import GradedRecord
from tests import cast
from tests.custody.together import at_once
from tests.petitions.cases import again, graded, in_hand
from tests.petitions.test_guide import decide, propose_grading

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
ROUNDS = 6


@pytest.fixture
def house(db):
    return cast.make()


def below(source, petition) -> bool:
    """Less protected than what it was derived from."""
    record = again(petition).record
    return (
        record.grading is not None and record.level_id != "core" and "core" not in record.claims and again(source).record.level_id == "core"
    )


def in_a_thread(act) -> tuple[threading.Thread, list]:
    said: list = []

    def run() -> None:
        try:
            act()
            said.append("done")
        except Refused as refused:
            said.append(refused.codes)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, said


def until_it_waits_or_has_ended(thread: threading.Thread) -> None:
    ends = time.monotonic() + 60
    while thread.is_alive() and time.monotonic() < ends:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)


def test_t71_what_is_derived_waits_for_the_source_that_is_being_raised_and_is_then_too_low(house):
    source, petition = graded(house), in_hand(house)
    derived = propose_grading(house, petition, source=again(source).record)
    with transaction.atomic():
        decide(house, propose_grading(house, source, "core", reason="情况变化"), "core")
        thread, said = in_a_thread(partial(decide, house, derived, "important"))
        until_it_waits_or_has_ended(thread)
    thread.join(60)
    assert said == [["BELOW_SOURCE"]]
    assert not below(source, petition)


def raise_it(house, proposal) -> None:
    with transaction.atomic():
        decide(house, proposal, "core")


def test_t71_at_the_same_moment_in_whichever_order_it_is_never_below_its_source(house):
    for _ in range(ROUNDS):
        source, petition = graded(house), in_hand(house)
        derived = propose_grading(house, petition, source=again(source).record)
        proposal = propose_grading(house, source, "core", reason="情况变化")
        raised, _decided = at_once(partial(raise_it, house, proposal), partial(decide, house, derived, "important"))
        assert raised == []
        assert not below(source, petition)


def test_t68_who_lets_deciders_see_has_the_turn_and_whoever_takes_along_waits_for_it_before_any_record(house):
    petition, source = in_hand(house), graded(house)  # what is derived has the lower number
    decide(house, propose_grading(house, petition, source=again(source).record), "important")
    propose_grading(house, petition, "core", reason="情况变化")
    proposal = propose_grading(house, source, "core", reason="情况变化")
    with transaction.atomic():
        let_deciders_see(units=())
        list(GradedRecord.objects.filter(pk=petition.pk).select_for_update())  # as if half-way
        thread, said = in_a_thread(partial(raise_it, house, proposal))
        until_it_waits_or_has_ended(thread)
        let_deciders_see()
    thread.join(60)
    assert said == ["done"]

"""A person who holds one office and nothing else, and what this lets them do."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.db import transaction

from audit.trail.refusals import Refused
from classification.actions import clear
from classification.models import SecrecyLevel
from config.demonstration.duties import let_in
from config.demonstration.founding import SINCE
from personnel.actions import add_person, appoint
from personnel.offices import Office
from tests.authority.acts import ACTS, Stage, with_cases_in_hand
from tests.matrix.conftest import undone
from tests.matrix.making import make_world
from tests.matrix.world import World


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in ("default", "keystore"):
            outer = transaction.atomic(using=alias)
            outer._from_testcase = True  # durable transactions inside count as outermost, as in a TestCase
            stack.enter_context(outer)
        try:
            yield make_world()
        finally:
            for alias in ("default", "keystore"):
                transaction.set_rollback(True, using=alias)


@pytest.fixture
def does(world) -> Iterator[Callable[..., set[str]]]:
    """Names of the acts somebody carries out who holds just this office, cleared for everything."""

    def answer(office: Office, unit: str, *, leads: tuple[str, ...] = (), cleared: bool = True, handles: bool = False) -> set[str]:
        person = add_person(username="somebody", name="新人", by=None)
        if cleared:  # before the office: an administrator is cleared for nothing, but may have been
            for code in ("core", "top_secret"):
                clear(person, level=SecrecyLevel.objects.get(pk=code), since=SINCE, by=None)
        appoint(person, unit=world.house.units[unit], office=office, since=SINCE, leads=tuple(world.house.units[u] for u in leads), by=None)
        let_in(person, on=world.on)
        stage = Stage(world, person)
        stage = with_cases_in_hand(stage) if handles else stage
        return {name for name, act in ACTS.items() if _is_done(act, stage)}

    with undone():
        yield answer


def _is_done(act, stage: Stage) -> bool:
    with undone():
        try:
            act(stage)
        except Refused:
            return False
        return True

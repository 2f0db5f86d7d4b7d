"""A trail of known entries, and the hand of somebody who owns the tables."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from audit.trail import context, sealing
from audit.trail.actions import prepare, record, record_many
from audit.trail.events import Event, Kind
from audit.trail.models import Entry
from personnel.actions import add_person, add_unit, appoint
from personnel.models import Person
from personnel.offices import Office
from tests import roles
from vault import keys
from vault.identity import uuid7

TRIED = Event("test.tried", Kind.CHANGE, "Tried %(number)s.", ("number",))
TABLES = ("trail_entry", "trail_leaf", "trail_checkpoint")


@pytest.fixture
def actor(transactional_db) -> Iterator[Person]:
    """Somebody with an office, working from a device; making them leaves the entries 1 to 4."""
    add_person(username="other", name="Other", by=None)
    writer = add_person(username="writer", name="Writer", by=None)
    office = add_unit(name="Office", parent=None, by=None)
    appoint(writer, unit=office, office=Office.REGISTRAR, since=date(2024, 1, 1), by=None)
    token = context.origin.set(context.Origin(device="0123456789abcdef"))
    yield writer
    context.origin.reset(token)


@pytest.fixture
def write(actor) -> Callable[..., list[Entry]]:
    """Writes that many entries, each in a transaction of its own, every column filled."""

    def several(count: int) -> list[Entry]:
        dossier = uuid7()
        keys.make_key(dossier)
        return [_one(actor, dossier, number) for number in range(count)]

    return several


def _one(actor, dossier, number) -> Entry:
    return record(TRIED, actor=actor, subject=actor, dossier_id=dossier, **values(number))


def values(number: int) -> dict:
    facts = {"number": f"XF-2026-{number:06d}", "count": number}
    return {"facts": facts, "text": f"reason {number}", "reason": "WHY"}


@pytest.fixture
def write_at_once(actor) -> Callable[[int], None]:
    """Writes that many entries in few statements, as an import does."""

    def many(count: int) -> None:
        keys.make_key(actor_dossier := uuid7())
        for start in range(0, count, 2000):
            numbers = range(start, min(start + 2000, count))
            record_many([prepare(TRIED, actor=actor, dossier_id=actor_dossier, **values(number)) for number in numbers])

    return many


@pytest.fixture
def sealed(write) -> list[Entry]:
    """Twelve entries in two checkpoints: positions 5 to 9 in the first (after the actor's four), 10 to 16 in the second."""
    first = write(5)
    sealing.seal_settled()
    second = write(7)
    sealing.seal_settled()
    return first + second


@contextmanager
def owner_without_triggers() -> Iterator[Callable]:
    """Statements of somebody who owns the tables and has set the refusing triggers aside."""
    for table in TABLES:
        roles.run_as_owner(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        yield roles.run_as_owner
    finally:
        for table in TABLES:
            roles.run_as_owner(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.fixture
def tamper() -> Iterator[Callable]:
    with owner_without_triggers() as statement:
        yield statement

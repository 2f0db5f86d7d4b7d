"""Which walls stand, and whom they keep out: of the record, and of what was derived from it (docs/decisions/0035)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from classification.models import GradedRecord, Grading
from classification.walls.models import Ground, Wall
from personnel.models import Person
from personnel.querysets import commanders
from personnel.told import ids, told

LIVE = (Grading.Status.PROPOSED, Grading.Status.CONFIRMED)


def standing() -> QuerySet[Wall]:
    return Wall.objects.filter(lifted_at__isnull=True)


def walls_against(person: Person, *, on: date) -> QuerySet[Wall]:
    """Those against the person, and those against an accused in whose unit they sit."""
    return standing().filter(Q(person=person) | Q(ground=Ground.ACCUSED, person__in=commanders(person, on=on)))


def kept_out_of(person: Person, *, on: date) -> list[UUID]:
    """Ids of the records the person is kept out of."""
    found = set(ids(told(person, "walls", on=on), "record_id"))
    return list(found.union(*derived_from(found).values()))


def walls_asked(person: Person, on: date) -> QuerySet:
    return walls_against(person, on=on).order_by().values("record_id").distinct()


def is_kept_out(person: Person, record: GradedRecord, *, on: date) -> bool:
    """As the walls stand this moment."""
    return walls_against(person, on=on).filter(record__in=sources_of([record.pk])[record.pk]).exists()


def sources_of(records: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each of these records itself, what it was or is to be derived from, and what that was."""
    return _along(set(records), "record_id", "source_id")


def derived_from(records: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """For each of these records itself, what was or is to be derived from it, and what from that."""
    return _along(set(records), "source_id", "record_id")


def _along(records: set[UUID], here: str, there: str) -> dict[UUID, set[UUID]]:
    """One question for each step away from all of them; most records have none."""
    steps: dict[UUID, set[UUID]] = defaultdict(set)
    waiting, met = records, set(records)
    while waiting:
        live = Grading.objects.filter(status__in=LIVE, source__isnull=False, **{f"{here}__in": waiting}).order_by()
        for one, other in live.values_list(here, there):
            steps[one].add(other)
        waiting = set().union(*(steps[one] for one in waiting)) - met
        met |= waiting
    return {record: _reached(record, steps) for record in records}


def _reached(record: UUID, steps: dict[UUID, set[UUID]]) -> set[UUID]:
    found, waiting = {record}, {record}
    while waiting:
        waiting = set().union(*(steps[one] for one in waiting)) - found
        found |= waiting
    return found

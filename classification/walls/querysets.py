"""Which walls stand, and whom they keep out."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from classification.walls.models import Ground, Wall
from personnel.models import Person
from personnel.querysets import commanders
from personnel.told import ids, told


def standing() -> QuerySet[Wall]:
    return Wall.objects.filter(lifted_at__isnull=True)


def walls_against(person: Person, *, on: date) -> QuerySet[Wall]:
    """Those against the person, and those against an accused in whose unit they sit."""
    return standing().filter(Q(person=person) | Q(ground=Ground.ACCUSED, person__in=commanders(person, on=on)))


def kept_out_of(person: Person, *, on: date) -> list[UUID]:
    """Ids of the records the person is kept out of."""
    return ids(told(person, "walls", on=on), "record_id")


def walls_asked(person: Person, on: date) -> QuerySet:
    return walls_against(person, on=on).order_by().values("record_id").distinct()

"""Need-to-know scopes (知悉范围) as lists of references: "unit:<uuid>" and "person:<uuid>"."""

from collections.abc import Iterable
from uuid import UUID

from personnel.models import Person, Unit


def split(scope: Iterable[str]) -> tuple[list[UUID], list[UUID]]:
    """Unit ids and person ids of a scope. Raises ValueError for anything else."""
    units: list[UUID] = []
    people: list[UUID] = []
    for reference in scope:
        kind, _, identifier = reference.partition(":")
        {"unit": units, "person": people}[kind].append(UUID(identifier))
    return units, people


def names(scope: Iterable[str]) -> list[str]:
    """Names of the units and people in a scope, in this order."""
    units, people = split(scope)
    return [str(unit) for unit in Unit.objects.filter(pk__in=units)] + [str(person) for person in Person.objects.filter(pk__in=people)]


def members_exist(scope: Iterable[str]) -> bool:
    """Whether every reference names an existing unit or active person."""
    try:
        units, people = split(scope)
    except (KeyError, ValueError):
        return False
    found = Unit.objects.filter(pk__in=units).count() + Person.objects.filter(pk__in=people, is_active=True).count()
    return found == len(set(units)) + len(set(people))

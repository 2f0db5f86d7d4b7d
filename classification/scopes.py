"""Need-to-know scopes (知悉范围) as lists of references: "unit:<uuid>", "group:<uuid>" and "person:<uuid>"."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import Group

from personnel.groups.querysets import groups_in_force
from personnel.models import Person, Unit, WorkingGroup

Nameable = Person | Unit | WorkingGroup
_KINDS: dict[str, type[Nameable]] = {"unit": Unit, "group": WorkingGroup, "person": Person}


class Named(NamedTuple):
    """Ids of the units, working groups and people in a scope."""

    units: list[UUID]
    groups: list[UUID]
    people: list[UUID]


def split(scope: Iterable[str]) -> Named:
    """Raises ValueError or KeyError for what is no reference."""
    found: dict[str, list[UUID]] = {kind: [] for kind in _KINDS}
    for reference in scope:
        kind, _, identifier = reference.partition(":")
        found[kind].append(UUID(identifier))
    return Named(found["unit"], found["group"], found["person"])


def reference_to(named: Nameable) -> str:
    """How a scope names it."""
    [kind] = [kind for kind, model in _KINDS.items() if isinstance(named, model)]
    return f"{kind}:{named.pk}"


def named_by(group: Group) -> Unit | WorkingGroup:
    """What a grant to this auth group means."""
    return group.unit if hasattr(group, "unit") else group.working_group


def referred_to(reference: str) -> Nameable:
    """What a reference names. Raises as `split`, and DoesNotExist."""
    kind, _, identifier = reference.partition(":")
    return _KINDS[kind].objects.get(pk=identifier)


def names(scope: Iterable[str]) -> list[str]:
    """Names of the units, groups and people in a scope, in this order."""
    found = zip(_KINDS.values(), split(scope), strict=True)
    return [str(named) for model, ids in found for named in model.objects.filter(pk__in=ids)]


def members_exist(scope: Iterable[str], *, on: date) -> bool:
    """Whether every reference names an existing unit, a group that works on this day or an active person."""
    try:
        units, groups, people = split(scope)
    except (KeyError, ValueError):
        return False
    found = Unit.objects.filter(pk__in=units).count() + groups_in_force(on=on).filter(pk__in=groups).count()
    found += Person.objects.filter(pk__in=people, is_active=True).count()
    return found == len({*units, *groups, *people})

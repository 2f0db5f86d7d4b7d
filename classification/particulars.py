"""What classification knows about people: up to which levels they are cleared."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from classification.models import Clearance
from personnel.models import Person


def clearances_of(people: Iterable[Person], on: date) -> dict[UUID, str]:
    """核心秘密 / 绝密级: one level a scheme, of every person who is cleared on this day."""
    current = Clearance.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on, person__in=list(people))
    found: dict[UUID, list[str]] = {}
    for clearance in current.select_related("level").order_by("level__scheme__position", "-level__rank"):
        found.setdefault(clearance.person_id, []).append(str(clearance.level))
    return {person: " / ".join(levels) for person, levels in found.items()}


def clearance_rows(person: Person, on: date) -> list[tuple]:
    """Every clearance the person has ever had, for their file."""
    found = Clearance.objects.filter(person=person).select_related("level").order_by("-since", "level__scheme__position")
    return [(str(clearance.level), clearance.since, clearance.until) for clearance in found]

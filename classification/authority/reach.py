"""Which levels lie within somebody's authority."""

from collections.abc import Iterable
from datetime import date

from classification.authority.models import GradingLimit
from classification.models import SecrecyLevel
from classification.schemes.mapping import reaches
from personnel.models import Person


def standing_limits(person: Person) -> list[GradingLimit]:
    return list(GradingLimit.objects.filter(person=person, ended_on=None).select_related("level__equal_to", "level__scheme"))


def is_within(person: Person, levels: Iterable[SecrecyLevel]) -> bool:
    """Whether the person's limits let them decide all of these; without limits everything is, as far as they are cleared."""
    limits = standing_limits(person)
    return all(_is_reached(level, limits) for level in levels)


def _is_reached(level: SecrecyLevel, limits: list[GradingLimit]) -> bool:
    own = [limit for limit in limits if limit.scheme_id == level.scheme_id]
    return all(reaches(limit.level, level) for limit in own or limits)


def limit_rows(person: Person, on: date) -> list[tuple]:
    """Every limit the person has ever had, for their file."""
    found = GradingLimit.objects.filter(person=person).select_related("level__scheme").order_by("-since", "scheme__position")
    return [(f"{limit.level.scheme} · {limit.level}", limit.since, limit.ended_on) for limit in found]

"""The mapping between schemes (对应关系): each level of another scheme names the level of the petition scheme it equals.

It is all by which levels of different schemes are compared; how a level is handled says nothing of it. Basis: REQUIREMENTS G3, DESIGN §5.
"""

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from classification.models import SecrecyLevel


def standing(level: SecrecyLevel) -> int:
    """How high the level stands, by the petition scheme; the same for levels that equal each other."""
    return (level.equal_to or level).rank


def is_below(level: SecrecyLevel, other: SecrecyLevel) -> bool:
    """By rank in one scheme; across schemes by the mapping."""
    return level.rank < other.rank if level.scheme_id == other.scheme_id else standing(level) < standing(other)


def reaches(level: SecrecyLevel, other: SecrecyLevel) -> bool:
    """Whether what is let in up to this level is let in to the other."""
    return other.rank <= level.rank if level.scheme_id == other.scheme_id else standing(other) <= standing(level)


def at_least(code: str) -> QuerySet[SecrecyLevel]:
    """A level of the petition scheme, what stands above it, and what equals any of these in other schemes."""
    lowest = SecrecyLevel.objects.filter(pk=code).values("rank")
    return SecrecyLevel.objects.annotate(standing=Coalesce("equal_to__rank", "rank")).filter(standing__gte=lowest)

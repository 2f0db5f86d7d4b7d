"""Which records a person may see: the one place that decides, for every list, page, search, count and export."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from classification.models import Admission, Clearance, GradedRecord, Scheme, SecrecyLevel
from classification.principals import principals_of
from personnel.models import Person


def cleared_levels(person: Person, *, on: date) -> list[str]:
    """Codes of every level the person is cleared for on this day, in every scheme."""
    held = Clearance.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on)
    tops = held.values_list("level__scheme_id", "level__rank")
    found: set[str] = set()
    for scheme, rank in tops:
        found |= set(SecrecyLevel.objects.filter(scheme=scheme, rank__lte=rank).values_list("code", flat=True))
    return sorted(found)


def highest_petition_level() -> SecrecyLevel:
    """What an ungraded record counts as."""
    levels = SecrecyLevel.objects.filter(scheme__family=Scheme.Family.PETITION)
    return levels.order_by("-rank").select_related("scheme", "policy")[0]


def visible_records(person: Person, *, on: date | None = None) -> QuerySet[GradedRecord]:
    """Records whose card this person may see: active appointment, clearance, need-to-know. Basis: DESIGN §3."""
    return GradedRecord.objects.filter(visibility(person, on=on))


def visibility(person: Person, *, on: date | None = None, prefix: str = "") -> Q:
    """The condition on a record (reached over `prefix`, e.g. "record__") that lets the person see it."""
    on = on or timezone.localdate()
    principals = principals_of(person, on=on) if person.is_authenticated else []
    if not principals:
        return Q(pk__in=[])
    admitted = Admission.objects.filter(principal__in=principals).values("record_id")
    levels = cleared_levels(person, on=on)
    cleared = Q(**{f"{prefix}level__in": levels})
    if highest_petition_level().code in levels:
        cleared |= Q(**{f"{prefix}level__isnull": True})
    key = f"{prefix}id__in" if not prefix else f"{prefix.removesuffix('__')}_id__in"
    return Q(**{key: admitted}) & cleared


def is_cleared_for(person: Person, level: SecrecyLevel | None, *, on: date) -> bool:
    """Whether the person is cleared for a level; None (ungraded) counts as the highest petition level."""
    return (level or highest_petition_level()).code in cleared_levels(person, on=on)

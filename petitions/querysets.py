"""Which petitions a person sees, finds, has to work on."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from classification.naming import Named
from classification.querysets import newest_visible, visibility
from personnel.models import Person, Unit
from petitions.models import Petition
from vault import lock

UNGRADED = "ungraded"
RELATED = ("record__unit", "record__level__scheme", "record__grading__level__scheme", "handling_officer", "handling_unit", "registered_by")
SORTS = ("number", "received_on", "registered_at", "status", "channel", "category", "closed_on")


def visible_petitions(person: Person, on: date | None = None) -> QuerySet[Petition]:
    """Petitions whose card this person may see; destroyed ones among them as tombstones. Basis: DESIGN §3."""
    return Petition.objects.filter(visibility(person, on=on, prefix="record__")).select_related(*RELATED)


def filtered(petitions: QuerySet[Petition], chosen: dict) -> QuerySet[Petition]:
    """Narrowed by the filter's values (`PetitionFilter.chosen`)."""
    for name, value in chosen.items():
        petitions = petitions.filter(_CONDITIONS[name](value))
    return petitions


def _of_unit(unit: Unit) -> Q:
    """The unit that owns the record, or the one that handles it."""
    return Q(record__unit=unit) | Q(handling_unit=unit)


def _at_level(code: str) -> Q:
    return Q(record__level__isnull=True) if code == UNGRADED else Q(record__level=code)


_CONDITIONS = {
    "q": lambda text: Q(number__icontains=text.strip()),
    "status": lambda value: Q(status=value),
    "level": _at_level,
    "unit": _of_unit,
    "channel": lambda value: Q(channel=value),
    "category": lambda value: Q(category=value),
    "received_from": lambda value: Q(received_on__gte=value),
    "received_to": lambda value: Q(received_on__lte=value),
    "closed_from": lambda value: Q(closed_on__gte=value),
    "closed_to": lambda value: Q(closed_on__lte=value),
    "handling_officer": lambda value: Q(handling_officer=value),
}


@lock.everything(because="slips and ledger lines tell the number of what they are about, also to clerks of other units")
def names_of(records: Iterable[UUID], person: Person, on: date) -> dict[UUID, Named]:
    """Numbers of petitions that are records; the page only of those this person sees."""
    found = Petition.objects.filter(pk__in=list(records))
    seen = set(visible_petitions(person, on).filter(pk__in=found.values("pk")).values_list("pk", flat=True))
    return {petition.pk: _name(petition, petition.pk in seen) for petition in found.only("number")}


def _name(petition: Petition, seen: bool) -> Named:
    if not seen:
        return Named(petition.number, "")
    return Named(petition.number, petition.get_absolute_url(), reverse("petitions:grading", args=[petition.pk]))


def newest(petitions: QuerySet[Petition], person: Person, last: int, *, on: date) -> QuerySet[Petition]:
    """Of everything this person sees, what the newest `last` lines of the list are taken from: the whole need not be sorted for them."""
    return petitions.filter(pk__in=newest_visible(person, last, on=on))


def lines(page: QuerySet[Petition]) -> list[Petition]:
    """The petitions of a page with everything a line tells. First which ones, then theirs: else all that match would be joined."""
    ids = list(page.values_list("pk", flat=True))
    found = Petition.objects.select_related(*RELATED).prefetch_related("petitioners").in_bulk(ids)
    return [found[pk] for pk in ids]


def ordered(petitions: QuerySet[Petition], sort: str) -> QuerySet[Petition]:
    """By one of the clear columns; anything else means the newest first."""
    if sort.removeprefix("-") not in SORTS:
        return petitions.order_by("-registered_at", "-number")
    return petitions.order_by(sort, "-number" if sort.startswith("-") else "number")

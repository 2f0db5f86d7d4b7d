"""What a registrar may put on a destruction slip: closed, graded records of their units with their carriers, and loose carriers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.trail.refusals import Obstacle
from classification.querysets import visible_records
from custody.models import Carrier, LoanedCarrier
from custody.querysets import visible_carriers
from destruction import rules
from destruction.models import DestructionItem
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.querysets import members
from petitions.choices import OVER
from petitions.choices import Status as PetitionStatus
from petitions.models import Petition
from petitions.querysets import visible_petitions
from vault import keys

SHOWN = 50


@dataclass(frozen=True)
class CarrierChoice:
    """One carrier in the form; the electronic original goes only with its record."""

    carrier: Carrier
    chosen: bool

    @property
    def goes_alone(self) -> bool:
        return self.carrier.record_id is None or self.carrier.kind != Carrier.Kind.ELECTRONIC


@dataclass(frozen=True)
class Candidate:
    """One record in the form: what it is, what stands in its way, what of it is chosen."""

    petition: Petition
    carriers: list[CarrierChoice]
    obstacles: list[Obstacle]
    chosen: bool


def units_kept_by(person: Person) -> list[Unit]:
    """Units whose register the person keeps."""
    return [held.unit for held in person.appointments_now if held.office == Office.REGISTRAR and person.is_active]


def offered_petitions(person: Person, *, on: date) -> QuerySet[Petition]:
    """Records the person may list, whatever else stands in their way."""
    return visible_petitions(person, on).filter(record__unit__in=units_kept_by(person)).exclude(status=PetitionStatus.DESTROYED)


def offered_carriers(person: Person, *, on: date) -> QuerySet[Carrier]:
    """Carriers the person may list: of such records, or loose ones kept by people of their units; marked ones where they see them."""
    units = units_kept_by(person)
    keepers = [keeper.pk for unit in units for keeper in members(unit, on=on)]
    own = Q(record__in=visible_records(person, on=on), record__unit__in=units)
    living = Carrier.objects.exclude(status=Carrier.Status.DESTROYED)
    seen = Q(level__isnull=True) | Q(pk__in=visible_carriers(person, on=on).values("pk"))
    return living.filter(own | Q(record__isnull=True, keeper__in=keepers) & seen)


def candidates(person: Person, chosen: Iterable[UUID], *, on: date, number: str = "") -> list[Candidate]:
    """What is chosen first, with what stands in its way; then the records closed longest ago that nothing stands in the way of."""
    wanted = set(chosen)
    offered = offered_petitions(person, on=on).order_by("closed_on", "number")
    first = list(offered.filter(Q(pk__in=wanted) | Q(record__carriers__in=wanted)).distinct())
    free = offered.filter(status__in=OVER, record__level__isnull=False).exclude(pk__in=[p.pk for p in first])
    free = free.exclude(pk__in=_on_running_slips()).exclude(pk__in=_on_loan()).filter(number__icontains=number)
    rest = list(free[: max(0, SHOWN - len(first))])
    keys.warm([petition.pk for petition in first + rest])
    carriers = _carriers_of(first + rest)
    chosen_ones = [_candidate(petition, carriers.get(petition.pk, []), wanted, person, on) for petition in first]
    return chosen_ones + [Candidate(petition, _choices(carriers.get(petition.pk, []), wanted), [], False) for petition in rest]


def _on_running_slips() -> QuerySet:
    return DestructionItem.objects.filter(running=True, record__isnull=False).values("record")


def _on_loan() -> QuerySet:
    return LoanedCarrier.objects.filter(open=True, carrier__record__isnull=False).values("carrier__record")


def _carriers_of(petitions: list[Petition]) -> dict[UUID, list[Carrier]]:
    living = Carrier.objects.filter(record__in=[petition.pk for petition in petitions]).exclude(status=Carrier.Status.DESTROYED)
    found: dict[UUID, list[Carrier]] = {}
    for carrier in living.select_related("record__unit", "record__level", "keeper").order_by("number"):
        found.setdefault(carrier.record.pk, []).append(carrier)  # type: ignore[union-attr]  # filtered by record
    return found


def _candidate(petition: Petition, carriers: list[Carrier], wanted: set[UUID], person: Person, on: date) -> Candidate:
    obstacles = list(rules.obstacles_to_filing([petition.record], carriers, person, on=on))
    return Candidate(petition, _choices(carriers, wanted), obstacles, petition.pk in wanted)


def _choices(carriers: Iterable[Carrier], wanted: set[UUID]) -> list[CarrierChoice]:
    return [CarrierChoice(carrier, carrier.pk in wanted) for carrier in carriers]


def loose_carriers(person: Person, chosen: Iterable[UUID], *, on: date) -> list[CarrierChoice]:
    """Carriers that belong to no record."""
    wanted = set(chosen)
    found = offered_carriers(person, on=on).filter(record__isnull=True).order_by("number")[:SHOWN]
    return _choices(found, wanted)

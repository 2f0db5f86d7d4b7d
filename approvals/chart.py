"""Who heads and leads what on a day, read once: a list of slips asks the database a few times, not a few times a slip."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from personnel.models import Appointment, Person, Unit
from personnel.offices import LEADING, Office
from personnel.querysets import in_force

_COMMANDING = LEADING | {Office.UNIT_HEAD}
_Places = dict[UUID, dict[UUID, Person]]


@dataclass(frozen=True)
class Chart:
    """`commands`: units a person heads or leads; `seats`: units in which those people sit. Same answers as personnel.rules."""

    parents: dict[UUID, UUID | None]
    heads: dict[UUID, list[Person]]
    leaders: dict[UUID, list[Person]]
    commands: dict[UUID, set[UUID]]
    seats: dict[UUID, set[UUID]]

    def above(self, unit_id: UUID) -> list[UUID]:
        """The units above, nearest first; a circle ends where it closes."""
        found: list[UUID] = []
        parent = self.parents.get(unit_id)
        while parent is not None and parent not in (unit_id, *found):
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    def heads_above(self, unit_id: UUID) -> list[Person]:
        return [head for above in self.above(unit_id) for head in self.heads.get(above, [])]

    def is_below(self, person: Person, other: Person) -> bool:
        """Whether `person` sits in a unit that `other` heads or leads, at any depth."""
        commanded = self.commands.get(other.pk, set())
        if person.pk == other.pk or not commanded:
            return False
        return any(commanded & {seat, *self.above(seat)} for seat in self.seats.get(person.pk, ()))

    def under(self, person: Person) -> set[UUID]:
        """Units the person heads or leads, and all below them: outside these nobody signs a slip."""
        commanded = self.commands.get(person.pk, set())
        return {unit for unit in self.parents if commanded & {unit, *self.above(unit)}} if commanded else set()


def chart(on: date) -> Chart:
    """The chart of this day."""
    heads: _Places = defaultdict(dict)
    leaders: _Places = defaultdict(dict)
    commands: dict[UUID, set[UUID]] = defaultdict(set)
    commanding = in_force(Appointment.objects.filter(office__in=_COMMANDING), on=on)
    for held in commanding.select_related("person").prefetch_related("led_units"):
        led = {unit.pk for unit in held.led_units.all()}
        commands[held.person_id] |= {held.unit_id} if held.office == Office.UNIT_HEAD else led
        if held.person.is_active and held.office == Office.UNIT_HEAD:
            _enter(heads, {held.unit_id} | led, held.person)
        elif held.person.is_active and held.office == Office.LEADER_IN_CHARGE:
            _enter(leaders, led, held.person)
    return Chart(
        parents=dict(Unit.objects.values_list("pk", "parent_id")),
        heads=_sorted(heads),
        leaders=_sorted(leaders),
        commands=dict(commands),
        seats=_seats(list(commands), on),
    )


def _enter(places: _Places, units: set[UUID], person: Person) -> None:
    for unit in units:
        places[unit][person.pk] = person


def _sorted(places: _Places) -> dict[UUID, list[Person]]:
    return {unit: sorted(people.values(), key=lambda person: person.username) for unit, people in places.items()}


def _seats(people: list[UUID], on: date) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    held = in_force(Appointment.objects.filter(person__in=people), on=on)
    for person_id, unit_id in held.order_by().values_list("person_id", "unit_id"):
        found[person_id].add(unit_id)
    return dict(found)

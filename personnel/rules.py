"""Who stands above whom, and who may not hold two offices."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Appointment, Person, Unit
from personnel.offices import LEADING, Office, side
from personnel.partners.condition import OFFICE_OF_THE_HOUSE, OWN_HOUSE
from personnel.querysets import holders, in_force

KEPT_APART = Obstacle(
    "KEPT_APART",
    _("The three administrators exclude each other and every business office on the same day; end the other office first."),
)


def obstacles_to_appointing(person: Person, office: Office, *, since: date, until: date | None) -> Iterator[Obstacle]:
    """The database refuses it as well (`administrators_are_kept_apart`). Basis: REQUIREMENTS H8."""
    overlapping = Appointment.objects.filter(Q(until__isnull=True) | Q(until__gte=since), person=person)
    if until is not None:
        overlapping = overlapping.filter(since__lte=until)
    if any(side(held) != side(office) for held in overlapping.values_list("office", flat=True)):
        yield KEPT_APART
    if office in OWN_HOUSE and person.memberships.filter(until=None).exists():
        yield OFFICE_OF_THE_HOUSE


def is_below(person: Person, other: Person, *, on: date) -> bool:
    """Whether `person` sits in a unit that `other` heads or leads, at any depth, on this day."""
    if person.pk == other.pk:
        return False
    commanded = commanded_units(other, on=on)
    own = in_force(Appointment.objects.filter(person=person), on=on).select_related("unit")
    return any(appointment.unit.is_within(unit) for appointment in own for unit in commanded)


def commanded_units(person: Person, *, on: date) -> list[Unit]:
    """Units the person heads or leads on this day."""
    held = in_force(Appointment.objects.filter(person=person), on=on)
    headed = [a.unit for a in held.filter(office=Office.UNIT_HEAD).select_related("unit")]
    led = held.filter(office__in=LEADING).prefetch_related("led_units")
    return headed + [unit for appointment in led for unit in appointment.led_units.all()]


def head_of(unit: Unit, *, on: date) -> list[Person]:
    return list(holders(Office.UNIT_HEAD, unit=unit, on=on))


def leaders_of(unit: Unit, *, on: date) -> list[Person]:
    """Leaders in charge (分管领导) of the unit on this day, by their dated appointments."""
    led = in_force(Appointment.objects.filter(office=Office.LEADER_IN_CHARGE, led_units=unit), on=on)
    return list(Person.objects.filter(is_active=True, appointments__in=led).distinct())


def heads_above(unit: Unit, *, on: date) -> list[Person]:
    """Heads of the units above, nearest first; the last is the principal leader."""
    return [person for above in unit.above() for person in head_of(above, on=on)]


def principal_leaders(unit: Unit, *, on: date) -> list[Person]:
    """Heads of the root unit of the tree in which this unit stands."""
    return head_of(root_of(unit), on=on)


def root_of(unit: Unit) -> Unit:
    return [unit, *unit.above()][-1]

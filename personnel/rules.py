"""Who stands above whom."""

from datetime import date

from personnel.models import Appointment, Person, Unit
from personnel.offices import LEADING, Office
from personnel.querysets import holders, in_force


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

"""Which people, which appointments."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from personnel.models import Appointment, Person, Unit
from personnel.offices import LEADING, Office


def in_force(appointments: QuerySet[Appointment], *, on: date) -> QuerySet[Appointment]:
    """Appointments that have begun and not ended on this day."""
    return appointments.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


def holders(office: Office, *, unit: Unit | None = None, on: date, lasting: bool = False) -> QuerySet[Person]:
    """Active people who hold the office on this day; for a unit: as `Appointment.covers` says. `lasting`: whose office has no last day."""
    held = in_force(Appointment.objects.filter(office=office), on=on)
    if lasting:
        held = held.filter(until__isnull=True)
    if unit is not None:
        own = Q() if office in LEADING else Q(unit=unit)
        held = held.filter(own | Q(led_units=unit))
    return Person.objects.filter(is_active=True, appointments__in=held).distinct()


def heads_of_the_house(*, on: date, lasting: bool = False) -> list[Person]:
    """The principal leader (主要领导): whoever heads the root unit on this day; `lasting` as of holders."""
    root = Unit.objects.filter(parent=None).first()
    return list(holders(Office.UNIT_HEAD, unit=root, on=on, lasting=lasting)) if root else []


def members(unit: Unit, *, on: date) -> QuerySet[Person]:
    """Active people who sit in the unit on this day."""
    held = in_force(Appointment.objects.filter(unit=unit), on=on)
    return Person.objects.filter(is_active=True, appointments__in=held).distinct()


def commanders(person: Person, *, on: date) -> QuerySet[Person]:
    """Who heads a unit in which the person sits, or leads it; not the person themself."""
    units = in_force(Appointment.objects.filter(person=person), on=on).values("unit")
    heads = in_force(Appointment.objects.filter(office=Office.UNIT_HEAD, unit__in=units), on=on)
    leaders = in_force(Appointment.objects.filter(office=Office.LEADER_IN_CHARGE, led_units__in=units), on=on)
    return Person.objects.filter(Q(appointments__in=heads) | Q(appointments__in=leaders)).exclude(pk=person.pk).distinct()


def directory(*, on: date, unit: Unit | None = None, office: str = "") -> QuerySet[Person]:
    """Everybody with what they hold on this day (as `held`), by account; the house knows its own people."""
    held = in_force(Appointment.objects.all(), on=on)
    people = Person.objects.order_by("username")
    if unit is not None:
        people = people.filter(appointments__in=held.filter(unit=unit))
    if office:
        people = people.filter(appointments__in=held.filter(office=office))
    shown = held.select_related("unit").prefetch_related("led_units")
    return people.distinct().prefetch_related(Prefetch("appointments", queryset=shown, to_attr="held"))

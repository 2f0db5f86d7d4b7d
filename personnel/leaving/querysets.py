"""Whose departure somebody reads, which ones are due, what of a departure is written off."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from personnel.accounts.models import Half
from personnel.accounts.rules import givers
from personnel.leaving.models import Departure, State
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.querysets import holders, in_force

_RELATED = ("person", "unit", "opened_by", "talk_by", "closed_by")


def visible_departures(reader: Person, *, on: date) -> QuerySet[Departure]:
    """One's own; of the people one heads (of a head: of the unit above); the security administrator all, as who stands in for them."""
    found = Departure.objects.select_related(*_RELATED)
    if not reader.is_active:
        return found.none()
    if reader.holds(Office.SECURITY_ADMIN):
        return found
    return found.filter(Q(person=reader) | _of_their_people(reader, on) | Q(person__in=_kept_by(reader, on)))


def _of_their_people(reader: Person, on: date) -> Q:
    heads = in_force(Appointment.objects.filter(person=reader, office=Office.UNIT_HEAD), on=on)
    units = Unit.objects.filter(appointments__in=heads).values("pk")
    return Q(of_a_head=False, unit__in=units) | Q(of_a_head=True, unit__parent__in=units)


def _kept_by(reader: Person, on: date) -> list:
    """Security administrators for whom nobody but this leader stands in."""
    return [keeper.pk for keeper in holders(Office.SECURITY_ADMIN, on=on) if reader in givers(keeper, Half.SECOND, on=on)]


def headed_departures(reader: Person, *, on: date) -> QuerySet[Departure]:
    """Open departures of the people one heads."""
    return Departure.objects.filter(_of_their_people(reader, on), state=State.OPEN).exclude(person=reader).select_related("person")


def open_departure(person: Person) -> Departure | None:
    return Departure.objects.filter(person=person, state=State.OPEN).select_related(*_RELATED).first()


def due(*, at: datetime) -> QuerySet[Departure]:
    """Whose access ends now or should have ended."""
    return Departure.objects.filter(state=State.OPEN, ended_at=None, ends_at__lte=at)


def written_off(departure: Departure) -> set[tuple[str, str]]:
    return set(departure.write_offs.values_list("source", "key"))

"""Which firms a person sees, which agreement holds, who belongs to a firm."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.partners.models import Agreement, Membership, Partner, State
from personnel.querysets import heads_of_the_house, holders


def visible_partners(reader: Person, *, on: date) -> QuerySet[Partner]:
    """The security administrator all; head and leader in charge those of their unit; the principal leader those no leader answers for."""
    found = Partner.objects.select_related("unit", "entered_by")
    if reader.holds(Office.SECURITY_ADMIN):
        return found
    if not reader.is_active or reader.is_suspended:
        return found.none()
    return found.filter(unit__in=units_answered_for(reader, Partner, on))


def units_answered_for(reader: Person, things: type[Model], on: date) -> set[UUID]:
    """Units the reader heads or leads; the principal leader those of such things that no leader answers for."""
    held = reader.appointments_now
    units = {one.unit_id for one in held if one.office == Office.UNIT_HEAD}
    units |= {led.pk for one in held if one.office == Office.LEADER_IN_CHARGE for led in one.led_units.all()}
    if reader.pk in {leader.pk for leader in heads_of_the_house(on=on)}:
        there = Unit.objects.filter(pk__in=things._default_manager.values("unit"))
        units |= {unit.pk for unit in there if not holders(Office.LEADER_IN_CHARGE, unit=unit, on=on)}
    return units


def visible_agreements(reader: Person, *, on: date) -> QuerySet[Agreement]:
    related = ("partner__unit", "text", "responsible", "drafted_by", "signed_by")
    return Agreement.objects.filter(partner__in=visible_partners(reader, on=on).values("pk")).select_related(*related)


def in_force(*, on: date) -> QuerySet[Agreement]:
    """Signed for both sides, begun, neither run out nor ended on this day."""
    return Agreement.objects.filter(Q(state=State.SIGNED) | Q(state=State.ENDED, ended_on__gt=on), since__lte=on, until__gte=on)


def members(partner: Partner, *, on: date) -> QuerySet[Membership]:
    return _today(Membership.objects.filter(partner=partner), on).select_related("person")


def memberships_of(people: Iterable[UUID], *, on: date) -> QuerySet[Membership]:
    return _today(Membership.objects.filter(person__in=people), on)


def _today(memberships: QuerySet[Membership], on: date) -> QuerySet[Membership]:
    return memberships.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)

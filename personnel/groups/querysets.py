"""Which groups there are, who is in one, and which a person sees."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from personnel.groups.models import GroupMember, WorkingGroup
from personnel.models import Appointment, Person
from personnel.offices import ADMINISTRATORS, Office
from personnel.partners.querysets import units_answered_for
from personnel.querysets import in_force as appointments_in_force
from personnel.told import ids, told


def in_force(*, on: date, prefix: str = "") -> Q:
    """The condition on a group (reached over `prefix`, e.g. "group__") that it works on this day."""
    days = {f"{prefix}since__lte": on, f"{prefix}until__gte": on}
    return Q(**days, **{f"{prefix}dissolved_at__isnull": True})


def groups_in_force(*, on: date) -> QuerySet[WorkingGroup]:
    return WorkingGroup.objects.filter(in_force(on=on))


def memberships(*, on: date) -> QuerySet[GroupMember]:
    """Who is in a group on this day: as long as the group works, and as long as they sit in the unit from which they joined.
    An administrator's office is no seat.
    """
    seats = Appointment.objects.filter(person=OuterRef("person"), unit=OuterRef("unit")).exclude(office__in=ADMINISTRATORS)
    sitting = appointments_in_force(seats, on=on)
    running = Q(ended_at__isnull=True, since__lte=on, until__gte=on, person__is_active=True)
    return GroupMember.objects.filter(running, in_force(on=on, prefix="group__"), Exists(sitting))


def members_of(group: WorkingGroup, *, on: date) -> QuerySet[GroupMember]:
    return memberships(on=on).filter(group=group).select_related("person", "unit")


def groups_of(person: Person, *, on: date) -> list[UUID]:
    """Ids of the groups the person is in; read once per request."""
    return ids(told(person, "groups", on=on), "group_id")


def groups_asked(person: Person, on: date) -> QuerySet:
    return memberships(on=on).filter(person=person).values("group_id")


def no_longer_in(*, on: date) -> QuerySet[GroupMember]:
    """Rows that stand open although nothing holds them any more: what `actions.clear_away` closes. Not those that begin later."""
    begun = GroupMember.objects.filter(ended_at__isnull=True, since__lte=on)
    return begun.exclude(pk__in=memberships(on=on).values("pk"))


def visible_groups(reader: Person, *, on: date) -> QuerySet[WorkingGroup]:
    """The security administrator all; members theirs; head and leader in charge those of their unit."""
    found = WorkingGroup.objects.select_related("unit", "responsible", "dissolved_by")
    if reader.holds(Office.SECURITY_ADMIN):
        return found
    if not reader.is_active or reader.is_suspended:
        return found.none()
    return found.filter(Q(pk__in=groups_of(reader, on=on)) | Q(unit__in=units_answered_for(reader, WorkingGroup, on)))

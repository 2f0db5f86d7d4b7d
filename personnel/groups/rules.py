"""Who makes and changes a working group, and what stands in the way. Putting somebody in widens every scope that names it: two people
do it; taking somebody out narrows, and one does. Basis: REQUIREMENTS G5, H8; THREATS T73.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.groups.models import GroupMember, WorkingGroup
from personnel.groups.querysets import members_of
from personnel.models import Person
from personnel.offices import ADMINISTRATORS, Office

LONGEST = timedelta(days=366)

NAME_TAKEN = Obstacle("GROUP_NAME_TAKEN", _("A working group of this name exists or existed; choose another name."))
GROUP_OVER = Obstacle("GROUP_OVER", _("This working group works no more; nothing about it changes."))
END_PAST = Obstacle("GROUP_END_PAST", _("This day is over; choose today or a later day."))
TOO_LONG = Obstacle("GROUP_TOO_LONG", _("A group is for a time: choose a day within a year."))
BEYOND_GROUP = Obstacle("BEYOND_GROUP", _("The working group ends before this day; choose an earlier one."))
IN_ALREADY = Obstacle("IN_GROUP_ALREADY", _("This person is in the working group already."))  # for as long or longer
NOT_IN = Obstacle("NOT_IN_GROUP", _("This person is in the working group no more."))
SITS_NOWHERE = Obstacle("SITS_NOWHERE", _("This person holds no office now; choose somebody else."))
NO_ADMINISTRATOR = Obstacle("NO_ADMINISTRATOR_IN_GROUP", _("An administrator sees no record; choose somebody else."))
NOT_STEERING = Obstacle(
    "NOT_STEERING",
    _("Only the security administrator, whoever is responsible for the working group and the head of its unit do this."),
    True,
)
NOT_FOUNDING = Obstacle("NOT_FOUNDING", _("Only the security administrator and the head of the unit set up a working group."), True)
NO_CHANGE = Obstacle("NO_CHANGE_OF_GROUP", _("This is how it is already; change something or cancel."))


def obstacles_to_founding(by: Person) -> Iterator[Obstacle]:
    """Before it is known for which unit."""
    if not by.holds(Office.SECURITY_ADMIN) and not by.holds(Office.UNIT_HEAD):
        yield NOT_FOUNDING


def obstacles_to_steering(group: WorkingGroup, by: Person) -> Iterator[Obstacle]:
    if not (by.holds(Office.SECURITY_ADMIN) or by.holds(Office.UNIT_HEAD, unit=group.unit) or _is_responsible(group, by)):
        yield NOT_STEERING


def _is_responsible(group: WorkingGroup, by: Person) -> bool:
    return by.pk == group.responsible_id and answers(group, by, on=timezone.localdate())


def answers(group: WorkingGroup, responsible: Person, *, on: date) -> bool:
    """Whoever is responsible is it as long as they are in it themself and their access is not suspended."""
    return not responsible.is_suspended and members_of(group, on=on).filter(person=responsible).exists()


def works(group: WorkingGroup, *, on: date) -> bool:
    """Whether it is neither dissolved nor over."""
    return group.dissolved_at is None and group.until >= on


def obstacles_to_changing(group: WorkingGroup, *, on: date) -> Iterator[Obstacle]:
    """Nothing happens any more in a group that was dissolved or is over."""
    if not works(group, on=on):
        yield GROUP_OVER


def obstacles_to_name(name: str) -> Iterator[Obstacle]:
    if WorkingGroup.objects.filter(name=name).exists():
        yield NAME_TAKEN


def obstacles_to_person(person: Person) -> Iterator[Obstacle]:
    """Whether somebody can be in a group at all."""
    if not person.is_active or not person.appointments_now:
        yield SITS_NOWHERE
    elif person.office_codes() & ADMINISTRATORS:
        yield NO_ADMINISTRATOR


def obstacles_to_last_day(until: date, *, on: date) -> Iterator[Obstacle]:
    if until < on:
        yield END_PAST
    elif until - on > LONGEST:
        yield TOO_LONG


def obstacles_to_joining(group: WorkingGroup, person: Person, until: date, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_changing(group, on=on)
    yield from obstacles_to_person(person)
    yield from obstacles_to_last_day(until, on=on)
    if until > group.until:
        yield BEYOND_GROUP
    if members_of(group, on=on).filter(person=person, until__gte=until).exists():
        yield IN_ALREADY


def obstacles_to_change(group: WorkingGroup, responsible: Person, until: date, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_changing(group, on=on)
    yield from obstacles_to_person(responsible)
    yield from obstacles_to_last_day(until, on=on)
    if (responsible.pk, until) == (group.responsible_id, group.until):
        yield NO_CHANGE


def obstacles_to_taking_out(member: GroupMember, by: Person, *, on: date) -> Iterator[Obstacle]:
    """Everybody may leave by themself."""
    if member.person_id != by.pk:
        yield from obstacles_to_steering(member.group, by)
    if not members_of(member.group, on=on).filter(pk=member.pk).exists():
        yield NOT_IN


def obstacles_to_dissolving(group: WorkingGroup, by: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_steering(group, by)
    yield from obstacles_to_changing(group, on=on)

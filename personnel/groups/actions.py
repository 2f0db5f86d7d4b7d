"""Set up a working group, put somebody in, take somebody out, change it, dissolve it; and what ends by itself."""

from datetime import date

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from audit.trail.actions import record
from audit.trail.refusals import Refused, demand
from personnel.groups import events, rules
from personnel.groups.models import GroupMember, WorkingGroup
from personnel.groups.querysets import no_longer_in
from personnel.models import Person, Unit
from vault import clock, keys
from vault.identity import uuid7

How = GroupMember.How


@transaction.atomic
def set_up(*, name: str, unit: Unit, purpose: str, responsible: Person, since: date, until: date, by: Person) -> WorkingGroup:
    """A new group with the auth group that grants will name; whoever is responsible is its first member."""
    demand([*rules.obstacles_to_name(name), *rules.obstacles_to_person(responsible), *rules.obstacles_to_last_day(until, on=since)])
    pk = uuid7()
    keys.make_key(pk)
    made = WorkingGroup(id=pk, name=name, unit=unit, responsible=responsible, since=since, until=until)
    made.group, made.purpose = Group.objects.create(name=f"working group {pk}"), purpose
    _keep(made, by)
    record(events.MADE, actor=by, subject=made, facts={"group": str(pk)})
    _enter(made, responsible, until, purpose, by, since)
    return made


def _keep(group: WorkingGroup, by: Person) -> None:
    """Of two who set up a group of the same name at once, the second is told."""
    try:
        with transaction.atomic():
            group.keep(by=by)
    except IntegrityError as error:
        raise Refused([rules.NAME_TAKEN]) from error


@transaction.atomic
def join(group: WorkingGroup, person: Person, *, until: date, reason: str, by: Person, on: date) -> GroupMember:
    """From now on every scope that names the group lets the person in, as far as they are cleared and no wall stands. Whoever is in
    until an earlier day stays until this one: a row of its own, and one entry.
    """
    group = _locked(group)
    clear_away(on=on, person=person)
    demand(rules.obstacles_to_joining(group, person, until, on=on))
    shorter = list(_members().filter(group=group, person=person, ended_at__isnull=True))
    for one in shorter:
        _end(one, How.OVER, by)
    return _enter(group, person, until, reason, by, on, prolongs=bool(shorter))


def _enter(group: WorkingGroup, person: Person, until: date, reason: str, by: Person, on: date, prolongs: bool = False) -> GroupMember:
    """From the unit in which they have sat longest."""
    unit = person.main_unit
    assert unit is not None  # noqa: S101 - asked before: they hold an office
    member = GroupMember(group=group, person=person, unit=unit, since=on, until=until)
    member.reason = reason
    member.keep(by=by)
    facts = {"group": str(group.pk), "account": person.username} | ({"until": until.isoformat()} if prolongs else {})
    record(events.PROLONGED if prolongs else events.JOINED, actor=by, subject=member, facts=facts)
    person.forget()
    return member


@transaction.atomic
def take_out(member: GroupMember, *, reason: str, by: Person, on: date) -> None:
    """At once; whoever leaves by themself does so in the same way."""
    _locked(member.group)
    member = _members().get(pk=member.pk)
    demand(rules.obstacles_to_taking_out(member, by, on=on))
    _close(member, How.LEFT if member.person_id == by.pk else How.TAKEN_OUT, by, reason)


@transaction.atomic
def change(group: WorkingGroup, *, responsible: Person, until: date, reason: str, by: Person, on: date) -> WorkingGroup:
    """Another last day; another person responsible, who joins. Members stay until the day they were given, never beyond the group's.
    Whoever was responsible already and is in no more does not get in again by it.
    """
    group = _locked(group)
    former = group.responsible_id
    demand(rules.obstacles_to_change(group, responsible, until, on=on))
    group.responsible, group.until = responsible, until
    group.keep(by=by)
    facts = {"group": str(group.pk), "until": until.isoformat(), "account": responsible.username}
    record(events.CHANGED, actor=by, subject=group, facts=facts)
    clear_away(on=on, person=responsible)
    if responsible.pk != former and not group.members.filter(person=responsible, ended_at__isnull=True).exists():
        _enter(group, responsible, until, reason, by, on)
    return group


@transaction.atomic
def dissolve(group: WorkingGroup, *, reason: str, by: Person, on: date) -> WorkingGroup:
    """Its members see from now on nothing by it."""
    group = _locked(group)
    demand(rules.obstacles_to_dissolving(group, by, on=on))
    for member in _members().filter(group=group, ended_at__isnull=True):
        _close(member, How.DISSOLVED, by)
    group.dissolved_at, group.dissolved_by, group.dissolved_because = clock.now(), by, reason
    group.keep(by=by)
    record(events.DISSOLVED, actor=by, subject=group, facts={"group": str(group.pk)})
    return group


@transaction.atomic
def clear_away(*, on: date, person: Person | None = None) -> int:
    """Closes what nothing holds any more: the last day is over, they sit in another unit, the account is closed. They see nothing by it
    already. Whoever comes back to the unit is not in again.
    """
    found = no_longer_in(on=on).filter(**({"person": person} if person else {})).values("pk")
    closed = list(_members().filter(pk__in=found))
    for member in closed:
        _close(member, How.OVER if min(member.until, member.group.until) < on else How.MOVED, None)
    return len(closed)


def let_out(person: Person, by: Person, on: date) -> None:
    """Of every group, with the end of access."""
    for member in _members().filter(person=person, ended_at__isnull=True):
        _close(member, How.MOVED, by)


def _close(member: GroupMember, how: str, by: Person | None, reason: str = "") -> None:
    _end(member, how, by, reason)
    facts = {"group": str(member.group_id), "account": member.person.username, "how_left": str(how)}
    record(events.LEFT, actor=by, subject=member, facts=facts)
    member.person.forget()


def _end(member: GroupMember, how: str, by: Person | None, reason: str = "") -> None:
    member.ended_at, member.ended_by, member.how = clock.now(), by, how
    member.ended_because = reason or None
    member.keep(by=by)


def _members():
    return GroupMember.objects.select_for_update(of=("self",)).select_related("person", "group").order_by("pk")


def _locked(group: WorkingGroup) -> WorkingGroup:
    return WorkingGroup.objects.select_for_update(of=("self",)).select_related("unit", "responsible", "group").get(pk=group.pk)

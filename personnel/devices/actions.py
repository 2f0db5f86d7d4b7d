"""Ask for a device, enrol it, refuse it, revoke it."""

import secrets
from datetime import date

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.devices import events, rules
from personnel.devices.models import Device, State
from personnel.devices.querysets import digest
from personnel.models import Person
from vault import clock


@transaction.atomic
def request_device(person: Person, *, name: str) -> tuple[Device, str]:
    """A request and the token for the browser it comes from; it opens nothing before it is enrolled."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    demand(rules.obstacles_to_requesting(person))
    token = secrets.token_urlsafe(32)
    device = Device(person=person, name=name, token=digest(token), requested_at=clock.now())
    device.keep(by=person)
    record(events.REQUESTED, actor=person, subject=device)
    return device, token


@transaction.atomic
def enrol(device: Device, *, level: str, by: Person, on: date) -> Device:
    """From now on the person works from it, up to this level."""
    device = _locked(device)
    demand(rules.obstacles_to_enrolling(device, level, by, on=on))
    return _enrol(device, level, by)


@transaction.atomic
def enrol_at_the_console(device: Device, *, level: str) -> Device:
    """The first devices of an installation: nobody has one yet from which to enrol them."""
    return _enrol(_locked(device), level, None)


@transaction.atomic
def refuse(device: Device, *, by: Person, on: date) -> Device:
    device = _locked(device)
    demand(rules.obstacles_to_deciding(device, by, on=on))
    _decide(device, State.REFUSED, by)
    record(events.REFUSED, actor=by, subject=device, facts={"account": device.person.username})
    return device


@transaction.atomic
def revoke(device: Device, *, by: Person, on: date) -> Device:
    """At once: the next request from it is refused, a running download stops."""
    device = _locked(device)
    demand(rules.obstacles_to_revoking(device, by, on=on))
    device.state, device.ended_by, device.ended_at = State.REVOKED, by, clock.now()
    device.keep(by=by)
    record(events.REVOKED, actor=by, subject=device, facts={"account": device.person.username})
    return device


def _enrol(device: Device, level: str, by: Person | None) -> Device:
    device.level = level
    _decide(device, State.ENROLLED, by)
    record(events.ENROLLED, actor=by, subject=device, facts={"account": device.person.username, "level": level})
    return device


def _decide(device: Device, state: State, by: Person | None) -> None:
    device.state, device.decided_by, device.decided_at = state, by, clock.now()
    device.keep(by=by)


def _locked(device: Device) -> Device:
    return Device.objects.select_for_update(of=("self",)).select_related("person").get(pk=device.pk)

"""Who enrols and revokes which device. Basis: REQUIREMENTS P3; DOMAIN §4.2."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.accounts.rules import obstacles_to_keeping
from personnel.devices.levels import device_levels
from personnel.devices.models import Device, State
from personnel.models import Person

ONE_WAITS = Obstacle("ONE_WAITS", _("A device of yours waits to be enrolled already; ask the security administrator."))
DECIDED = Obstacle("DEVICE_DECIDED", _("This request is closed; reload the page to see how."))
NOT_RUNNING = Obstacle("DEVICE_NOT_RUNNING", _("This device is not enrolled."))
TOO_MANY = Obstacle("TOO_MANY_DEVICES", _("This person has as many devices as they may have; revoke the one that is replaced first."))
NO_SUCH_LEVEL = Obstacle("NO_SUCH_LEVEL", _("Choose one of the levels offered."))


def obstacles_to_requesting(person: Person) -> Iterator[Obstacle]:
    if Device.objects.filter(person=person, state=State.REQUESTED).exists():
        yield ONE_WAITS


def obstacles_to_deciding(device: Device, by: Person, *, on: date) -> Iterator[Obstacle]:
    """The security administrator; for their own device another one, or the principal leader."""
    keeping = list(obstacles_to_keeping(device.person, by, on=on))
    yield from keeping
    if not keeping and device.state != State.REQUESTED:
        yield DECIDED


def obstacles_to_enrolling(device: Device, level: str, by: Person, *, on: date) -> Iterator[Obstacle]:
    deciding = list(obstacles_to_deciding(device, by, on=on))
    yield from deciding
    if deciding:
        return
    if level not in {code for code, _words in device_levels()}:
        yield NO_SUCH_LEVEL
    if Device.objects.filter(person=device.person, state=State.ENROLLED).count() >= settings.DEVICES_PER_PERSON:
        yield TOO_MANY


def obstacles_to_revoking(device: Device, by: Person, *, on: date) -> Iterator[Obstacle]:
    """Whoever keeps accounts, and the owner: a loss is told at once."""
    if device.state not in (State.ENROLLED, State.REQUESTED):
        yield NOT_RUNNING
    elif by.pk != device.person_id:
        yield from obstacles_to_keeping(device.person, by, on=on)

"""Devices that wait to be enrolled."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.devices.models import State
from personnel.devices.querysets import visible_devices
from personnel.devices.rules import obstacles_to_deciding
from personnel.models import Person
from personnel.offices import Office
from personnel.worklist import WorkItem


def to_enrol(person: Person, on: date) -> Iterator[WorkItem]:
    if not person.office_codes() & {Office.SECURITY_ADMIN, Office.UNIT_HEAD}:
        return
    for device in visible_devices(person, on=on).filter(state=State.REQUESTED):
        if not any(obstacles_to_deciding(device, person, on=on)):
            since = timezone.localdate(device.requested_at)
            yield WorkItem("confirm", _("Enrol a device"), device.person.username, device.get_absolute_url(), since)

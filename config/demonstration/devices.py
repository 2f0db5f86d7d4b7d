"""A machine somebody asks to work from, so that its enrolment can be tried."""

from config.demonstration.founding import House
from personnel.devices.actions import request_device
from personnel.devices.models import Device


def ask_for_a_device(house: House) -> Device:
    """The archivist's new machine, which waits for the security administrator."""
    device, _token = request_device(house.dang, name="档案室二号台式机")
    return device

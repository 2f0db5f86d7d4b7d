"""Who somebody is in the eyes of a scope: themself, their units and working groups, their offices in units."""

from datetime import date
from uuid import UUID, uuid5

from personnel.gate.rules import is_suspended
from personnel.groups.querysets import groups_of
from personnel.models import Appointment, Person, Unit
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.querysets import in_force

DUTY_OFFICES = (Office.REGISTRAR, Office.UNIT_HEAD, Office.LEADER_IN_CHARGE, Office.GRADING_AUTHORITY)


def office_of(unit_id: UUID, office: str) -> UUID:
    """The principal "whoever holds this office for this unit"."""
    return uuid5(unit_id, str(office))


def principals_of(person: Person, *, on: date) -> list[UUID]:
    """Everything an admission may name this person by today; empty without an active appointment, for administrators, and
    while something is missing that access demands. Worked out once per request.

    An administrator whom a scope names, by mistake or by their own doing, still sees no record. Basis: REQUIREMENTS H1–H3, H8.
    """
    known = person.worked_out
    if ("principals", on) not in known:
        known["principals", on] = _look(person, on)
    return known["principals", on]


def _look(person: Person, on: date) -> list[UUID]:
    held = person.appointments_now if person.is_active else []
    if not held or person.office_codes() & ADMINISTRATORS or is_suspended(person, on=on):
        return []
    found = {person.pk, *groups_of(person, on=on)} | {appointment.unit_id for appointment in held}
    for appointment in held:
        if appointment.office in DUTY_OFFICES:
            found |= {office_of(unit_id, appointment.office) for unit_id in _units_covered(appointment)}
    found |= {office_of(unit.pk, Office.GRADING_AUTHORITY) for unit in _units_without_authority(held, on)}
    return list(found)


def _units_covered(appointment: Appointment) -> set[UUID]:
    if appointment.office in LEADING:
        return {unit.pk for unit in appointment.led_units.all()}
    return {appointment.unit_id}


def _units_without_authority(held: list[Appointment], on: date) -> list[Unit]:
    """The principal leader stands in where no grading authority holds office for a unit."""
    if not any(a.office == Office.UNIT_HEAD and a.unit.parent_id is None for a in held):
        return []
    filled = in_force(Appointment.objects.filter(office=Office.GRADING_AUTHORITY, person__is_active=True), on=on)
    # Two questions: as one, the database may walk through everybody once for every unit.
    return list(Unit.objects.exclude(leaders__in=list(filled.values_list("pk", flat=True))))

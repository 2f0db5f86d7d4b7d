"""Who hears of a decision: everybody who saw the record before or sees it after."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from classification.models import Admission, GradedRecord
from classification.principals import DUTY_OFFICES, principals_of
from classification.querysets import in_force, is_cleared_for
from classification.walls.querysets import is_kept_out
from personnel.groups.querysets import memberships
from personnel.models import Appointment, Person
from personnel.offices import Office
from personnel.querysets import in_force as appointments_in_force


def audience(record: GradedRecord, *, on: date) -> set[Person]:
    """Whom the record's admissions name and who is cleared for the level in force; what is merely claimed is left aside.

    Whoever a wall keeps out hears nothing: an accused would learn of the petition by the notice.
    """
    named = set(in_force(Admission.objects.filter(record=record), on=on).values_list("principal", flat=True))
    return {
        person
        for person in _candidates(record, named, on)
        if named.intersection(principals_of(person, on=on)) and _is_cleared(person, record, on) and not is_kept_out(person, record, on=on)
    }


def may_hear(people: Iterable[Person], record: GradedRecord, *, on: date) -> list[Person]:
    """Of these people those whom no wall keeps out: also a proposer is told nothing more once one stands."""
    return [person for person in people if not is_kept_out(person, record, on=on)]


def _is_cleared(person: Person, record: GradedRecord, on: date) -> bool:
    return record.declassified_on is not None or is_cleared_for(person, record.level, on=on)


def _candidates(record: GradedRecord, named: set[UUID], on: date) -> list[Person]:
    """Whoever an admission may mean: themself, members of a unit or group, holders of an office for the owner, the principal leader."""
    unit = record.unit
    office = Q(office__in=DUTY_OFFICES) & (Q(unit=unit) | Q(led_units=unit))
    leader = Q(office=Office.UNIT_HEAD, unit__parent__isnull=True)
    held = appointments_in_force(Appointment.objects.filter(Q(unit__in=named) | office | leader), on=on)
    grouped = memberships(on=on).filter(group__in=named).values("person")
    people = Q(appointments__in=held) | Q(pk__in=named) | Q(pk__in=grouped)
    return list(Person.objects.filter(people, is_active=True).distinct())

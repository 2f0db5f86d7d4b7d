"""Which reports: open to whom, waiting for whom."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from audit.inspection.models import Report, Status
from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.querysets import in_force
from personnel.rules import heads_above, leaders_of


def petition_offices(*, on: date) -> QuerySet[Unit]:
    """Units whose members hold the registrar's office on this day (信访管理部门)."""
    held = in_force(Appointment.objects.filter(office=Office.REGISTRAR, person__is_active=True), on=on)
    return Unit.objects.filter(pk__in=held.values("unit_id"))


def is_of_petition_office(person: Person, *, on: date) -> bool:
    """Registrar, or head of a unit that has registrars."""
    if person.holds(Office.REGISTRAR):
        return True
    headed = [held.unit_id for held in person.appointments_now if held.office == Office.UNIT_HEAD and person.is_active]
    return bool(headed) and petition_offices(on=on).filter(pk__in=headed).exists()


def signing_leaders(*, on: date) -> list[Person]:
    """Leaders in charge of a petition office; where there is none, the next head above it. Basis: DESIGN §4."""
    found = [person for unit in petition_offices(on=on) for person in leaders_of(unit, on=on) or heads_above(unit, on=on)[:1]]
    return list({person.pk: person for person in found}.values())


def visible_reports(person: Person, *, on: date) -> QuerySet[Report]:
    """Reports this person may see: the petition office, its leader in charge and auditors see all, others none."""
    reports = Report.objects.select_related("worded_by", "signed_by", "made_by").defer("snapshot")
    if not person.is_active:
        return reports.none()
    sees = person.holds(Office.AUDITOR) or is_of_petition_office(person, on=on) or person in signing_leaders(on=on)
    return reports if sees else reports.none()


def latest_of_quarters() -> QuerySet[Report]:
    """The newest finished version of each quarter; those it replaced need no more work."""
    later = Report.objects.filter(year=OuterRef("year"), quarter=OuterRef("quarter"), version__gt=OuterRef("version"), interim=False)
    return Report.objects.filter(~Exists(later), interim=False).defer("snapshot")


def to_word() -> QuerySet[Report]:
    return latest_of_quarters().filter(status=Status.DRAFT)


def to_sign() -> QuerySet[Report]:
    return latest_of_quarters().filter(status=Status.WORDED)

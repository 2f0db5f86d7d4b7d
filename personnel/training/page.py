"""What the pages of training show."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from personnel.models import Appointment, Person, Unit
from personnel.offices import Office
from personnel.querysets import in_force
from personnel.training.models import Course, TrainingResult
from personnel.training.querysets import bank, results_by_person, standing_result, tries_used
from personnel.training.rules import obstacles_to_beginning, without_training


def courses_of(person: Person, *, on: date) -> list[dict]:
    """Every open course with how this person stands in it."""
    courses = list(Course.objects.filter(open=True))
    done = results_by_person([person.pk], courses, on=on).get(person.pk, {})
    return [{"course": course, "until": done.get(course.pk), "state": _state(done.get(course.pk), on)} for course in courses]


def _state(until: date | None, on: date) -> str:
    if until is None:
        return "missing"
    return "done" if until >= on else "run_out"


def course_page(course: Course, person: Person, *, on: date) -> dict:
    """The course with how this person stands in it and what stands in the way of its test."""
    keeps = person.holds(Office.SECURITY_ADMIN)
    return {
        "course": course,
        "result": standing_result(course, person, on=on),
        "attempts": course.attempts.filter(person=person, finished_at__isnull=False)[:10],
        "running": course.attempts.filter(person=person, finished_at=None).first(),
        "left": max(course.tries - tries_used(course, person), 0),
        "obstacles": list(obstacles_to_beginning(course, person, on=on)),
        "keeps": keeps,
        "questions": bank(course) if keeps else None,
        "lessons": course.lessons.prefetch_related("attendances__person") if keeps else None,
    }


@dataclass
class UnitCoverage:
    """How far a unit is trained: its people, who of them lacks something, hours learned this year."""

    unit: Unit
    people: list[Person]
    lacking: list[Person]
    hours: int
    percent: int = field(init=False)

    def __post_init__(self) -> None:
        self.percent = (len(self.people) - len(self.lacking)) * 100 // len(self.people) if self.people else 100


def coverage_units(person: Person, *, on: date) -> list[Unit]:
    """Units whose training this person oversees: the security administrator all; heads and leaders those they answer for."""
    if person.holds(Office.SECURITY_ADMIN):
        return list(Unit.objects.all())
    found: dict = {}
    for held in person.appointments_now if person.is_active else []:
        if held.office == Office.UNIT_HEAD:
            found |= {unit.pk: unit for unit in [held.unit, *held.unit.children.all()]}
        elif held.office == Office.LEADER_IN_CHARGE:
            found |= {unit.pk: unit for unit in held.led_units.all()}
    return sorted(found.values(), key=lambda unit: unit.name)


def coverage(units: list[Unit], *, on: date) -> list[UnitCoverage]:
    """In a fixed number of questions, however many units and people there are."""
    held = in_force(Appointment.objects.filter(unit__in=units, person__is_active=True), on=on).select_related("person")
    members: dict = {}
    for appointment in held:
        members.setdefault(appointment.unit_id, {})[appointment.person_id] = appointment.person
    everybody = {pk for people in members.values() for pk in people}
    lacking, hours = without_training(everybody, on=on), _hours(everybody, on)
    return [_unit_coverage(unit, members.get(unit.pk, {}), lacking, hours) for unit in units]


def _unit_coverage(unit: Unit, people: dict, lacking: dict, hours: dict) -> UnitCoverage:
    without = [person for pk, person in people.items() if pk in lacking]
    return UnitCoverage(unit, list(people.values()), without, sum(hours.get(pk, 0) for pk in people))


def _hours(people: set, on: date) -> dict:
    done = TrainingResult.objects.filter(person__in=people, done_on__year=on.year, done_on__lte=on)
    return dict(done.order_by().values_list("person").annotate(Sum("hours")))

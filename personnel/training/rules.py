"""Why a course cannot be set up, a test not begun or handed in; whose training is missing."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person
from personnel.offices import Office
from personnel.training.models import Attempt, Course
from personnel.training.querysets import bank, demanded_courses, results_by_person, standing_result, tries_used

TRAINING_MISSING = Obstacle("TRAINING_MISSING", _("A training that everybody needs is missing; read the course and pass its test."))
TRAINING_RUN_OUT = Obstacle("TRAINING_RUN_OUT", _("A training has run out; read the course and pass its test anew."))

NOT_TRAINER = Obstacle("NOT_TRAINER", _("Only the security administrator sets up courses and records who attended."), True)
COURSE_CLOSED = Obstacle("COURSE_CLOSED", _("This course is closed; choose another."))
NO_TEST = Obstacle("NO_TEST", _("This course has no test; attending it is enough, and the security administrator records it."))
TOO_FEW_QUESTIONS = Obstacle(
    "TOO_FEW_QUESTIONS", _("This course has too few questions for a test yet; the security administrator adds them.")
)
TRIES_USED = Obstacle("TRIES_USED", _("Your tries are used up; attend the course again, then you can take the test anew."))
STILL_VALID = Obstacle("STILL_VALID", _("You have done this course; it can be renewed in the last two months."))
HANDED_IN = Obstacle("HANDED_IN", _("This test has been handed in; your score stands on the course's page."))
LESSON_IN_FUTURE = Obstacle("LESSON_IN_FUTURE", _("A course cannot be recorded before it was held; correct the day."))

RENEWED_BEFORE = 60  # days


def without_training(people: Iterable[UUID], *, on: date) -> dict[UUID, Obstacle]:
    """Who lacks a course that is demanded of everybody, or whose result has run out. Basis: REQUIREMENTS H2."""
    people, courses = list(people), demanded_courses()
    if not courses:
        return {}
    done = results_by_person(people, courses, on=on)
    found = {person: fault_of_training([done.get(person, {}).get(course.pk) for course in courses], on) for person in people}
    return {person: fault for person, fault in found.items() if fault}


def fault_of_training(untils: list[date | None], on: date) -> Obstacle | None:
    """Of somebody who has done each of the courses that are demanded until these days, or never."""
    held = [until for until in untils if until]
    if len(held) < len(untils):
        return TRAINING_MISSING
    return TRAINING_RUN_OUT if held and min(held) < on else None


def obstacles_to_training(person: Person) -> Iterator[Obstacle]:
    """Courses, questions and attendance are the security administrator's."""
    if not person.holds(Office.SECURITY_ADMIN):
        yield NOT_TRAINER


def obstacles_to_beginning(course: Course, person: Person, *, on: date) -> Iterator[Obstacle]:
    if not course.open:
        yield COURSE_CLOSED
    elif not course.asked:
        yield NO_TEST
    elif bank(course).count() < course.asked:
        yield TOO_FEW_QUESTIONS
    elif _is_fresh(course, person, on):
        yield STILL_VALID
    elif tries_used(course, person) >= course.tries:
        yield TRIES_USED


def _is_fresh(course: Course, person: Person, on: date) -> bool:
    standing = standing_result(course, person, on=on)
    return standing is not None and (standing.until - on).days > RENEWED_BEFORE


def obstacles_to_handing_in(attempt: Attempt) -> Iterator[Obstacle]:
    if attempt.finished_at is not None:
        yield HANDED_IN


def obstacles_to_recording(by: Person | None, *, held_on: date, on: date) -> Iterator[Obstacle]:
    if by is not None:
        yield from obstacles_to_training(by)
    if held_on > on:
        yield LESSON_IN_FUTURE

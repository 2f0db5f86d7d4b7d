"""Which courses, which results count on a day, how many tries are used."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from personnel.models import Person
from personnel.training.models import Attempt, Attendance, Course, Question, TrainingResult


def demanded_courses() -> list[Course]:
    return list(_demanded())


def _demanded() -> QuerySet[Course]:
    return Course.objects.filter(demanded=True, open=True)


def courses_asked(person: Person, on: date) -> QuerySet:
    return _demanded().values("id")


def results_by_person(people: Iterable[UUID], courses: Iterable[Course], *, on: date) -> dict[UUID, dict[UUID, date]]:
    """Until when each has done each of these courses; the latest day counts, run out or not."""
    found: dict[UUID, dict[UUID, date]] = {}
    done = _done(people, on).filter(course__in=courses)
    for person, course, until in done.values_list("person_id", "course_id", "until"):
        found.setdefault(person, {})[course] = until
    return found


def _done(people: Iterable[UUID], on: date) -> QuerySet[TrainingResult]:
    return TrainingResult.objects.filter(person__in=people, done_on__lte=on).order_by("until")


def results_asked(person: Person, on: date) -> QuerySet:
    return _done([person.pk], on).filter(course__in=_demanded()).values("course_id", "until")


def bank(course: Course) -> QuerySet[Question]:
    return course.questions.filter(retired=False)


def standing_result(course: Course, person: Person, *, on: date) -> TrainingResult | None:
    """The result that holds longest, if it has not run out."""
    return TrainingResult.objects.filter(course=course, person=person, until__gte=on).order_by("-until").first()


def tries_used(course: Course, person: Person) -> int:
    """Since the person last passed or attended: whoever has used up their tries attends again."""
    attempts = Attempt.objects.filter(course=course, person=person)
    passed = attempts.filter(score__gte=course.pass_mark).order_by("-begun_at").values_list("begun_at", flat=True).first()
    attended = Attendance.objects.filter(lesson__course=course, person=person).order_by("-lesson__recorded_at")
    since = [moment for moment in (passed, attended.values_list("lesson__recorded_at", flat=True).first()) if moment]
    return (attempts.filter(begun_at__gt=max(since)) if since else attempts).count()

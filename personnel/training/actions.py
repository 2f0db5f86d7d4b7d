"""Verbs of training: set up a course, add and retire questions, record who attended, begin a test, hand it in."""

import calendar
import secrets
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from personnel.training import events, rules
from personnel.training.models import Attempt, Attendance, Course, Lesson, Question, TrainingResult
from personnel.training.querysets import bank, tries_used
from vault.identity import uuid7

_CHANCE = secrets.SystemRandom()


@transaction.atomic
def keep_course(course: Course | None, values: dict, *, by: Person | None) -> Course:
    """A new course, or other values for one; results reached before stay as they are. `by`: None where a house is founded."""
    if by is not None:
        demand(rules.obstacles_to_training(by))
    course = Course.objects.select_for_update().get(pk=course.pk) if course else Course(id=uuid7(), made_by=by)
    for name, value in values.items():
        setattr(course, name, value)
    course.keep(by=by)
    record(events.COURSE_KEPT, actor=by, subject=course)
    return course


@transaction.atomic
def add_question(course: Course, *, text: str, options: list[str], right: int, by: Person | None) -> Question:
    if by is not None:
        demand(rules.obstacles_to_training(by))
    question = Question(id=uuid7(), course=course, text=text, options=options, right=right)
    question.keep(by=by)
    record(events.QUESTION_ADDED, actor=by, subject=course)
    return question


@transaction.atomic
def retire_question(question: Question, *, by: Person) -> None:
    """It is asked no more; tests begun before keep it."""
    demand(rules.obstacles_to_training(by))
    question = Question.objects.select_for_update().get(pk=question.pk)
    question.retired = True
    question.keep(by=by)
    record(events.QUESTION_RETIRED, actor=by, subject=question.course)


@transaction.atomic
def record_lesson(course: Course, *, held_on: date, place: str, lecturer: str, people: list[Person], by: Person | None, on: date) -> Lesson:
    """Who was there. Where the course has no test they have done it; where it has one, they have all their tries again."""
    demand(rules.obstacles_to_recording(by, held_on=held_on, on=on))
    lesson = Lesson(id=uuid7(), course=course, held_on=held_on, place=place, lecturer=lecturer, recorded_by=by)
    lesson.keep(by=by)
    for person in people:
        Attendance(lesson=lesson, person=person).keep(by=by)
        if not course.asked:
            complete(course, person, score=None, by=by, on=held_on)
    record(events.LESSON_RECORDED, actor=by, subject=course, facts={"count": len(people)})
    return lesson


@transaction.atomic
def begin_test(course: Course, person: Person, *, on: date) -> Attempt:
    """Questions and answers in an order of this try alone; one that is open goes on."""
    Person.objects.select_for_update().get(pk=person.pk)
    running = Attempt.objects.filter(course=course, person=person, finished_at=None).first()
    if running:
        return running
    demand(rules.obstacles_to_beginning(course, person, on=on))
    chosen = _CHANCE.sample(list(bank(course)), course.asked)
    asked = [{"question": str(one.pk), "order": _CHANCE.sample(range(len(one.options)), len(one.options))} for one in chosen]
    attempt = Attempt(id=uuid7(), person=person, course=course, asked=asked)
    attempt.keep(by=person)
    record(events.TEST_BEGUN, actor=person, subject=course, facts={"number": tries_used(course, person)})
    return attempt


@transaction.atomic
def hand_in(attempt: Attempt, *, given: list[int], on: date) -> Attempt:
    """Marked here, by what the questions hold; passed, it is a result. `given`: the place chosen in each question, as shown."""
    attempt = Attempt.objects.select_for_update(of=("self",)).select_related("course", "person").get(pk=attempt.pk)
    demand(rules.obstacles_to_handing_in(attempt))
    attempt.given, attempt.finished_at, attempt.score = given, timezone.now(), _score(attempt, given)
    attempt.keep(by=attempt.person)
    record(events.TEST_MARKED, actor=attempt.person, subject=attempt.course, facts={"score": attempt.score})
    if attempt.score >= attempt.course.pass_mark:
        complete(attempt.course, attempt.person, score=attempt.score, by=attempt.person, on=on)
    return attempt


def _score(attempt: Attempt, given: list[int]) -> int:
    """Percent of right answers, rounded down."""
    right = {str(pk): place for pk, place in Question.objects.filter(course=attempt.course).values_list("pk", "right")}
    hits = sum(line["order"][place] == right[line["question"]] for line, place in zip(attempt.asked, given, strict=True))
    return hits * 100 // len(attempt.asked)


def complete(course: Course, person: Person, *, score: int | None, by: Person | None, on: date) -> TrainingResult:
    """The course is done from this day until its months are over."""
    until = months_after(on, course.valid_months)
    result = TrainingResult(id=uuid7(), person=person, course=course, done_on=on, until=until, hours=course.hours, score=score)
    result.keep(by=by)
    person.forget()
    return result


def months_after(day: date, months: int) -> date:
    """The last day of the period of so many months that begins on this day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    if day.day > last:
        return date(day.year + year, month + 1, last)
    return date(day.year + year, month + 1, day.day) - timedelta(days=1)

"""Courses, tests marked on the server, tries that are limited, results that run out, coverage by unit. Basis: REQUIREMENTS H2."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from config.demonstration.duties import oblige
from personnel.gate.rules import missing
from personnel.training import actions, page, rules
from personnel.training.actions import months_after
from personnel.training.forms import QuestionForm
from personnel.training.models import Attempt, Course, Question, TrainingResult
from personnel.training.querysets import tries_used
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    house = cast.make()
    oblige(house, on=TODAY())
    return house


@pytest.fixture
def course(house):
    return Course.objects.get()


def answers(attempt: Attempt, *, right: int) -> list[int]:
    """So many right answers, as places on the page; the others are wrong."""
    known = {str(one.pk): one.right for one in Question.objects.all()}
    found = []
    for number, line in enumerate(attempt.asked):
        place = line["order"].index(known[line["question"]])
        found.append(place if number < right else (place + 1) % len(line["order"]))
    return found


def fail(course, person):
    attempt = actions.begin_test(course, person, on=TODAY())
    return actions.hand_in(attempt, given=answers(attempt, right=0), on=TODAY())


def codes(person):
    return [obstacle.code for _demand, obstacle in missing(cast.fresh(person), on=TODAY())]


def test_training_that_ran_out_suspends_until_the_test_is_passed_again(house, course):
    assert codes(house.guo) == ["TRAINING_RUN_OUT"]
    attempt = actions.begin_test(course, house.guo, on=TODAY())
    done = actions.hand_in(attempt, given=answers(attempt, right=2), on=TODAY())
    assert (done.score, codes(house.guo)) == (66, [])
    result = TrainingResult.objects.filter(person=house.guo).first()
    assert (result.done_on, result.until, result.score) == (TODAY(), months_after(TODAY(), 12), 66)
    assert Entry.objects.get(event="training.test_marked", actor=house.guo).facts["score"] == 66


def test_one_right_answer_too_few_is_not_passed(house, course):
    attempt = actions.begin_test(course, house.guo, on=TODAY())
    assert actions.hand_in(attempt, given=answers(attempt, right=1), on=TODAY()).score == 33
    assert codes(house.guo) == ["TRAINING_RUN_OUT"]


def test_a_new_demanded_course_is_missing_for_everybody(house):
    values = {"title": "新课", "topic": "law", "material": "", "hours": 1, "valid_months": 12, "asked": 0, "pass_mark": 60, "tries": 1}
    course = actions.keep_course(None, values | {"demanded": True, "open": True}, by=house.secadmin)
    assert codes(house.li) == ["TRAINING_MISSING"]
    lesson = {"held_on": TODAY(), "place": "", "lecturer": "", "people": [house.li], "on": TODAY()}
    actions.record_lesson(course, **lesson, by=house.secadmin)
    assert codes(house.li) == []


def test_after_the_last_try_only_attending_gives_new_ones(house, course):
    for _number in range(course.tries):
        fail(course, house.guo)
    assert list(rules.obstacles_to_beginning(course, house.guo, on=TODAY())) == [rules.TRIES_USED]
    with pytest.raises(Refused, match="TRIES_USED"):
        actions.begin_test(course, house.guo, on=TODAY())
    lesson = {"held_on": TODAY(), "place": "", "lecturer": "", "people": [house.guo], "on": TODAY()}
    actions.record_lesson(course, **lesson, by=house.secadmin)
    assert (tries_used(course, house.guo), codes(house.guo)) == (0, ["TRAINING_RUN_OUT"])
    fail(course, house.guo)


def test_a_try_that_is_open_goes_on_and_is_handed_in_once(house, course):
    first = actions.begin_test(course, house.guo, on=TODAY())
    assert actions.begin_test(course, house.guo, on=TODAY()) == first
    actions.hand_in(first, given=answers(first, right=0), on=TODAY())
    with pytest.raises(Refused, match="HANDED_IN"):
        actions.hand_in(first, given=answers(first, right=3), on=TODAY())
    assert Attempt.objects.get(pk=first.pk).score == 0


@pytest.mark.parametrize(
    ("values", "expected"),
    [({"open": False}, "COURSE_CLOSED"), ({"asked": 0}, "NO_TEST"), ({"asked": 9}, "TOO_FEW_QUESTIONS")],
)
def test_a_test_that_cannot_be_taken_says_why(house, course, values, expected):
    actions.keep_course(course, values, by=house.secadmin)
    course.refresh_from_db()
    assert [obstacle.code for obstacle in rules.obstacles_to_beginning(course, house.guo, on=TODAY())] == [expected]


def test_whoever_has_passed_need_not_again_until_two_months_before_the_end(house, course):
    until = TrainingResult.objects.get(person=house.li).until
    for day, expected in ((TODAY(), [rules.STILL_VALID]), (until - timedelta(days=60), [])):
        assert list(rules.obstacles_to_beginning(course, house.li, on=day)) == expected


def test_the_page_of_a_test_shows_no_place_of_the_right_answer(house, course):
    attempt = actions.begin_test(course, house.guo, on=TODAY())
    text = cast.signed_in(house.guo).get(attempt.get_absolute_url()).content.decode()
    assert str(attempt.asked) not in text
    assert all(str(line["question"]) not in text for line in attempt.asked)
    assert cast.signed_in(house.chen).get(attempt.get_absolute_url()).status_code == 404


def test_a_test_is_taken_in_the_page_and_leads_back_to_the_course(house, course):
    browser = cast.signed_in(house.guo)
    begun = browser.post(f"/personnel/training/{course.pk}/test/")
    attempt = Attempt.objects.get(person=house.guo)
    assert begun.headers["Location"] == attempt.get_absolute_url()
    assert browser.post(begun.headers["Location"], {"answer1": "0"}).status_code == 400
    chosen = {f"answer{number}": str(place) for number, place in enumerate(answers(attempt, right=3), start=1)}
    assert browser.post(begun.headers["Location"], chosen | {"answer1": "7"}).status_code == 400
    assert browser.post(begun.headers["Location"], chosen).headers["Location"] == course.get_absolute_url()
    assert codes(house.guo) == []


@pytest.mark.parametrize("account", ["li", "wang", "sysadmin"])
def test_t27_nobody_but_the_security_administrator_sets_up_training(house, course, account):
    person = house.people[account]
    lesson = {"held_on": TODAY(), "place": "", "lecturer": "", "people": [person], "on": TODAY()}
    for act in (
        lambda: actions.keep_course(course, {"tries": 9}, by=person),
        lambda: actions.add_question(course, text="x", options=["a", "b"], right=0, by=person),
        lambda: actions.retire_question(course.questions.first(), by=person),
        lambda: actions.record_lesson(course, **lesson, by=person),
    ):
        with pytest.raises(Refused, match="NOT_TRAINER"):
            act()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*yes\nno", (["yes", "no"], 0)),
        ("no\n ＊ yes ", (["no", "yes"], 1)),
        ("*a\n*b", None),
        ("a\nb", None),
        ("*a\na", None),
        ("*a", None),
        ("*\nb", None),
    ],
)
def test_answers_are_read_line_by_line_with_one_right(text, expected):
    form = QuestionForm({"text": "?", "answers": text})
    assert (form.cleaned_data["answers"] if form.is_valid() else None) == expected


def test_heads_see_how_far_their_own_units_are(house):
    def rows(account):
        units = page.coverage_units(house.people[account], on=TODAY())
        return {row.unit.name: (len(row.people), row.percent, row.lacking) for row in page.coverage(units, on=TODAY())}

    assert rows("he") == {"业务一部": (5, 80, [house.guo])}
    assert set(rows("liu")) == {"信访办", "业务一部"}
    assert len(rows("secadmin")) == len(house.units)
    assert rows("chen") == {}


def test_coverage_asks_as_few_questions_for_one_unit_as_for_all(house, django_assert_num_queries):
    for units in ([house.units["business_one"]], list(house.units.values())):
        with django_assert_num_queries(4):
            page.coverage(units, on=TODAY())


@given(day=st.dates(date(2024, 1, 1), date(2032, 12, 31)), months=st.integers(1, 60))
@settings(max_examples=40)
def test_months_end_on_the_day_before_they_began_and_never_earlier_than_the_month_before(day, months):
    last = months_after(day, months)
    follows = last + timedelta(days=1)
    assert (follows.year * 12 + follows.month) - (day.year * 12 + day.month) in (months, months + 1)
    assert follows.day in (day.day, 1) or last.day < day.day

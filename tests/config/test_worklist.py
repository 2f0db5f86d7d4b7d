"""`/` and `/approvals/`: what waits for whom. Basis: issue 2, point 9."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import ConnectionError as Away

from approvals.actions import sign
from audit.trail.models import Entry
from config import waiting
from config.demonstration.records import fill
from config.worklist import waiting_groups
from custody.models import BorrowSlip
from destruction.models import DestructionSlip
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def filled(house):
    fill(house, on=timezone.localdate())
    return house


def kinds_for(person, on=None) -> dict[str, int]:
    groups = waiting_groups(cast.fresh(person), on=on or timezone.localdate())
    return {group.kind: len(group.items) for group in groups}


def test_everybody_finds_what_waits_for_them_and_nothing_else(filled):
    found = {account: kinds_for(person) for account, person in filled.people.items()}
    assert {account: kinds for account, kinds in found.items() if kinds} == {
        "li": {"grade": 1, "assign": 3, "close": 6},
        "wang": {"sign": 1, "assign": 3},
        "chen": {"borrowed": 1},
        "he": {"sign": 1},
        "liu": {"grade": 1},
        "zhao": {"take_back": 1},
    }


def test_a_loan_that_is_late_is_overdue_for_clerk_and_borrower(filled):
    later = timezone.localdate() + timedelta(days=40)
    assert kinds_for(filled.zhao, on=later) == {"overdue": 1}
    assert kinds_for(filled.chen, on=later) == {"overdue": 1}


def test_the_page_counts_the_groups_and_links_every_item(filled):
    answer = cast.signed_in(filled.li).get("/")
    text = answer.content.decode()
    assert [(group.kind, group.figure) for group in answer.context["work"]] == [("grade", 1), ("assign", 3), ("close", 6)]
    assert '<span class="stat-value">6</span>' in text
    assert all(f'href="{item.url}"' in text for group in answer.context["work"] for item in group.items)


def test_the_worklist_shows_numbers_and_marks_but_no_subject(filled):
    text = cast.signed_in(filled.li).get("/").content.decode()
    assert "供暖" not in text
    assert "JK-" in text


def test_the_worklist_says_when_nothing_waits_and_leaves_one_entry(house):
    browser = cast.signed_in(house.qian)
    before = Entry.objects.count()
    answer = browser.get("/")
    assert answer.status_code == 200
    assert answer.context["work"] == []
    entries = Entry.objects.order_by("-at")[: Entry.objects.count() - before]
    assert [(entry.event, entry.facts["count"]) for entry in entries] == [("worklist.read", 0)]


def test_the_signature_list_shows_whose_turn_it_is_and_leaves_one_entry(filled):
    before = Entry.objects.count()
    shown = cast.signed_in(filled.he).get("/approvals/").context["slips"]
    assert shown == list(BorrowSlip.objects.filter(status="filed"))
    assert Entry.objects.filter(event="slips.listed", actor=filled.he).count() == 1
    assert Entry.objects.count() == before + 2  # the sign-in and the list
    assert cast.signed_in(filled.liu).get("/approvals/").context["slips"] == []


def test_the_figure_in_the_navigation_follows_every_signature(filled, django_capture_on_commit_callbacks):
    slip = DestructionSlip.objects.get(status="filed")
    assert [waiting.waiting_count(cast.fresh(person)) for person in (filled.wang, filled.liu)] == [1, 0]
    with django_capture_on_commit_callbacks(execute=True):
        sign(slip, by=filled.wang, on=timezone.localdate())
    assert [waiting.waiting_count(cast.fresh(person)) for person in (filled.wang, filled.liu)] == [0, 1]


def test_the_figure_costs_no_slip_query_while_nothing_changes(filled, django_assert_num_queries):
    person = cast.fresh(filled.wang)
    waiting.waiting_count(person)
    with django_assert_num_queries(0):
        waiting.waiting_count(person)


def test_without_the_cache_the_pages_still_open(filled, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1"}}
    with pytest.raises(Away):
        cache.get("anything")
    assert waiting.waiting_count(cast.fresh(filled.wang)) == 0


@pytest.mark.parametrize("address", ["/", "/approvals/", "/personnel/people/", "/classification/schemes/"])
def test_nobody_sees_the_roof_without_signing_in(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login/")

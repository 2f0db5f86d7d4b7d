"""The list as it opens goes along the projection; it shows what sorting everything the person sees would show."""

from datetime import timedelta

import pytest

from audit.trail.models import Entry
from classification.actions import clear
from classification.models import Clearance, SecrecyLevel
from classification.querysets import newest_visible
from petitions import actions
from petitions.querysets import ordered, visible_petitions
from tests import cast
from tests.petitions.cases import data, graded, in_hand, register, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(house):
    """Thirty that came in at one moment, among others; some reach Li by office and by hand, some are graded."""
    register(house)
    graded(house, units=("petition_office", "business_one"))
    actions.register_many([data(body=f"同批第{number}件。") for number in range(30)], by=house.li, on=today())
    in_hand(house)
    graded(house, level="core", units=("petition_office",), people=("chen",))
    register(house)
    return house


def shown(person, query: str) -> list[str]:
    response = cast.signed_in(person).get(f"/petitions/?{query}")
    return [row.petition.number for row in response.context["rows"]]


@pytest.mark.parametrize("account", ["li", "wang", "liu", "sheng", "chen", "he", "qian", "sun", "zhou", "sysadmin"])
def test_every_page_of_the_list_is_that_of_the_whole_in_order(filled, account):
    person = filled.people[account]
    whole = [petition.number for petition in ordered(visible_petitions(cast.fresh(person), today()), "")]
    pages = [shown(person, f"size=20&page={page}") for page in (1, 2)]
    assert pages[0] == whole[:20]
    assert pages[1] == (whole[20:40] or whole[:20])  # beyond the last page stands the last
    if account in ("li", "wang", "liu"):
        assert len(whole) == 35


def test_the_newest_are_as_many_as_asked_for_and_all_of_the_last_ones_moment(filled):
    li = filled.li
    assert [len(newest_visible(li, count, on=today())) for count in (0, 1, 3, 4, 33, 99)] == [0, 1, 3, 33, 33, 35]


def test_t70_neither_a_lapsed_clearance_nor_a_closed_account_finds_anything_newest(filled):
    chen = cast.fresh(filled.chen)
    assert len(newest_visible(chen, 50, on=today())) == 1
    assert newest_visible(chen, 50, on=today() - timedelta(days=4000)) == []
    clear(chen, level=SecrecyLevel.objects.get(code="core"), since=today(), by=None)
    assert len(newest_visible(cast.fresh(chen), 50, on=today())) == 2
    for held in Clearance.objects.filter(person=chen):
        held.until = today() - timedelta(days=1)
        held.keep(by=None)
    assert newest_visible(cast.fresh(chen), 50, on=today()) == []
    chen.is_active = False
    chen.keep(by=None)
    assert newest_visible(cast.fresh(chen), 50, on=today()) == []


def test_the_entry_names_the_lines_that_were_shown(filled):
    numbers = shown(filled.li, "size=20&page=2")
    entry = Entry.objects.filter(event="petition.listed").latest("at")
    assert entry.facts["count"] == 35
    assert len(entry.facts["shown"]) == len(numbers) == 15

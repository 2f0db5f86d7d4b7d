"""The overview of a head counts what the lists show, and shows it to heads alone."""

import json
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from approvals.actions import sign
from approvals.registry import awaiting_signature_of
from audit.trail.models import Entry
from config.demonstration.records import fill
from config.overview import Overview, _last_day, _months
from destruction.models import DestructionSlip
from petitions.models import Petition
from petitions.querysets import visible_petitions
from tests import cast

pytestmark = pytest.mark.django_db
HEADS = {"wang", "he", "liu", "sheng"}


@pytest.fixture
def filled(db):
    house = cast.make()
    fill(house, on=timezone.localdate())
    return house


def overview(person) -> Overview:
    return Overview(cast.fresh(person), on=timezone.localdate())


def test_heads_and_leaders_open_it_and_for_everybody_else_it_is_not_there(filled):
    answers = {account: cast.signed_in(person).get("/overview/").status_code for account, person in filled.people.items()}
    assert answers == {account: 200 if account in HEADS else 404 for account in answers}


def test_reading_it_is_an_entry(filled):
    cast.signed_in(filled.wang).get("/overview/")
    [entry] = Entry.objects.filter(event="overview.read")
    assert (entry.actor, entry.facts) == (filled.wang, {"count": 13})


def test_every_figure_is_the_length_of_the_list_it_opens(filled):
    """Walks every link of the page and compares."""
    client = cast.signed_in(filled.wang)
    page = client.get("/overview/").content.decode()
    links = dict(re.findall(r'<a class="num" href="([^"]+)">([0-9,]+)</a>', page))
    assert len(links) > 12
    for url, figure in links.items():
        assert client.get(url.replace("&amp;", "&")).context["page"].paginator.count == int(figure), url


def test_every_stat_is_the_length_of_the_list_it_opens(filled):
    client = cast.signed_in(filled.wang)
    for stat in overview(filled.wang).stats():
        assert (client.get(stat.url).context["page"].paginator.count if stat.url else 0) == stat.value, stat.label


def test_nothing_is_counted_that_its_reader_does_not_see(filled):
    seen = visible_petitions(cast.fresh(filled.he))
    shown = overview(filled.he)
    assert shown.total == seen.count() < Petition.objects.count()
    assert sum(line.cells[0].value for line in shown.parts()[0][1].lines) == seen.count()
    assert [hand.person.username for hand in shown.hands()] == ["he"]  # a slip to sign; li's cases are none of he's


def test_a_signature_owed_on_a_slip_the_head_does_not_see_is_not_told(filled):
    """Liu sits in the unit that Sheng heads, and owes a signature on a slip that is none of Sheng's business."""
    sign(DestructionSlip.objects.get(status="filed"), by=filled.wang, on=timezone.localdate())
    assert len(awaiting_signature_of(cast.fresh(filled.liu), on=timezone.localdate())) == 1
    assert overview(filled.sheng).hands() == []
    assert [(hand.person.username, hand.to_sign) for hand in overview(filled.wang).hands()] == [("li", 0)]


def test_whoever_sees_nothing_is_told_so(filled):
    page = cast.signed_in(filled.sheng).get("/overview/").content.decode()
    assert "您目前没有可见的信访事项。" in page
    assert "data-chart" not in page


def test_a_chart_says_what_its_table_says(filled):
    page = cast.signed_in(filled.wang).get("/overview/").content.decode()
    [data] = re.findall(r'<script id="chart-flow" type="application/json">(.*?)</script>', page)
    flow = overview(filled.wang).flow()
    assert json.loads(data)["labels"] == [line.label for line in flow.lines]
    assert [series["values"] for series in json.loads(data)["series"]] == [
        [line.cells[column].value for line in flow.lines] for column in (0, 1)
    ]


def test_a_case_received_sixty_days_ago_is_not_long_one_of_a_day_more_is(filled):
    later = timezone.localdate() + timedelta(days=60 - 9)  # heating came in nine days ago
    counts = [Overview(cast.fresh(filled.wang), on=day).stats()[2].value for day in (later, later + timedelta(days=1))]
    assert counts[1] == counts[0] + 1


@pytest.mark.parametrize(("on", "first"), [(date(2026, 1, 15), date(2025, 2, 1)), (date(2026, 12, 31), date(2026, 1, 1))])
def test_the_flow_shows_twelve_months_to_this_one(on, first):
    months = _months(on)
    assert (len(months), months[0], months[-1]) == (12, first, on.replace(day=1))
    assert _last_day(date(2028, 2, 1)) == date(2028, 2, 29)

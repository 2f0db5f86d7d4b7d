"""Days, figures and addresses as pages print them."""

from datetime import UTC, date, datetime

import pytest
from django.test import RequestFactory

from config.templatetags import xinmi


def test_a_moment_is_printed_in_shanghai_to_the_minute():
    assert ">2026-11-22 00:05</time>" in xinmi.moment(datetime(2026, 11, 21, 16, 5, 59, tzinfo=UTC))


def test_the_day_of_a_moment_is_its_day_in_shanghai():
    assert ">2026-11-22</time>" in xinmi.day(datetime(2026, 11, 21, 16, 5, tzinfo=UTC))
    assert ">2026-11-21</time>" in xinmi.day(date(2026, 11, 21))


@pytest.mark.parametrize(("given", "printed"), [(1234567, "1,234,567"), (0, "0"), (None, "–"), ("", "–"), ("4", "4")])
def test_figures_separate_thousands_and_a_nought_is_a_figure(given, printed):
    assert xinmi.count(given) == printed


@pytest.mark.parametrize(("given", "printed"), [(None, "–"), ("", "–"), (0, 0), ("x", "x")])
def test_nothing_is_printed_as_a_dash(given, printed):
    assert xinmi.or_dash(given) == printed


@pytest.mark.parametrize(("given", "name"), [("TOP_SECRET", "top-secret"), ('x" onload="', "xonload"), (None, "")])
def test_a_code_becomes_a_harmless_class_name(given, name):
    assert xinmi.css_name(given) == name


def test_an_address_keeps_its_other_parameters():
    request = RequestFactory().get("/petitions/?state=in_hand&state=closed&page=3&s=abc")
    assert xinmi.url_with(request, page=2, sort=None) == "?state=in_hand&state=closed&s=abc&page=2"
    assert xinmi.url_with(request, page=None, size=50) == "?state=in_hand&state=closed&s=abc&size=50"


def test_a_filter_keeps_sorting_size_and_search_token_and_forgets_the_page():
    request = RequestFactory().get("/petitions/?sort=-number&size=50&s=a%22b&page=9")
    drawn = xinmi.kept(request)
    assert 'name="sort" value="-number"' in drawn
    assert 'name="s" value="a&quot;b"' in drawn
    assert "page" not in drawn


@pytest.mark.parametrize(
    ("address", "state"), [("/?sort=n", "ascending"), ("/?sort=-n", "descending"), ("/?sort=m", "none"), ("/", "none")]
)
def test_a_column_tells_how_it_is_sorted(address, state):
    assert xinmi.sort_state(RequestFactory().get(address), "n") == state

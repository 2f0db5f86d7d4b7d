"""The cooling-off (脱密期): for how long, at which levels, until when. Basis: REQUIREMENTS H4."""

from datetime import datetime

import pytest

from personnel.leaving import actions
from personnel.leaving.cooling import SHIPPED, cooling_of, months_by_level, months_later
from personnel.leaving.models import Departure
from tests import cast
from tests.personnel.departures import TODAY, leaves, minute_comes

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def set_months(house, **months):
    actions.set_periods(dict.fromkeys(months_by_level(), 0) | months, by=house.secadmin)


def test_only_levels_of_the_state_cool_off_until_the_house_sets_more(house):
    assert {code: months for code, months in months_by_level().items() if months} == SHIPPED
    assert cooling_of(house.chen, on=TODAY()) == ("", None)


def test_the_longest_period_among_the_levels_counts_and_a_change_is_for_departures_to_come(house):
    set_months(house, important=6, highly_secret=24)
    assert cooling_of(house.chen, on=TODAY()) == ("highly_secret", months_later(TODAY(), 24))
    departure = leaves(house)
    minute_comes(departure)
    actions.end_what_is_due()
    set_months(house, ordinary=6)
    assert Departure.objects.get(pk=departure.pk).cools_until == months_later(TODAY(), 24)
    assert cooling_of(house.wu, on=TODAY()) == ("ordinary", months_later(TODAY(), 6))
    assert "陈承办" in cast.signed_in(house.secadmin).get("/personnel/departures/?show=cooling").content.decode()


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [((2024, 2, 29), 12, (2025, 2, 28)), ((2026, 12, 31), 2, (2027, 2, 28)), ((2026, 11, 22), 24, (2028, 11, 22))],
)
def test_a_month_that_is_shorter_ends_the_period_on_its_last_day(day, months, last):
    assert months_later(datetime(*day).date(), months) == datetime(*last).date()

"""What a person sees by is worked out once per request, and anew after every act that changes it. Basis: THREATS T09."""

import pytest
from django.utils import timezone

from classification.actions import clear
from classification.models import SecrecyLevel
from classification.querysets import cleared_levels, visible_records
from personnel.actions import appoint
from personnel.offices import Office
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_a_second_question_in_the_same_request_costs_one_statement(house, django_assert_num_queries):
    today = timezone.localdate()
    list(visible_records(house.li, on=today))
    with django_assert_num_queries(1):
        list(visible_records(house.li, on=today))


def test_clearing_somebody_is_seen_at_once(house):
    today = timezone.localdate()
    assert cleared_levels(house.sun, on=today) == []
    clear(house.sun, level=SecrecyLevel.objects.get(code="secret"), since=today, by=None)
    assert "secret" in cleared_levels(house.sun, on=today)


def test_an_office_is_seen_at_once_and_each_day_is_a_question_of_its_own(house):
    today = timezone.localdate()
    before = str(visible_records(house.qian, on=today).query)
    appoint(house.qian, unit=house.units["petition_office"], office=Office.REGISTRAR, since=today, by=None)
    assert str(visible_records(house.qian, on=today).query) != before
    assert cleared_levels(house.li, on=long_ago()) == []


def long_ago():
    """A day before anybody was cleared."""
    return timezone.localdate().replace(year=2020)

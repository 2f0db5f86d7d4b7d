"""Numbers without gap and without twin, whoever takes them at once and whoever gives up."""

from functools import partial

import pytest
from django.db import transaction

from approvals.models import SlipNumber
from approvals.numbering import next_number, next_numbers
from audit.trail.refusals import Obstacle, Refused
from tests.custody.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def take(found: list, *, give_up: bool = False) -> None:
    with transaction.atomic():
        number = next_number("TT", 2026)
        if give_up:
            raise Refused([Obstacle("GIVES_UP", "The transaction is rolled back.")])
    found.append(number)


def test_numbers_taken_at_once_have_neither_gap_nor_twin_even_if_some_give_up():
    found: list[str] = []
    at_once(*[partial(take, found, give_up=place % 2 == 1) for place in range(12)])
    assert sorted(found) == [f"TT-2026-{number:06d}" for number in range(1, 7)]
    assert SlipNumber.objects.get(prefix="TT", year=2026).last == 6


def test_each_series_and_year_counts_for_itself():
    with transaction.atomic():
        assert next_numbers("TT", 2026, 3)[-1] == "TT-2026-000003"
        assert next_number("TT", 2027) == "TT-2027-000001"
        assert next_number("TU", 2026) == "TU-2026-000001"

"""Quarters are calendar quarters of the installation's time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from audit.inspection.quarters import Quarter, stretch_of


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 9, 30), Quarter(2026, 3)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_lies_in_one_quarter(day, quarter):
    assert Quarter.of(day) == quarter


def test_quarters_follow_each_other_without_a_gap_for_twenty_years():
    quarter = Quarter(2016, 1)
    while quarter.year < 2036:
        assert quarter.following().preceding() == quarter
        assert quarter.ends() == quarter.following().begins()
        assert quarter.last_day + timedelta(days=1) == quarter.following().first_day
        quarter = quarter.following()


def test_a_quarter_begins_and_ends_at_midnight_in_shanghai():
    assert Quarter(2026, 4).begins() == datetime(2026, 9, 30, 16, tzinfo=UTC)
    assert Quarter(2026, 4).ends() == datetime(2026, 12, 31, 16, tzinfo=UTC)


def test_a_finished_quarter_is_measured_to_its_end_and_a_running_one_up_to_now():
    now = datetime(2026, 11, 21, 4, tzinfo=UTC)
    assert (stretch_of(Quarter(2026, 3), now=now).ends, stretch_of(Quarter(2026, 3), now=now).day) == (
        Quarter(2026, 3).ends(),
        date(2026, 9, 30),
    )
    assert (stretch_of(Quarter(2026, 4), now=now).ends, stretch_of(Quarter(2026, 4), now=now).day) == (now, date(2026, 11, 21))


def test_the_last_minutes_of_a_quarter_in_shanghai_still_belong_to_it():
    late = datetime(2026, 9, 30, 15, 59, tzinfo=UTC)
    assert stretch_of(Quarter(2026, 3), now=late).ends == late

"""Secrecy periods as people write them; the corresponding day of a later month or year."""

import calendar
import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classification.models import PeriodKind, Scheme, SecrecyLevel
from classification.periods import Period, UnreadablePeriod, is_too_long, later, parse_period

START = date(2026, 11, 21)
DAYS = st.dates(min_value=date(1949, 10, 1), max_value=date(2200, 12, 31))


def by_walking(start: date, months: int) -> date:
    """The corresponding day, found by walking day by day through the calendar."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    day = start.day
    while True:
        try:
            return date(year, month, day)
        except ValueError:
            day -= 1


@given(start=DAYS, months=st.integers(0, 600))
def test_the_corresponding_day_is_that_of_the_calendar(start: date, months: int) -> None:
    assert later(start, months=months) == by_walking(start, months)


@given(start=DAYS, one=st.integers(0, 400), more=st.integers(1, 400))
def test_a_longer_period_ends_later(start: date, one: int, more: int) -> None:
    assert later(start, months=one) < later(start, months=one + more)


@given(start=DAYS, years=st.integers(1, 99), unit=st.sampled_from(["", "年", " 年", "y", " years", "años"]))
def test_years_are_read_in_three_languages(start: date, years: int, unit: str) -> None:
    period = parse_period(f"{years}{unit}", start=start)
    assert (period.kind, period.value) == (PeriodKind.YEARS, years)
    last = min(start.day, calendar.monthrange(start.year + years, start.month)[1])
    assert period.until == date(start.year + years, start.month, last)


@given(months=st.integers(1, 360), unit=st.sampled_from(["个月", "月", " months", "m", " meses"]))
def test_months_are_read_in_three_languages(months: int, unit: str) -> None:
    assert parse_period(f"{months}{unit}", start=START) == Period(PeriodKind.MONTHS, months, by_walking(START, months))


@given(day=DAYS, prefix=st.sampled_from(["", "至", "至 "]))
def test_a_day_is_read(day: date, prefix: str) -> None:
    assert parse_period(f"{prefix}{day.isoformat()}", start=START) == Period(PeriodKind.UNTIL, None, day)


@pytest.mark.parametrize("text", ["长期", " 长期 ", "Long-Term", "largo plazo"])
def test_long_term_is_read(text: str) -> None:
    assert parse_period(text, start=START) == Period(PeriodKind.LONG, None, None)


@pytest.mark.parametrize("text", ["１０年", "１０ 年", "10Ｙ"])
def test_full_width_is_read(text: str) -> None:
    assert parse_period(text, start=START).value == 10


@pytest.mark.parametrize(
    "text", ["", "0年", "0", "-1年", "1.5年", "十年", "2030-02-30", "2030-13-01", "1000年", "10年3个月", "年", "至", "10年;"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePeriod):
        parse_period(text, start=START)


@given(st.text(max_size=30))
def test_any_text_is_a_period_or_none_and_nothing_else_happens(text: str) -> None:
    with contextlib.suppress(UnreadablePeriod):
        assert isinstance(parse_period(text, start=START), Period)


@given(start=DAYS, longest=st.integers(1, 30), extra=st.integers(-400, 400))
def test_a_period_is_too_long_from_the_day_after_the_longest(start: date, longest: int, extra: int) -> None:
    level = SecrecyLevel(longest_years=longest, scheme=Scheme(family="petition"))
    until = by_walking(start, 12 * longest) + timedelta(days=extra)
    assert is_too_long(Period(PeriodKind.UNTIL, None, until), level, start=start) == (extra > 0)


@pytest.mark.parametrize(("family", "too_long"), [("petition", True), ("company", True), ("state", True), ("commercial", False)])
def test_long_term_is_for_commercial_secrets_only(family: str, too_long: bool) -> None:
    level = SecrecyLevel(longest_years=30, scheme=Scheme(family=family))
    assert is_too_long(Period(PeriodKind.LONG, None, None), level, start=START) == too_long

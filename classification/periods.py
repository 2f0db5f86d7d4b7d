"""Secrecy periods (保密期限) as people write them: 10, 10年, 6个月, 10 years, 2030-05-01, 长期."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from classification.models import PeriodKind, SecrecyLevel

_YEARS = re.compile(r"(\d{1,3})\s*(年|years?|años?|y)?")
_MONTHS = re.compile(r"(\d{1,3})\s*(个月|月|months?|mes(es)?|m)")
_DAY = re.compile(r"至?\s*(\d{4})-(\d{1,2})-(\d{1,2})")
_LONG = {"长期", "long-term", "largo plazo"}


class UnreadablePeriod(ValueError):
    """What was typed is no period; the form says what would be."""


@dataclass(frozen=True)
class Period:
    """`value` counts years or months; `until` is the last secret day ("still secret on the corresponding day")."""

    kind: str
    value: int | None
    until: date | None


def parse_period(text: str, *, start: date) -> Period:
    """Reads a period that begins on `start`. Raises UnreadablePeriod."""
    text = unicodedata.normalize("NFKC", text).strip().lower()
    if text in _LONG:
        return Period(PeriodKind.LONG, None, None)
    if found := _DAY.fullmatch(text):
        return Period(PeriodKind.UNTIL, None, _day(found))
    if (found := _MONTHS.fullmatch(text)) and int(found[1]):
        return Period(PeriodKind.MONTHS, int(found[1]), later(start, months=int(found[1])))
    if (found := _YEARS.fullmatch(text)) and int(found[1]):
        return Period(PeriodKind.YEARS, int(found[1]), later(start, months=12 * int(found[1])))
    raise UnreadablePeriod(text)


def _day(found: re.Match) -> date:
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise UnreadablePeriod(found[0]) from None


def later(start: date, *, months: int) -> date:
    """The corresponding day so many months later; the last of the month where there is none."""
    number = start.month - 1 + months
    year, month = start.year + number // 12, number % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def is_too_short(period: Period, level: SecrecyLevel, *, start: date) -> bool:
    """Whether the period ends before the level's shortest; long-term never does."""
    return period.until is not None and period.until < later(start, months=level.shortest_months)


def is_too_long(period: Period, level: SecrecyLevel, *, start: date) -> bool:
    """Whether the period passes the level's longest. Long-term only where the family knows it (commercial)."""
    if period.until is None:
        return level.scheme.family != "commercial"
    return period.until > later(start, months=12 * level.longest_years)

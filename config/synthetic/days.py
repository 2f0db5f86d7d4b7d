"""Which days a made-up past has: working days, fuller at the start of a year and of a week."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPENS, HOURS = time(8, 40), 8.5
_MONTHS = (1.25, 0.7, 1.3, 1.1, 1.0, 1.0, 0.9, 0.9, 1.1, 0.85, 1.05, 0.95)
_WEEKDAYS = (1.3, 1.1, 1.0, 0.95, 0.8)


def spread(chance: Random, count: int, *, first: date, last: date) -> dict[date, int]:
    """How many come in on each working day from `first` to `last`, in order, days with none among them."""
    days = [day for day in _every(first, last) if day.weekday() < 5]
    weights = [_MONTHS[day.month - 1] * _WEEKDAYS[day.weekday()] for day in days]
    drawn = Counter(chance.choices(days, weights, k=count))
    return {day: drawn[day] for day in days}


def _every(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def working(day: date) -> date:
    """The day itself, or the Monday after."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day


def moment(day: date, share: float) -> datetime:
    """A moment of the office's day: 0 when it opens, 1 when it closes."""
    return datetime.combine(day, OPENS, SHANGHAI) + timedelta(hours=HOURS * share)

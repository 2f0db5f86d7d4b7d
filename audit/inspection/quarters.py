"""Quarters of the calendar year, and the stretch of time a report tells of."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter (季度): 1 to 4 of a year. Days are those of the installation's time zone."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    def __str__(self) -> str:
        return _("Quarter %(number)s of %(year)s") % {"year": self.year, "number": self.number}

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.following().first_day - timedelta(days=1)

    def following(self) -> "Quarter":
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def preceding(self) -> "Quarter":
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def is_over(self, *, on: date) -> bool:
        return on > self.last_day

    def begins(self) -> datetime:
        return _midnight(self.first_day)

    def ends(self) -> datetime:
        """The first moment that no longer belongs to it."""
        return _midnight(self.following().first_day)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@dataclass(frozen=True)
class Stretch:
    """What is measured: flows from `begins` up to `ends`, states as they were at `ends`, on `day`."""

    begins: datetime
    ends: datetime
    day: date


def stretch_of(quarter: Quarter, *, now: datetime) -> Stretch:
    """The whole quarter where it is over, else from its first day up to now."""
    if quarter.is_over(on=timezone.localdate(now)):
        return Stretch(quarter.begins(), quarter.ends(), quarter.last_day)
    return Stretch(quarter.begins(), now, timezone.localdate(now))

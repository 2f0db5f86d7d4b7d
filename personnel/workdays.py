"""Working days. Public holidays and make-up days come from a yearly table, editable, never guessed."""

from dataclasses import dataclass
from datetime import date, timedelta

from personnel.models import CalendarDay, CalendarYear


class YearUnknown(Exception):
    """No holiday table for this year: a legal clock must not guess."""

    def __init__(self, year: int):
        super().__init__(f"no holiday table for {year}")
        self.year = year


@dataclass(frozen=True)
class Period:
    """The last day of a period of working days; `by_weekdays` where a year's table was missing."""

    due_on: date
    by_weekdays: bool


def after_working_days(start: date, days: int) -> Period:
    """The day after `days` working days; the starting day is not counted. Without a table: Monday to Friday."""
    day, left, guessed = start, days, False
    known = set(CalendarYear.objects.values_list("year", flat=True))
    special = dict(CalendarDay.objects.filter(day__gt=start).values_list("day", "works"))
    while left:
        day += timedelta(days=1)
        guessed = guessed or day.year not in known
        left -= special.get(day, day.weekday() < 5)
    return Period(day, guessed)


def last_working_day(until: date, *, since: date) -> Period:
    """The last working day up to `until`; `since` where none lies between. Without a table: Monday to Friday."""
    known = set(CalendarYear.objects.values_list("year", flat=True))
    special = dict(CalendarDay.objects.filter(day__gt=since, day__lte=until).values_list("day", "works"))
    day = until
    while day > since and not special.get(day, day.weekday() < 5):
        day -= timedelta(days=1)
    day = max(day, since)
    return Period(day, not known.issuperset({day.year, until.year}))


def is_working_day(day: date) -> bool:
    """Raises YearUnknown where no table says so."""
    if not CalendarYear.objects.filter(year=day.year).exists():
        raise YearUnknown(day.year)
    special = CalendarDay.objects.filter(day=day).first()
    return special.works if special else day.weekday() < 5


def rolled(day: date) -> date:
    """The day itself, or the next working day where it falls on a rest day (Civil Code 203)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day

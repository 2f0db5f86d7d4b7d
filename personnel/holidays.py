"""Loads the shipped holiday tables; years already present are left as the organisation edited them."""

import json
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from personnel.models import CalendarDay, CalendarYear

SHIPPED = Path(__file__).parent / "data" / "holidays.json"


@transaction.atomic
def load_shipped_years() -> list[int]:
    """Adds the years that are not there yet; answers which."""
    years = json.loads(SHIPPED.read_text(encoding="utf-8"))
    known = set(CalendarYear.objects.values_list("year", flat=True))
    added = [int(year) for year in years if int(year) not in known]
    for year in added:
        _load(year, years[str(year)])
    return added


def _load(year: int, table: dict) -> None:
    row = CalendarYear.objects.create(year=year, source=table["source"])
    days = [
        CalendarDay(day=day, year=row, works=False, name=name)
        for first, last, name in table["off"]
        for day in _span(date.fromisoformat(first), date.fromisoformat(last))
    ]
    days += [CalendarDay(day=date.fromisoformat(day), year=row, works=True, name="调休") for day in table["works"]]
    CalendarDay.objects.bulk_create(days)


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]

"""Cooling-off (脱密期): how long, by the highest period among the levels somebody was cleared for. Basis: DOMAIN §5.8.

The shipped figures are the lower ends of what DOMAIN names for staff with state secrets; other levels have none until the house sets some.
"""

from calendar import monthrange
from datetime import date

from personnel.leaving.models import CoolingOff
from personnel.leaving.registry import all_levels, cleared_for
from personnel.models import Person

SHIPPED = {"state_top_secret": 36, "state_highly_secret": 24, "state_secret": 12}


def months_by_level() -> dict[str, int]:
    """Every level with its months."""
    set_here = dict(CoolingOff.objects.values_list("code", "months"))
    return {code: set_here.get(code, SHIPPED.get(code, 0)) for code, _words in all_levels()}


def cooling_of(person: Person, *, on: date) -> tuple[str, date | None]:
    """The level that counts and the last day of its cooling-off, where access ends on this day; nothing where no level asks for any."""
    months = months_by_level()
    own = [(months.get(code, 0), code) for code, _words in cleared_for(person, on=on)]
    longest, code = max(own, default=(0, ""))
    return (code, months_later(on, longest)) if longest else ("", None)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + year, month + 1)[1]
    return date(day.year + year, month + 1, min(day.day, last))


def words_of(code: str) -> str:
    return dict(all_levels()).get(code, code)

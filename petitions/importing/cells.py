"""What a cell says once the traces of its way are gone: spreadsheet escapes, invisible characters, scrape indents.

Only what carries no meaning is taken away; what could mislead a reader (control characters, direction controls) stays
and is refused by name where the row is read.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from django.utils import timezone

Cell = str | float | int | bool | datetime | date | time | timedelta | None

_BREAK = re.compile(r"_x000[dD]_(?:\r\n|\r|\n)?|_x000[aA]_|\r\n|\r")
_TAB = re.compile(r"_x0009_")
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u180e]")  # zero-width characters, stray byte order marks
_WHOLE = re.compile(r"(\d+)\.0+", re.ASCII)

_DAY = r"(?P<year>\d{4})(?P<between>[-/.年])(?P<month>\d{1,2})(?P<after>[-/.月])(?P<day>\d{1,2})日?"
_COMPACT = r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"
_CLOCK = r"""
    (?: (?: (?<=日) | [\sT]+ ) (?: 上午 | 下午 | [ap]m )? \s*
        (?P<hour>\d{1,2}) [:时点] (?: (?P<minute>\d{1,2}) (?: [:分] (?P<second>\d{1,2})? (?:\.\d+)? 秒? )? )?
        (?: \s* [ap]m )?
    )?"""
_SHAPES = [re.compile(shape + _CLOCK, re.ASCII | re.IGNORECASE | re.VERBOSE) for shape in (_DAY, _COMPACT)]
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[ t]\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:?\d\d)", re.ASCII | re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(\.\d+)?", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar


class NoDay(ValueError):
    """The cell holds no day that could be read without guessing."""


def clean(cell: Cell) -> str:
    """The cell as text, trimmed; inner spaces, full-width signs and blank lines stay as they are."""
    text = _TAB.sub("\t", _BREAK.sub("\n", plain(cell)))
    return _INVISIBLE.sub("", text).strip()


def plain(cell: Cell) -> str:
    """The cell as a text file would hold it, nothing taken away: the number 16595.0 is 16595, a day is 2019-02-28."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def source_number(cell: Cell) -> str:
    """The number a source gave, comparable: full-width digits are digits, 16595.0 is 16595."""
    text = unicodedata.normalize("NFKC", clean(cell))
    found = _WHOLE.fullmatch(text)
    return found[1] if found else text


def day(cell: Cell) -> date:
    """The day in China that a cell names, in any of the shapes exports use. Raises NoDay."""
    try:
        return _day_of(cell)
    except (ValueError, OverflowError):
        raise NoDay from None


def _day_of(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = unicodedata.normalize("NFKC", clean(cell))
    if _SERIAL.fullmatch(text):
        return _SERIAL_ZERO + timedelta(days=int(float(text)))
    if _ZONED.fullmatch(text):
        return timezone.localdate(datetime.fromisoformat(text.upper()))
    return _written_day(text)


def _written_day(text: str) -> date:
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if found is None or not _one_style(found):
        raise NoDay
    numbers = [int(found[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    return datetime(*numbers).date()  # type: ignore[arg-type]  # noqa: DTZ001 - China time as written; the clock is only checked


def _one_style(found: re.Match[str]) -> bool:
    """2019/2/28 and 2019年2月28日 are days, 2019/2.28 is a slip of the pen."""
    parts = found.groupdict()
    return (parts.get("between"), parts.get("after")) in {(None, None), ("-", "-"), ("/", "/"), (".", "."), ("年", "月")}

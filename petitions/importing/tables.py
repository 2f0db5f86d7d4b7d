"""Reads a file as offices export them into rows of cells: CSV in UTF-8 (with or without BOM) or GB18030, XLSX, XLS.

Nothing is guessed about content here; a file that cannot be read as a table without guessing is refused whole,
before anything is registered.
"""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from petitions.importing.cells import Cell, clean
from petitions.importing.mapping import NO_HEADER, Wanted, is_header
from petitions.importing.refusal import Unusable

Grid = list[tuple[int, list[Cell]]]  # row number as a spreadsheet shows it, cells

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # zip (XLSX), OLE (XLS, or an encrypted XLSX)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = ",\t;"
_LONGEST_CELL = 10_000_000
_HEADER_WITHIN = 20  # rows with something in them: above the header may stand a title or a date
_ENOUGH_TO_BE_UTF8 = 10  # so many well-formed multi-byte characters in a row are no accident

UNREADABLE = _("The file cannot be read. Check its path and who may open it.")
EMPTY = _("The file is empty. Give a CSV or XLSX file with a header.")
NO_TABLE = _("The file is no table that can be read. Give a CSV file in UTF-8 or GB18030, or an XLSX file.")
LOCKED = _("The workbook is protected by a password. Save it without one and import it again.")
DAMAGED_TEXT = _("The file begins as UTF-8 text, but byte %(position)s is not UTF-8. Export it again.")
OPEN_QUOTE = _("Line %(line)s: a quotation mark is not closed or stands in the wrong place. Export the file again.")


@dataclass(frozen=True)
class Table:
    """A header and the rows below it; rows in which every cell is empty are not among them."""

    header: list[str]
    rows: Grid


def read_table(path: Path, wanted: Wanted) -> Table:
    """The first sheet with a usable header, from that header down. Raises Unusable."""
    sheets = _read_sheets(path)
    if not any(sheets):
        raise Unusable(EMPTY)
    for grid in sheets:
        for position, (_number, cells) in enumerate(grid[:_HEADER_WITHIN]):
            if is_header(cells, wanted):
                return Table(header=_named(cells), rows=grid[position + 1 :])
    raise Unusable(NO_HEADER)


def _read_sheets(path: Path) -> list[Grid]:
    try:
        content = path.read_bytes()
    except OSError:
        raise Unusable(UNREADABLE) from None
    if not content.strip():
        return []
    if content.startswith(_WORKBOOKS):
        return [list(_filled(rows)) for rows in _workbook(content)]
    return [list(_filled(_text_rows(_decoded(content))))]


def _workbook(content: bytes) -> list[list[list[Cell]]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return [list(book.get_sheet_by_index(number).iter_rows()) for number in range(len(book.sheet_names))]
    except PasswordError:
        raise Unusable(LOCKED) from None
    except (CalamineError, OSError):
        raise Unusable(NO_TABLE) from None


def _filled(rows: Iterator[list[Cell]] | list[list[Cell]]) -> Iterator[tuple[int, list[Cell]]]:
    """Numbers the rows; formatted rows without content (ghost rows) are passed over."""
    for number, cells in enumerate(rows, start=1):
        if any(clean(cell) for cell in cells):
            yield number, cells


def _decoded(content: bytes) -> str:
    if content.startswith(_WIDE):
        return _strictly(content, "utf-16")
    if b"\0" in content[:4096]:
        raise Unusable(NO_TABLE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        _refuse_damaged(content, problem.start)
    return _strictly(content, "gb18030")


def _refuse_damaged(content: bytes, position: int) -> None:
    """One broken byte in a UTF-8 file would otherwise make GB18030 gibberish of the whole of it."""
    before = content[:position].decode("utf-8-sig", errors="ignore")
    if sum(not character.isascii() for character in before) >= _ENOUGH_TO_BE_UTF8:
        raise Unusable(DAMAGED_TEXT % {"position": position})


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unusable(NO_TABLE) from None


def _text_rows(text: str) -> list[list[Cell]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        return [list(row) for row in reader]
    except csv.Error:
        raise Unusable(OPEN_QUOTE % {"line": reader.line_num}) from None


def _separator(text: str) -> str:
    """Whatever cuts the first filled line into most cells; a comma in doubt."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)


def _named(cells: list[Cell]) -> list[str]:
    """A name for every column: unnamed ones by their position, equal names told apart."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = clean(cell) or f"#{position}"
        names.append(name if name not in names else f"{name} #{position}")
    return names

"""Reads a file as offices export them into rows of cells: CSV in UTF-8 (with or without BOM) or GB18030, XLSX, XLS.

Rows flow: a file is never held whole. Nothing is guessed about content here; a file that cannot be read as a table without
guessing is refused whole, before anything is registered.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from petitions.importing import workbooks
from petitions.importing.cells import Cell, clean
from petitions.importing.encodings import NO_TABLE, Opener, encoding_of
from petitions.importing.mapping import NO_HEADER, Wanted, is_header
from petitions.importing.refusal import Unusable

Row = tuple[int, list[Cell]]  # row number as a spreadsheet shows it, cells

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # zip (XLSX), OLE (XLS, or an encrypted XLSX)
_SEPARATORS = ",\t;"
_LONGEST_CELL = 10_000_000  # characters
_LONGEST_ROW = 12_000_000
MOST_COLUMNS = 500
_HEADER_WITHIN = 20  # rows with something in them: above the header may stand a title or a date
WORKBOOK = "workbook"

UNREADABLE = _("The file cannot be read. Check its path and who may open it.")
EMPTY = _("The file is empty. Give a CSV or XLSX file with a header.")
TOO_MANY_COLUMNS = _("The table has %(columns)s columns; at most %(most)s are taken. Delete those nobody needs.")
LONG_ROW = _("Line %(line)s goes on without an end. Give a table in which each petition stands on a line of its own.")
OPEN_QUOTE = _("Line %(line)s: a quotation mark is not closed or stands in the wrong place. Export the file again.")

__all__ = ["EMPTY", "NO_TABLE", "OPEN_QUOTE", "UNREADABLE", "Layout", "Row", "Table", "read_table", "table_in"]


@dataclass(frozen=True)
class Layout:
    """How a file is read and where its table begins: enough to read on later."""

    encoding: str  # WORKBOOK, or what Python calls the encoding
    separator: str
    sheet: int
    header_row: int
    header: list[str]


@dataclass(frozen=True)
class Table:
    """A header and the rows below it; rows in which every cell is empty are not among them. Each walk reads the file anew."""

    layout: Layout
    content: Opener
    header: list[str] = field(default_factory=list)

    @property
    def rows(self) -> Iterator[Row]:
        """From the first row to the last. Raises Unusable where the file cannot be read on."""
        return self.rows_after(self.layout.header_row)

    def rows_after(self, number: int) -> Iterator[Row]:
        return (row for row in _rows(self.content, self.layout) if row[0] > number)

    def count(self) -> int:
        """How many rows; the file is read to its end. Raises Unusable."""
        return sum(1 for _row in self.rows)


def read_table(path: Path, wanted: Wanted) -> Table:
    """The table in a file of this machine. Raises Unusable."""
    try:
        path.open("rb").close()
    except OSError:
        raise Unusable(UNREADABLE) from None
    return table_in(lambda: path.open("rb"), wanted)


def table_in(content: Opener, wanted: Wanted) -> Table:
    """The first sheet with a usable header, from that header down. Raises Unusable."""
    with content() as file:
        is_workbook = file.read(8).startswith(_WORKBOOKS)
    encoding = WORKBOOK if is_workbook else encoding_of(content)
    layout = Layout(encoding, "" if is_workbook else _separator(content, encoding), 0, 0, [])
    empty = True
    for sheet, rows in _beginnings(content, layout):
        for number, cells in rows:
            empty = False
            if is_header(cells, wanted):
                header = _named(_demand_few(cells))
                return Table(replace(layout, sheet=sheet, header_row=number, header=header), content, header)
    raise Unusable(EMPTY if empty else NO_HEADER)


def _beginnings(content: Opener, layout: Layout) -> Iterable[tuple[int, list[Row]]]:
    """The first rows of every sheet."""
    if layout.encoding != WORKBOOK:
        return [(0, list(islice(_rows(content, layout), _HEADER_WITHIN)))]
    sheets: dict[int, list[Row]] = {}
    for sheet, number, cells in workbooks.beginnings(content):
        sheets.setdefault(sheet, []).append((number, cells))
    return sheets.items()


def _rows(content: Opener, layout: Layout) -> Iterator[Row]:
    if layout.encoding == WORKBOOK:
        return _filled(workbooks.rows(content, layout.sheet))
    return _filled(enumerate(_text_rows(content, layout), start=1))


def _filled(rows: Iterable[Row]) -> Iterator[Row]:
    """Formatted rows without content (ghost rows) are passed over."""
    return (row for row in rows if any(clean(cell) for cell in row[1]))


def _text_rows(content: Opener, layout: Layout) -> Iterator[list[Cell]]:
    csv.field_size_limit(_LONGEST_CELL)
    with content() as file, TextIOWrapper(file, encoding=layout.encoding, newline="") as text:
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=layout.separator, strict=True)
        try:
            for row in reader:
                yield list(row)
                lines.next_row()
        except csv.Error:
            raise Unusable(OPEN_QUOTE % {"line": reader.line_num}) from None


class _Lines:
    """Lines of a text; a row takes no more of them than memory holds, whatever the file says. Raises Unusable."""

    def __init__(self, text: TextIOWrapper):
        self.text, self.number = text, 0
        self.next_row()

    def next_row(self) -> None:
        self.first, self.left = self.number + 1, _LONGEST_ROW

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(self.left + 1):
            self.number, self.left = self.number + 1, self.left - len(line)
            if self.left < 0:
                raise Unusable(LONG_ROW % {"line": self.first})
            yield line


def _separator(content: Opener, encoding: str) -> str:
    """Whatever cuts the first filled line into most cells; a comma in doubt."""
    with content() as file, TextIOWrapper(file, encoding=encoding) as text:
        while line := text.readline(_LONGEST_CELL):
            if line.strip():
                return max(_SEPARATORS, key=line.count)
    return _SEPARATORS[0]


def _demand_few(cells: list[Cell]) -> list[Cell]:
    """Empty columns on the right are none; more than people fill in are a mistake of whoever exported them."""
    filled = max((place for place, cell in enumerate(cells, start=1) if clean(cell)), default=0)
    if filled > MOST_COLUMNS:
        raise Unusable(TOO_MANY_COLUMNS % {"columns": f"{filled:,}", "most": MOST_COLUMNS})
    return cells[:filled]


def _named(cells: list[Cell]) -> list[str]:
    """A name for every column: unnamed ones by their position, equal names told apart."""
    names: list[str] = []
    for position, cell in enumerate(cells, start=1):
        name = clean(cell) or f"#{position}"
        names.append(name if name not in names else f"{name} #{position}")
    return names

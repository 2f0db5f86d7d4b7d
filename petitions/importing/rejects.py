"""The error file: rows that were not taken, with their own cells, so that they are corrected and imported again.

It holds what the table held, in clear: only its owner may read it, and whoever asked for it removes it.
"""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.utils.translation import gettext_lazy as _

from approvals.sheets.formulas import guarded, unguarded
from petitions.importing.cells import Cell, plain
from petitions.importing.refusal import Unusable
from petitions.importing.tables import Row, Table

ADDED = ["行号", "原因"]  # columns before those of the table; a row with too many cells may so run over on the right

CANNOT_WRITE = _("The error file cannot be written. Name a file in a folder you may write to (--errors).")

SAME_FILE = _("The error file would take the place of the file to import. Name another one (--errors).")


class Writer(Protocol):
    def __call__(self, number: int, cells: list[Cell], reasons: list[str]) -> None: ...


@contextmanager
def error_file(path: Path | None, header: list[str], *, instead_of: Path) -> Iterator[Writer]:
    """Opens the file anew, for its owner only, and answers what writes a row into it. Without a path nothing is written."""
    if path is None:
        yield lambda number, cells, reasons: None
        return
    if path.resolve() == instead_of.resolve():
        raise Unusable(SAME_FILE)
    with _opened(path) as file:
        out = csv.writer(file)
        out.writerow([*ADDED, *map(guarded, header)])
        yield lambda number, cells, reasons: out.writerow([number, guarded(" ".join(reasons)), *map(guarded, plain_cells(cells))])


def _opened(path: Path) -> IO[str]:
    try:
        if path.is_file():
            path.unlink()  # an older file may be open to others; what follows shall not be
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8-sig", newline="")
    except OSError:
        raise Unusable(CANNOT_WRITE) from None


def without_additions(table: Table) -> Table:
    """The table as it was first, where an error file comes back corrected."""
    width = len(ADDED)
    if table.layout.header[:width] != ADDED:
        return table
    return Corrected(table.layout, table.content, [unguarded(name) for name in table.layout.header[width:]])


class Corrected(Table):
    """An error file that comes back: without the columns and the guards it was given."""

    def rows_after(self, number: int) -> Iterator[Row]:
        return ((at, [unguarded(cell) for cell in cells[len(ADDED) :]]) for at, cells in super().rows_after(number))


def plain_cells(cells: list[Cell]) -> list[str]:
    """As they stand in a text file."""
    return [plain(cell) for cell in cells]

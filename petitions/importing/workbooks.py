"""Rows of a workbook, read by a process set apart (`workbook.py`) that may fail without harm.

It is given the content and nothing else: an empty environment, no key, no path.
"""

import contextlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from petitions.importing import workbook
from petitions.importing.cells import Cell
from petitions.importing.encodings import NO_TABLE, PIECE, Opener
from petitions.importing.refusal import Unusable

LOCKED = _("The workbook is protected by a password. Save it without one and import it again.")
TOO_LARGE = _("The workbook unfolds into more than can be read. Delete empty rows and columns, or save the sheet as a CSV file.")

_KINDS: dict[str, Callable[[Any], Cell]] = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}


def beginnings(content: Opener) -> Iterator[tuple[int, int, list[Cell]]]:
    """Sheet, row number and cells of the first rows of every sheet. Raises Unusable."""
    return ((sheet, number, cells) for sheet, number, cells in _said(content, workbook.LOOK))


def rows(content: Opener, sheet: int) -> Iterator[tuple[int, list[Cell]]]:
    """Row number and cells of one sheet; rows with nothing in them are not among them. Raises Unusable."""
    return ((number, cells) for _sheet, number, cells in _said(content, str(sheet)))


def _said(content: Opener, wanted: str) -> Iterator[list[Any]]:
    command = [sys.executable, "-I", str(Path(workbook.__file__)), wanted]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env={}) as child:
        try:
            _feed(child, content)
            for line in child.stdout or ():
                if not line.endswith(b"\n"):
                    break  # it died within the line
                yield json.loads(line, object_hook=_untagged)
            _demand(child.wait())
        finally:
            child.kill()


def _feed(child: subprocess.Popen, content: Opener) -> None:
    with contextlib.suppress(BrokenPipeError), content() as file, child.stdin as pipe:  # type: ignore[union-attr]
        shutil.copyfileobj(file, pipe, PIECE)


def _demand(status: int) -> None:
    if status:
        raise Unusable({workbook.LOCKED: LOCKED, workbook.NO_WORKBOOK: NO_TABLE}.get(status, TOO_LARGE))


def _untagged(said: dict[str, Any]) -> Cell:
    ((kind, value),) = said.items()
    return timedelta(seconds=value) if kind == "timedelta" else _KINDS[kind](value)

"""Reads a workbook in a process set apart, which may take only so much memory and time: `workbook.py look|SHEET < FILE`.

A few kilobytes can unfold into more than a machine holds. What happens here to a hostile or damaged file happens to this process
alone; the exit status tells the caller, who has the words. Takes nothing from the product, writes no file, prints no content but
to the pipe it was given: one line of JSON per row, `[sheet, row number, cells]`. Basis: THREATS T34.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError

LOCKED, NO_WORKBOOK = 3, 4
LOOK, LOOK_AT = "look", 20  # rows of each sheet that are enough to find a header
MOST_MEMORY = 1536 * 1024 * 1024
MOST_SECONDS = 240


def main(wanted: str) -> int:
    confine()
    try:
        for found in rows(sys.stdin.buffer.read(), wanted):
            sys.stdout.write(json.dumps(found, ensure_ascii=False, default=_tagged) + "\n")
    except PasswordError:
        return LOCKED
    except (MemoryError, BrokenPipeError):
        raise
    except BaseException:  # noqa: BLE001 - the library stops at damage in many ways, some of them no Exception
        return NO_WORKBOOK
    return 0


def confine() -> None:
    """Memory and time are limited; no file is opened or written from here on, no connection, no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def rows(content: bytes, wanted: str) -> Iterator[tuple[int, int, list[Any]]]:
    """Rows with something in them, of one sheet or (`look`) the first of every sheet. Raises what the library raises."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for sheet in range(len(book.sheet_names)) if wanted == LOOK else [int(wanted)]:
        left = LOOK_AT if wanted == LOOK else None
        for number, cells in enumerate(book.get_sheet_by_index(sheet).iter_rows(), start=1):
            if left == 0:
                break
            if any(cell is not None and str(cell).strip() for cell in cells):
                left = left and left - 1
                yield sheet, number, cells


def _tagged(value: object) -> dict[str, Any]:
    """Cells JSON has no word for, by the name of their kind."""
    if isinstance(value, timedelta):
        return {"timedelta": value.total_seconds()}
    if isinstance(value, datetime | date | time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

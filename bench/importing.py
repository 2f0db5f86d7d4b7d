"""The same table brought in by the same command, sealed and plain: read, checked, numbered, granted, with history and trail.

The plain side keeps ordinary indexes over what the product finds by blind ones, but looks nothing up by text: the ratio is a
little to our disadvantage.
"""

import csv
import io
import os
import statistics
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from django.core.management import call_command

from bench import synthetic
from bench.figures import Figure, plain, ratio
from bench.side import as_owner, timed
from bench.sides import both

ROWS, ROUNDS = 1000, 5


def measure() -> list[Figure]:
    found: list[list[float]] = [[], []]
    sides = both()
    sides[1].ask("importing.make_indexes")
    for number in range(ROUNDS + 1):
        for at in (0, 1) if number % 2 == 0 else (1, 0):
            seconds = sides[at].ask("importing.bring_in", rows=ROWS, seed=100 + number)
            found[at] += [seconds] if number else []  # the first of each warms up
    sealed, unsealed = (statistics.median(seconds) for seconds in found)
    return [
        ratio(f"import of {ROWS} rows", 1000 * sealed, 1000 * unsealed, 2.0),
        plain("import, rows a second", ROWS / sealed, 500, unit="rows/s", at_least=True),
    ]


def make_indexes() -> None:
    from bench.plain.models import INDEXES  # the plain side only

    as_owner(*INDEXES)


def bring_in(rows: int, seed: int) -> float:
    """Seconds of one import; runs on a side."""
    handle, name = tempfile.mkstemp(suffix=".csv")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([synthetic.LABELS, *(case.cells() for case in synthetic.cases(rows, seed=seed))])
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            seconds = timed(lambda: call_command("import_petitions", name, by="li", stdout=said))
    finally:
        Path(name).unlink()
    if f'"registered": {rows},' not in said.getvalue():
        raise RuntimeError(f"not everything was registered: {said.getvalue()}")
    return seconds

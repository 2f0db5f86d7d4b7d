"""The worker's part of an import: check the file, bring its rows in, undo it. Each step may be interrupted anywhere and goes on.

How far an import is stands in its row, moved on in the transaction of each batch, so that what was registered and where to go on
cannot disagree. Basis: THREATS T65, T66.
"""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import Refused, demand
from petitions.importing import events, mapping
from petitions.importing.actions import locked
from petitions.importing.models import ImportedPetition, ImportRun, RejectedRow, State
from petitions.importing.refusal import Unusable
from petitions.importing.rejects import plain_cells
from petitions.importing.rows import Reading
from petitions.importing.rules import obstacles_to_importing
from petitions.importing.run import Import, Tally, batches
from petitions.importing.sources import let_go, looked_into, table_of, wanted_of
from petitions.importing.undoing import undo_some
from vault import keys, lock
from vault.errors import VaultError

SLICE = 60  # seconds after which a task makes room for others
CHECKED = 20_000  # rows a check reads; of the rest it only counts them
SHOWN = 20  # refusals a check keeps


def carry_on(asked: object, *, on: date, seconds: float = SLICE) -> bool:
    """Goes on with an import as its row says; answers whether there is more to do. A forged or repeated message does no harm."""
    run = _find(asked)
    if run is None:
        return False
    with _alone(run) as alone:
        if not alone:
            return False
        run.refresh_from_db()
        because = "what is brought in becomes this unit's"
        with translation.override(run.language), lock.only([run.unit_id], because=because):
            return _STEPS.get(run.state, _finish)(run, on, time.monotonic() + seconds)


def _find(asked: object) -> ImportRun | None:
    try:
        return ImportRun.objects.filter(pk=UUID(str(asked))).first()
    except ValueError:
        return None


@contextlib.contextmanager
def _alone(run: ImportRun) -> Iterator[bool]:
    """One worker at a time; the lock goes with the connection of a worker that dies."""
    number = int.from_bytes(run.pk.bytes[8:], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        got = cursor.fetchone()[0]
    try:
        yield got
    finally:
        if got:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def _finish(run: ImportRun, on: date, until: float) -> bool:
    if run.file is not None and run.state not in (State.READY, State.STOPPED):
        let_go(run)
    return False


# Check


def _check(run: ImportRun, on: date, until: float) -> bool:
    """Reads the file to its end and tries its first rows; writes nothing but what it found."""
    try:
        found = _found(run, on)
    except Unusable as problem:
        _conclude(run, State.UNUSABLE, findings=json.dumps({"problem": str(problem)}))
        return True
    except VaultError:
        _conclude(run, State.UNUSABLE, findings=json.dumps({"problem": _unreadable()}))
        return True
    if found is not None:
        _conclude(run, State.READY, **found)
    return False


def _found(run: ImportRun, on: date) -> dict | None:
    """What the check found; None where it was called off meanwhile."""
    table = looked_into(run)
    columns = mapping.settle(table.header, wanted_of(run))
    total = table.count()
    first: list[tuple[int, list[str]]] = []

    def refused(number: int, cells: list, reasons: list[str]) -> None:
        if len(first) < SHOWN:
            first.append((number, reasons))

    def progressed(tally: Tally) -> None:
        if not ImportRun.objects.filter(pk=run.pk, state=State.CHECKING).update(row=tally.rows, total=total):
            raise _CalledOff

    trial = Import(Reading(table.header, columns, on=on), run.by, True, refused, progressed)
    try:
        tally = trial.bring_in(islice(table.rows, CHECKED))
    except _CalledOff:
        return None
    return {
        "layout": json.dumps(asdict(table.layout), ensure_ascii=False),
        "mapping": json.dumps(_named(columns, table.header), ensure_ascii=False),
        "findings": json.dumps({"tally": asdict(tally), "first": first}, ensure_ascii=False),
        "total": total,
        "row": 0,
    }


class _CalledOff(Exception):
    """The registrar discarded the file while it was checked."""


def _named(columns: mapping.Columns, header: list[str]) -> mapping.Wanted:
    return {field: header[columns[field]] if field in columns else None for field in mapping.HEADERS}


@transaction.atomic
def _conclude(run: ImportRun, state: str, **facts) -> None:
    run = locked(run.pk)
    if run.state == State.CHECKING:
        run.move_to(state, **facts)


def _unreadable() -> str:
    return _("The file that was kept for this import can no longer be opened. Upload it again.")


# Bring in


def _bring_in(run: ImportRun, on: date, until: float) -> bool:
    try:
        table = table_of(run)
        reading = Reading(table.header, mapping.settle(table.header, wanted_of(run)), on=on)
        for rows in batches(table.rows_after(max(run.row, table.layout.header_row))):
            if not _one_batch(run.pk, reading, rows):
                return False
            if time.monotonic() > until:
                return True
    except (Unusable, VaultError):
        _stop(run, _unreadable())
        return False
    except Refused as refusal:
        _stop(run, " ".join(str(obstacle) for obstacle in refusal.obstacles))
        return False
    _done(run)
    return True


def _one_batch(run_id: UUID, reading: Reading, rows: list) -> bool:
    """Petitions, refused rows and how far it is: all of it or nothing. Answers whether the import still runs."""
    refused: list[tuple[int, list, list[str]]] = []
    with keys.key_scope(), transaction.atomic():
        run = locked(run_id)
        if run.state != State.RUNNING:
            return False
        demand(obstacles_to_importing(run.by, run.unit, on=reading.on))
        part = Import(reading, run.by, False, lambda *row: refused.append(row), _nobody, unit=run.unit)
        batch = part.bring_in_batch(rows)
        ImportedPetition.objects.bulk_create(ImportedPetition(petition=petition, run=run) for petition in batch.petitions)
        RejectedRow.objects.bulk_create(_rejected(run, *row) for row in refused)
        sums = {name: getattr(run, name) + number for name, number in asdict(batch.done).items()}
        run.go_on(row=rows[-1][0], **sums)
    return True


def _nobody(tally: Tally) -> None:
    """Nobody waits for each batch to be told; the page asks the import's row."""


def _rejected(run: ImportRun, number: int, cells: list, reasons: list[str]) -> RejectedRow:
    content = json.dumps({"reasons": reasons, "cells": plain_cells(cells)}, ensure_ascii=False)
    return RejectedRow(run_id=run.pk, number=number, content=content)


@transaction.atomic
def _stop(run: ImportRun, problem: str) -> None:
    run = locked(run.pk)
    if run.state == State.RUNNING:
        run.move_to(State.STOPPED, findings=json.dumps({"problem": problem}, ensure_ascii=False))
        record(events.STOPPED, actor=None, subject=run, facts={"rows": run.rows}, result=Result.FAILED)


@transaction.atomic
def _done(run: ImportRun) -> None:
    run = locked(run.pk)
    if run.state == State.RUNNING:
        run.move_to(State.DONE)
        facts = {name: getattr(run, name) for name in ("rows", "registered", "duplicates", "rejected")}
        record(events.IMPORTED, actor=run.by, subject=run, facts=facts)


# Undo


def _undo(run: ImportRun, on: date, until: float) -> bool:
    """Where whoever had it undone may no longer, nothing more happens: another registrar is offered to go on (`ImportRun.is_silent`)."""
    with contextlib.suppress(Refused):
        while undo_some(run.pk, on=on):
            if time.monotonic() > until:
                return True
    return False


_STEPS: dict[str, Callable[[ImportRun, date, float], bool]] = {
    State.CHECKING: _check,
    State.RUNNING: _bring_in,
    State.UNDOING: _undo,
}

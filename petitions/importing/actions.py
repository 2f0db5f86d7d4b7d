"""The steps a registrar takes with an import; the work itself is the worker's (`running`)."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date

from celery import current_app
from django.db import transaction
from django.utils.translation import get_language

from approvals.sheets.formulas import guarded
from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from petitions import rules as petition_rules
from petitions.importing import events, rules
from petitions.importing.mapping import Wanted
from petitions.importing.models import ImportRun, RejectedRow, State
from petitions.importing.rejects import ADDED
from petitions.importing.sources import table_of
from vault import files, keys
from vault.identity import uuid7

TASK = "petitions.tasks.carry_on_import"


@transaction.atomic
def receive(upload, *, by: Person, on: date) -> ImportRun:
    """Keeps an uploaded table, sealed as it came, and has it checked. `upload`: a SealedUpload that was written."""
    unit = petition_rules.registering_unit(by)
    demand(rules.obstacles_to_importing(by, unit, on=on))
    identifier = uuid7()
    keys.make_key(identifier)
    row = files.keep(upload.written)
    run = ImportRun(id=identifier, unit=unit, by=by, language=get_language() or "zh-hans", file=row.pk, size=row.size)
    run.file_name, run.mapping = upload.name, "{}"
    run.save(force_insert=True)
    record(events.GIVEN, actor=by, subject=run, facts={"size": run.size})
    _send(run)
    return run


@transaction.atomic
def choose(run: ImportRun, wanted: Wanted, *, by: Person) -> ImportRun:
    """Which column is which, in the registrar's words; the file is checked anew."""
    run = locked(run.pk)
    demand(rules.obstacles_to_mapping(run, by))
    run.move_to(State.CHECKING, mapping=json.dumps(wanted, ensure_ascii=False), findings="", row=0)
    record(events.MAPPED, actor=by, subject=run)
    _send(run)
    return run


@transaction.atomic
def start(run: ImportRun, *, by: Person) -> ImportRun:
    """Registers on behalf of whoever starts it; also one that had stopped."""
    run = locked(run.pk)
    demand(rules.obstacles_to_starting(run, by))
    begins = run.state == State.READY
    run.move_to(State.RUNNING, by=by, language=get_language() or run.language, **({"row": 0} if begins else {}))
    record(events.BEGUN, actor=by, subject=run, facts={"rows": run.total})
    _send(run)
    return run


@transaction.atomic
def discard(run: ImportRun, *, by: Person) -> ImportRun:
    """Nothing of the file is kept."""
    run = locked(run.pk)
    demand(rules.obstacles_to_discarding(run, by))
    run.move_to(State.DISCARDED, findings="", layout="", mapping="")
    record(events.DISCARDED, actor=by, subject=run)
    _send(run)
    return run


@transaction.atomic
def undo(run: ImportRun, *, reason: str, by: Person) -> ImportRun:
    """Has every petition of the import withdrawn. Destroys nothing: see docs/decisions."""
    run = locked(run.pk)
    demand(rules.obstacles_to_undoing(run, by))
    run.move_to(State.UNDOING, undone_by=by, **({"row": 0} if run.state == State.DONE else {}))
    record(events.UNDOING, actor=by, subject=run, dossier_id=run.pk, facts={"registered": run.registered}, text=reason)
    _send(run)
    return run


@transaction.atomic
def clear_errors(run: ImportRun, *, by: Person) -> None:
    """Removes the refused rows once the registrar has done with them; how many there were stays."""
    run = locked(run.pk)
    demand(rules.obstacles_to_having_errors(run, by))
    rows = RejectedRow.objects.filter(run=run)
    record(events.CLEARED, actor=by, subject=run, facts={"rejected": rows.count()})
    rows.delete()


def error_lines(run: ImportRun) -> Iterator[str]:
    """The error file, line by line: what was refused, why, and its own cells. No cell is a formula. Basis: THREATS T51."""
    with keys.key_scope():
        yield "\ufeff" + _line([*ADDED, *map(guarded, table_of(run).header)])
        for rejected in RejectedRow.objects.filter(run=run).order_by("number").iterator(500):
            said = json.loads(rejected.content)
            yield _line([rejected.number, guarded(" ".join(said["reasons"])), *map(guarded, said["cells"])])


def _line(cells: list) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def locked(identifier) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).select_related("unit", "by").get(pk=identifier)


def _send(run: ImportRun) -> None:
    """The message carries the import's id and nothing else; recovery sends what the queue did not take."""
    identifier = str(run.pk)
    transaction.on_commit(lambda: current_app.send_task(TASK, args=[identifier]), robust=True)

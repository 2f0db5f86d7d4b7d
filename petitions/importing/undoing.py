"""Undoing an import: its petitions are withdrawn, batch by batch, as long as nobody has touched them."""

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.trail.actions import record
from classification.models import GradedRecord
from petitions.actions import withdraw
from petitions.choices import Status
from petitions.importing import events
from petitions.importing.actions import locked
from petitions.importing.models import ImportedPetition, ImportRun, State
from petitions.importing.rules import touched
from petitions.models import Petition
from vault import keys

BATCH = 500


def undo_some(run_id: UUID, *, on: date) -> bool:
    """The next petitions, in one transaction; answers whether there may be more.

    Asked again of each, under its lock: what somebody touched since the undoing was asked for stays as it is.
    """
    with keys.key_scope(), transaction.atomic():
        run = locked(run_id)
        if run.state != State.UNDOING:
            return False
        links = ImportedPetition.objects.filter(run=run).order_by("petition_id")
        ids = list(links.values_list("petition_id", flat=True)[run.row : run.row + BATCH])
        if not ids:
            _undone(run)
            return False
        list(GradedRecord.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk", flat=True))
        kept = touched(ids, run.by)
        free = list(Petition.objects.filter(pk__in=set(ids) - kept, status=Status.REGISTERED))
        withdraw(free, by=run.undone_by, on=on)
        run.go_on(row=run.row + len(ids), withdrawn=run.withdrawn + len(free), kept=run.kept + len(ids) - len(free))
        return True


def _undone(run: ImportRun) -> None:
    run.move_to(State.UNDONE)
    record(events.UNDONE, actor=run.undone_by, subject=run, facts={"withdrawn": run.withdrawn, "kept": run.kept})

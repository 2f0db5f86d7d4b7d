"""Which sealed files count: those a row names. Files come first (durable), then the row; what has no row is swept away."""

import time
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vault.files import shelf
from vault.files.sealing import Written
from vault.models import SealedFile

# Longer than any upload and any transaction lasts.
UNKEPT_FOR = timedelta(hours=24)
BATCH = 500


def keep(written: Written) -> SealedFile:
    """The file's row, in the caller's transaction: if that is rolled back, the sweep takes the file."""
    row = SealedFile(id=written.id, dossier_id=written.dossier_id, size=written.size, cipher=written.cipher, likeness=written.likeness)
    row.save(force_insert=True)
    written.kept = True
    return row


def discard(written: Written) -> None:
    """Takes away a file that was not kept; one that was is left alone."""
    if not written.kept:
        shelf.take_away(written.id)


def remove(file_ids: Iterable[UUID]) -> None:
    """Rows now, ciphertext once the transaction stands; a crash between the two leaves work for the sweep."""
    wanted = list(file_ids)
    SealedFile.objects.filter(pk__in=wanted).delete()
    transaction.on_commit(lambda: _take_away(wanted), robust=True)


def forget(dossier_ids: Iterable[UUID]) -> int:
    """Takes away every file of these dossiers, ciphertext first, then the rows; may be repeated at any point.

    Answers how many there were. The keys are shredded before: this only clears what nobody can read any more. Basis: REQUIREMENTS D3.
    """
    rows = SealedFile.objects.filter(dossier_id__in=list(dossier_ids))
    wanted = list(rows.values_list("pk", flat=True))
    _take_away(wanted)
    rows.filter(pk__in=wanted).delete()
    return len(wanted)


def _take_away(file_ids: list[UUID]) -> None:
    for file_id in file_ids:
        shelf.take_away(file_id)
    shelf.sync_folders(file_ids)


def sweep(*, unkept_for: timedelta = UNKEPT_FOR) -> int:
    """Takes away files without a row that have lain unchanged for so long; answers how many."""
    before, gone, batch = time.time() - unkept_for.total_seconds(), 0, []
    for file_id, changed in shelf.lying():
        if changed < before:
            batch.append(file_id)
        if len(batch) == BATCH:
            gone, batch = gone + _sweep(batch), []
    return gone + _sweep(batch)


def _sweep(found: list[UUID]) -> int:
    known = set(SealedFile.objects.filter(pk__in=found).values_list("pk", flat=True))
    unknown = [file_id for file_id in found if file_id not in known]
    _take_away(unknown)
    return len(unknown)

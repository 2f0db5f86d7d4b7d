"""The sealed file of an import, as the table it holds."""

import json
from io import BufferedReader
from typing import BinaryIO, cast

from petitions.importing.encodings import PIECE
from petitions.importing.models import ImportRun
from petitions.importing.rejects import without_additions
from petitions.importing.tables import Layout, Table, table_in
from vault import files, keys
from vault.models import SealedFile


def looked_into(run: ImportRun) -> Table:
    """The table as it is found in the file, by the columns the registrar has named. Raises Unusable, VaultError."""
    return without_additions(table_in(lambda: _opened(run), wanted_of(run)))


def table_of(run: ImportRun) -> Table:
    """The table where it was found when the file was checked."""
    layout = Layout(**json.loads(run.layout))
    return without_additions(Table(layout, lambda: _opened(run), layout.header))


def wanted_of(run: ImportRun) -> dict[str, str | None]:
    return json.loads(run.mapping or "{}")


def let_go(run: ImportRun) -> None:
    """The file has done its work: its key first, so that no copy of it opens any more. May be repeated."""
    row = SealedFile.objects.filter(pk=run.file).first()
    if row is not None:
        keys.shred([row.dossier_id])
        files.forget([row.dossier_id])
    ImportRun.objects.filter(pk=run.pk).update(file=None)


def _opened(run: ImportRun) -> BinaryIO:
    return cast(BinaryIO, BufferedReader(files.reading(SealedFile.objects.get(pk=run.file)), PIECE))

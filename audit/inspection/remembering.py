"""What the history tables say: how things stood at a moment, and which moves were made between two.

`DISTINCT ON (id) … ORDER BY id, history_date DESC, history_id DESC` in SQL; sealed columns are never asked for.
Basis: DESIGN §7, STACK §11.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from audit.inspection.quarters import Stretch
from vault.history import Remembered

CHUNK = 5000


@dataclass(frozen=True)
class Move:
    """One thing went from one state (None: it was not there) to another."""

    id: UUID
    before: str | None
    after: str


def states(model: type[Remembered], *columns: str, at: datetime, among: QuerySet | None = None) -> Iterator[tuple]:
    """For each row that was there: its id and these columns, as they stood just before this moment."""
    key = model._meta.pk.attname
    rows = model.history.model.objects.filter(history_date__lt=at)
    if among is not None:
        rows = rows.filter(**{f"{key}__in": among})
    latest = rows.order_by(key, "-history_date", "-history_id").distinct(key)
    return latest.values_list(key, *columns).iterator(CHUNK)


def moves(model: type[Remembered], stretch: Stretch) -> Iterator[Move]:
    """Every change of `status` in this stretch, in the order of each thing's own history."""
    key = model._meta.pk.attname
    within = model.history.model.objects.filter(history_date__gte=stretch.begins, history_date__lt=stretch.ends)
    stood = dict(states(model, "status", at=stretch.begins, among=within.order_by().values(key)))
    for pk, status in within.order_by(key, "history_date", "history_id").values_list(key, "status").iterator(CHUNK):
        before = stood.get(pk)
        if status != before:
            yield Move(pk, before, status)
        stood[pk] = status

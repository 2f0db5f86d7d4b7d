"""The history of a petition as its page tells it: who changed what, when; the words only for who reads the content."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from petitions.differences import Piece, differences
from petitions.masking import RULES
from petitions.models import Attachment, Petition, Petitioner
from vault.fields import sealed_fields, verbatim

MOST = 30
_SILENT = {"phone_normalised", "assigned_at", "closed_by", "record"}
_PERSONAL = {"name", "id_number", "phone", "address"}


@dataclass(frozen=True)
class Difference:
    """One field that changed; `pieces` where the words may be read."""

    label: object
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """One saved change."""

    at: datetime
    who: object
    differences: list[Difference]


def changes(petition: Petition, *, in_words: bool) -> list[Change]:
    """Changes of the petition and its petitioners, newest first. `in_words` demands that the reader reads the content."""
    found = list(_changes_of(petition.history, Petition, in_words))
    for petitioner in petition.petitioners.all():
        found += _changes_of(petitioner.history, Petitioner, in_words)
    if in_words:
        found += _changes_of_attachments(petition)
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST]


def _changes_of(history, model, in_words: bool) -> Iterator[Change]:
    rows = list(history.select_related("history_user").order_by("-history_date", "-history_id")[: MOST + 1])
    for after, before in pairwise(rows):
        found = [_difference(before, after, column, in_words) for column in _changed(before, after, model)]
        if found:
            yield Change(after.history_date, after.history_user, found)


def _changes_of_attachments(petition: Petition) -> Iterator[Change]:
    """Files attached, taken out, put back; a card does not tell that there are any."""
    rows = Attachment.history.filter(petition_id=petition.pk).select_related("history_user").order_by("id", "history_date", "history_id")
    for row in rows:
        out = row.removed_at is not None
        piece = Piece("removed" if out else "added", row.name)
        reason = [Piece("same", f" {row.removal_reason}")] if out else []
        yield Change(row.history_date, row.history_user, [Difference(_("attachment"), [piece, *reason])])


def _changed(before, after, model) -> list:
    """Columns that differ, told by their stored form: an untouched sealed value keeps its ciphertext."""
    with verbatim():
        return [
            column
            for column in model._meta.concrete_fields
            if column.name not in _SILENT and getattr(before, column.attname) != getattr(after, column.attname)
        ]


def _difference(before, after, column, in_words: bool) -> Difference:
    if not in_words:
        return Difference(column.verbose_name)
    if column.name in _PERSONAL:
        mask = RULES[f"petitioner_{column.name}"]
        pieces = [Piece("removed", mask(getattr(before, column.name))), Piece("added", mask(getattr(after, column.name)))]
    elif column in sealed_fields(column.model):
        pieces = differences(getattr(before, column.name), getattr(after, column.name))
    else:
        pieces = [Piece("removed", _shown(before, column)), Piece("added", _shown(after, column))]
    return Difference(column.verbose_name, [piece for piece in pieces if piece.text])


def _shown(row, column) -> str:
    value = getattr(row, f"get_{column.name}_display")() if column.choices else getattr(row, column.name)
    return "" if value is None else str(value)

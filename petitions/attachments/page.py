"""What the petition's page shows of its attachments, to readers of its content only."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from personnel.models import Person
from petitions.attachments import kinds, rules
from petitions.attachments.forms import AttachingForm
from petitions.attachments.querysets import attachments_of
from petitions.models import Attachment, Note, Petition, Rendering
from petitions.rules import obstacles_to_noting

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One attachment, and what this person may do with it."""

    attachment: Attachment
    rendering: Rendering | None
    may_download: bool
    may_change: bool


def most_bytes() -> int:
    return settings.ATTACHMENT_MEGABYTES * MEGABYTE


def shown(petition: Petition, person: Person, *, on: date) -> dict:
    """Rows, and the form where the person may attach something."""
    to_petition = not any(rules.obstacles_to_attaching(petition, None, person, on=on))
    to_notes = not any(obstacles_to_noting(petition, person, on=on))
    rows = [_row(attachment, person, to_petition, to_notes, on) for attachment in attachments_of(petition)]
    form = AttachingForm(own_notes(petition, person) if to_notes else []) if to_petition else None
    return {"rows": rows, "count": sum(not row.attachment.is_removed for row in rows), "form": form, **limits()}


def limits() -> dict:
    return {"accepted": kinds.ACCEPTED, "megabytes": settings.ATTACHMENT_MEGABYTES, "most_bytes": most_bytes()}


def own_notes(petition: Petition, person: Person) -> list[Note]:
    """Newest first: a file belongs more often to what was written last."""
    return list(petition.notes.filter(written_by=person).order_by("-written_at")[:50])


def _row(attachment: Attachment, person: Person, to_petition: bool, to_notes: bool, on: date) -> Row:
    note = attachment.note
    may_change = to_petition if note is None else to_notes and note.written_by_id == person.pk
    may_download = not attachment.is_removed and not any(rules.obstacles_to_downloading(attachment, person, on=on))
    return Row(attachment, getattr(attachment, "rendering", None), may_download, may_change)

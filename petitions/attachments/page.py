"""What the petition's page shows of its attachments, to readers of its content only."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from classification.protection import demands_two
from personnel.models import Person
from petitions.attachments import kinds, rules
from petitions.attachments.forms import AttachingForm
from petitions.attachments.querysets import attachments_of
from petitions.models import Attachment, Note, Petition, Rendering

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


def shown(petition: Petition, person: Person, *, on: date, may_note: bool) -> dict:
    """Rows, and the form where the person may attach something; whoever may note may also attach (`rules`)."""
    may_attach = may_note or not any(rules.obstacles_to_attaching(petition, None, person, on=on))
    rows = [_row(attachment, person, may_attach, may_note, on) for attachment in attachments_of(petition)]
    form = AttachingForm(own_notes(petition, person) if may_note else []) if may_attach else None
    return {"rows": rows, "count": sum(not row.attachment.is_removed for row in rows), "form": form, **limits()}


def limits() -> dict:
    return {"accepted": kinds.ACCEPTED, "megabytes": settings.ATTACHMENT_MEGABYTES, "most_bytes": most_bytes()}


def own_notes(petition: Petition, person: Person) -> list[Note]:
    """Newest first: a file belongs more often to what was written last. None where nobody reads alone: their words would be offered."""
    if demands_two(petition.record):
        return []
    return list(petition.notes.filter(written_by=person).order_by("-written_at")[:50])


def _row(attachment: Attachment, person: Person, may_attach: bool, may_note: bool, on: date) -> Row:
    note = attachment.note
    may_change = may_attach if note is None else may_note and note.written_by_id == person.pk
    may_download = not attachment.is_removed and not any(rules.obstacles_to_downloading(attachment, person, on=on))
    return Row(attachment, getattr(attachment, "rendering", None), may_download, may_change)

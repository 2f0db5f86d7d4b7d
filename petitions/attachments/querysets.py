"""Which attachments a person may open."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from personnel.models import Person
from petitions.models import Attachment, Petition, Rendering
from petitions.querysets import visible_petitions
from petitions.rules import reads_content


def open_attachment(person: Person, pk: UUID, *, on: date) -> Attachment | None:
    """The attachment, removed or not, for whoever reads its petition's content; for everybody else it does not exist."""
    found = Attachment.objects.filter(pk=pk).select_related("note", "rendering", "added_by", "removed_by").first()
    petition = visible_petitions(person, on).filter(pk=found.petition_id).first() if found else None
    if petition is None or not reads_content(petition, person, on):
        return None
    found.petition = petition
    return found


def attachments_of(petition: Petition) -> QuerySet[Attachment]:
    return petition.attachments.select_related("note", "rendering", "added_by", "removed_by")


def waiting_for_pages() -> QuerySet[Rendering]:
    """What a worker has still to prepare: destroyed and removed ones are not."""
    unfinished = Rendering.objects.filter(state=Rendering.State.WAITING, attachment__removed_at__isnull=True)
    return unfinished.filter(attachment__petition__record__destroyed_on__isnull=True)

"""Clockwork of attachments: an id, and an action that does the work."""

from uuid import UUID

from celery import shared_task

from petitions.attachments import rendering
from vault import lock


@shared_task(name="petitions.attachments.tasks.render")
@lock.nothing(because="the unit of the attachment is declared while it is rendered")
def render(asked: object) -> None:
    """Prepares the pages of one attachment; a message that names none changes nothing."""
    try:
        attachment_id = UUID(str(asked))
    except ValueError:
        return
    rendering.render(attachment_id)


@shared_task(name="petitions.attachments.tasks.ask_again")
@lock.everything(because="whatever waits anywhere is sent again")
def ask_again() -> None:
    """Every few minutes: whatever waits for its pages and was lost on the way."""
    rendering.ask_again()

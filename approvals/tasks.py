"""The worker's part of documents."""

from celery import shared_task

from approvals.sheets import making
from vault import lock


@shared_task(name="approvals.tasks.make_document")
@lock.nothing(because="what its reader would see is declared while it is made")
def make_document(document_id: object = None) -> None:
    """The message carries an id; whether anything is to be made is asked of the database alone."""
    making.make(document_id)


@shared_task(name="approvals.tasks.tend_documents")
@lock.nothing(because="only what was made is looked after")
def tend_documents() -> None:
    """Each minute: what got lost is sent again, what was kept long enough goes."""
    making.tend()

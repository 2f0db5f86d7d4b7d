"""Clockwork of the trail."""

from celery import shared_task

from audit.trail.sealing import seal_settled


@shared_task(name="trail.tasks.seal")
def seal() -> None:
    """Each minute: seals what has settled."""
    seal_settled()

"""Clockwork of the trail."""

from contextlib import suppress

from celery import shared_task

from audit.trail.clock import note_if_set_back
from audit.trail.outside import Away
from audit.trail.publishing import publish
from audit.trail.sealing import seal_settled
from vault import lock


@shared_task(name="trail.tasks.seal")
@lock.nothing(because="entries have no content")
def seal() -> None:
    """Each minute: seals what has settled, and writes the signed checkpoints outside. Where their folder is away they wait."""
    note_if_set_back()
    seal_settled()
    with suppress(Away):
        publish()

"""Clockwork of custody."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from approvals import registry
from approvals.actions import lapse_old
from custody import actions
from vault import keys, lock


@shared_task(name="custody.tasks.note_overdue")
@lock.nothing(because="slips and loans, not what they are about")
def note_overdue(day: str | None = None) -> None:
    """Each day: notes loans that have become overdue, and lapses slips of every kind that waited too long."""
    on = date.fromisoformat(day) if day else timezone.localdate()
    with keys.key_scope():
        actions.note_overdue(on=on)
        for kind in registry.kinds():
            lapse_old(kind, on=on)

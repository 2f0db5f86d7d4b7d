"""Clockwork of openings: what nobody looks at any more is ended all the same."""

from celery import shared_task
from django.utils import timezone

from petitions.openings.actions import settle_all
from vault import lock


@shared_task(name="petitions.openings.tasks.settle")
@lock.nothing(because="each opening is settled with its own unit declared")
def settle() -> None:
    """Every minute (config.schedule): time that is up, access that is lost."""
    settle_all(on=timezone.localdate())

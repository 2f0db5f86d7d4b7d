"""Clockwork of the self-inspection."""

from celery import shared_task
from django.utils import timezone

from audit.inspection import actions


@shared_task(name="inspection.tasks.ensure_reports")
def ensure_reports() -> None:
    """Each day: a machine that was off on the first day of a quarter makes the report on the next."""
    actions.ensure_reports(now=timezone.now())

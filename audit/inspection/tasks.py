"""Clockwork of the self-inspection."""

from celery import shared_task
from django.utils import timezone

from audit.inspection import actions
from vault import lock


@shared_task(name="inspection.tasks.ensure_reports")
@lock.everything(because="a report counts the whole house")
def ensure_reports() -> None:
    """Each day: a machine that was off on the first day of a quarter makes the report on the next."""
    actions.ensure_reports(now=timezone.now())

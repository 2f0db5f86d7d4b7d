"""Clockwork of people."""

from celery import shared_task

from personnel.leaving.actions import end_what_is_due
from vault import lock


@shared_task(name="personnel.tasks.end_access")
@lock.nothing(because="people, their offices and grants")
def end_access() -> None:
    """Each minute: whoever's departure says so is out. Before every request the same is asked, so a sleeping worker keeps nobody in."""
    end_what_is_due()

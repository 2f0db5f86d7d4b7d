"""Clockwork of people."""

from celery import shared_task
from django.utils import timezone

from personnel.groups.actions import clear_away
from personnel.leaving.actions import end_what_is_due
from vault import lock


@shared_task(name="personnel.tasks.end_access")
@lock.nothing(because="people, their offices and grants")
def end_access() -> None:
    """Each minute: whoever's departure says so is out. Before every request the same is asked, so a sleeping worker keeps nobody in."""
    end_what_is_due()


@shared_task(name="personnel.tasks.end_groups")
@lock.nothing(because="people, their offices and groups")
def end_groups() -> None:
    """Each day: closes who is in a working group no more. They have seen nothing by it since their last day, or since they moved."""
    clear_away(on=timezone.localdate())

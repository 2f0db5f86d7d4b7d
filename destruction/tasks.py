"""Destruction's clock: carry out what was witnessed, recover what was interrupted."""

from celery import shared_task
from django.utils import timezone

from destruction import actions
from vault import lock


@shared_task(name="destruction.tasks.carry_out")
@lock.nothing(because="each slip is carried out with its own unit declared")
def carry_out(slip_id: object = None) -> None:
    """The message carries an id; whether anything is due is asked of the database alone."""
    actions.carry_out(slip_id, on=timezone.localdate())


@shared_task(name="destruction.tasks.recover")
@lock.nothing(because="each slip is carried out with its own unit declared")
def recover() -> None:
    """At the worker's start and every five minutes (config.schedule)."""
    actions.recover_all(on=timezone.localdate())

"""Destruction's clock: carry out what was witnessed, recover what was interrupted."""

from celery import shared_task
from django.utils import timezone

from destruction import actions


@shared_task(name="destruction.tasks.carry_out")
def carry_out(slip_id: object = None) -> None:
    """The message carries an id; whether anything is due is asked of the database alone."""
    actions.carry_out(slip_id, on=timezone.localdate())


@shared_task(name="destruction.tasks.recover")
def recover() -> None:
    """At the worker's start and every five minutes (config.schedule)."""
    actions.recover_all(on=timezone.localdate())

"""Clockwork of petitions: imports go on until they are done."""

from celery import shared_task
from django.utils import timezone

from petitions.importing import running
from petitions.importing.querysets import unfinished
from vault import lock


@shared_task(name="petitions.tasks.carry_on_import")
@lock.nothing(because="the import declares its unit")
def carry_on_import(run_id: object = None) -> None:
    """The message carries an id; what is to be done is asked of the database alone."""
    if running.carry_on(run_id, on=timezone.localdate()):
        carry_on_import.delay(run_id)


@shared_task(name="petitions.tasks.recover_imports")
@lock.nothing(because="imports tell by themselves how far they are")
def recover_imports() -> None:
    """At the worker's start and every minute (config.schedule): whatever was interrupted goes on."""
    for identifier in unfinished():
        carry_on_import.delay(str(identifier))

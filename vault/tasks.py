"""Clockwork of the vault."""

from celery import shared_task

from vault import files, lock


@shared_task(name="vault.tasks.sweep_files")
@lock.nothing(because="files are known by rows of their own")
def sweep_files() -> None:
    """Daily: takes away sealed files that no row came to know."""
    files.sweep()

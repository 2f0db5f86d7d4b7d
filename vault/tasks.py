"""Clockwork of the vault."""

from celery import shared_task

from vault import files


@shared_task(name="vault.tasks.sweep_files")
def sweep_files() -> None:
    """Daily: takes away sealed files that no row came to know."""
    files.sweep()

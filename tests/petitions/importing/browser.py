"""Imports as a registrar sends them, with the worker's part done in between."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from petitions.importing.models import ImportRun
from petitions.importing.running import carry_on


def give(browser: Client, path: Path):
    """Uploads a file; answers the response."""
    return browser.post(reverse("petitions:import_new"), {"file": SimpleUploadedFile(path.name, path.read_bytes())})


def checked(browser: Client, path: Path) -> ImportRun:
    """Uploaded and checked."""
    answer = give(browser, path)
    assert answer.status_code == 302, answer.content.decode()
    run = ImportRun.objects.latest("made_at")
    assert answer["Location"] == run.get_absolute_url()
    return worked(run)


def worked(run: ImportRun, *, seconds: float = 60) -> ImportRun:
    """As the worker leaves it."""
    while carry_on(str(run.pk), on=timezone.localdate(), seconds=seconds):
        pass
    return ImportRun.objects.get(pk=run.pk)


def ask(browser: Client, run: ImportRun, page: str, **data):
    """POSTs to a page of the import."""
    return browser.post(reverse(f"petitions:import_{page}", args=[run.pk]), data)


def imported(browser: Client, path: Path) -> ImportRun:
    run = checked(browser, path)
    assert ask(browser, run, "beginning").status_code == 302
    return worked(run)

"""Attach by the page, as a browser does; make the pages without a worker."""

from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from petitions.attachments import rendering
from petitions.models import Attachment, Petition
from tests import cast
from vault.files import shelf


def send(client: Client, petition: Petition, files: dict[str, bytes], **more: str) -> Any:
    chosen = [SimpleUploadedFile(name, content) for name, content in files.items()]
    return client.post(reverse("petitions:attachments", args=[petition.pk]), {"files": chosen, **more})


def problems(client: Client, petition: Petition, files: dict[str, bytes], **more: str) -> list[str]:
    """As uploads.js asks: the sentences of what was not taken."""
    chosen = [SimpleUploadedFile(name, content) for name, content in files.items()]
    address = reverse("petitions:attachments", args=[petition.pk])
    return client.post(address, {"files": chosen, **more}, headers={"accept": "application/json"}).json()["problems"]


def attached(petition: Petition, person: Any, name: str, content: bytes, *, prepared: bool = True, **more: str) -> Attachment:
    """Attached by this person; its pages made."""
    before = set(Attachment.objects.values_list("pk", flat=True))
    assert problems(cast.signed_in(person), petition, {name: content}, **more) == []
    made = Attachment.objects.exclude(pk__in=before).get()
    if prepared:
        rendering.render(made.pk)
    return made


def get(client: Client, name: str, attachment: Attachment, *more: object, **headers: Any) -> Any:
    return client.get(reverse(f"petitions:{name}", args=[attachment.pk, *more]), **headers)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def stored(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def place_of(attachment: Attachment) -> Path:
    return shelf.place_of(attachment.file)

"""Uploads are sealed while they arrive; whatever ends the request, no half file and no plaintext stays."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.test import RequestFactory

from tests.vault.disk import no_file_beyond
from vault import files, keys, uploads
from vault.files import pieces
from vault.identity import uuid7

pytestmark = pytest.mark.django_db
SECRET = "甄有信的来信".encode() * 40_000


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary files would lie under the same folder and be found."""
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def dossier(db: None) -> Iterator[UUID]:
    made = uuid7()
    keys.make_key(made)
    with keys.key_scope():
        yield made


def posted(*contents: bytes) -> HttpRequest:
    chosen = [SimpleUploadedFile(f"信{number}.txt", content) for number, content in enumerate(contents)]
    return RequestFactory().post("/", {"word": "x", "files": chosen})


def lying(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_every_file_of_a_form_arrives_sealed_and_whole(dossier: UUID, media: Path) -> None:
    request = posted(SECRET, b"", b"short")
    with uploads.sealing_uploads(request, dossier, most_bytes=10**7):
        got = request.FILES.getlist("files")
        assert request.POST["word"] == "x"
        found = [(upload.name, upload.size, upload.problem) for upload in got]
        assert found == [("信0.txt", len(SECRET), ""), ("信1.txt", 0, ""), ("信2.txt", 5, "")]
        for path in lying(media):
            assert SECRET[:30] not in path.read_bytes()
        rows = [files.keep(upload.written) for upload in got]
    assert len(lying(media)) == len(rows)
    with files.reading(rows[0]) as reader:
        assert reader.read() == SECRET


def test_what_is_not_kept_is_gone_when_the_request_ends(dossier: UUID, media: Path) -> None:
    request = posted(SECRET, b"kept")
    with uploads.sealing_uploads(request, dossier, most_bytes=10**7):
        row = files.keep(request.FILES.getlist("files")[1].written)
    assert [path.name for path in lying(media)] == [str(row.pk)]


def test_a_file_that_is_too_large_leaves_nothing_and_the_others_come_through(dossier: UUID, media: Path) -> None:
    request = posted(b"x" * (2 * pieces.PIECE), b"small")
    with uploads.sealing_uploads(request, dossier, most_bytes=pieces.PIECE):
        large, small = request.FILES.getlist("files")
        assert (large.problem, large.written, large.size) == (uploads.TOO_LARGE, None, 2 * pieces.PIECE)
        assert (small.problem, small.size) == ("", 5)
        assert len(lying(media)) == 1


def test_a_file_of_exactly_the_limit_is_taken(dossier: UUID) -> None:
    request = posted(b"x" * pieces.PIECE)
    with uploads.sealing_uploads(request, dossier, most_bytes=pieces.PIECE):
        assert request.FILES["files"].problem == ""


def test_t77_a_full_disk_is_said_per_file(dossier: UUID, media: Path) -> None:
    request = posted(SECRET, b"small")
    with no_file_beyond(100_000), uploads.sealing_uploads(request, dossier, most_bytes=10**7):
        assert [upload.problem for upload in request.FILES.getlist("files")] == [uploads.NO_ROOM, ""]
        assert len(lying(media)) == 1
    assert lying(media) == []


class Interrupted:
    """A connection that breaks off after so many bytes."""

    def __init__(self, body: bytes, after: int):
        self.body, self.left = body, after

    def read(self, size: int = -1) -> bytes:
        if self.left <= 0:
            raise OSError("connection reset")
        part, self.body = self.body[: min(size, self.left)], self.body[min(size, self.left) :]
        self.left -= len(part)
        return part


@pytest.mark.parametrize("after", [200, 300_000, 1_100_000])
def test_a_connection_that_breaks_off_leaves_nothing(dossier: UUID, media: Path, after: int) -> None:
    request: Any = posted(SECRET, SECRET)
    body = request.read()
    assert after < len(body)
    request._read_started = False
    request._stream = Interrupted(body, after)
    with contextlib.suppress(UnreadablePostError), uploads.sealing_uploads(request, dossier, most_bytes=10**7):
        _ = request.FILES
        pytest.fail("it was cut short")
    assert lying(media) == []


def test_a_body_cut_short_without_an_error_leaves_nothing(dossier: UUID, media: Path) -> None:
    request: Any = posted(SECRET)
    body = request.read()
    request._read_started = False

    class Short(Interrupted):
        def read(self, size: int = -1) -> bytes:
            return super().read(size) if self.left > 0 else b""

        def readline(self) -> bytes:
            return b""

    request._stream = Short(body, 300_000)
    with uploads.sealing_uploads(request, dossier, most_bytes=10**7):
        assert not request.FILES
    assert lying(media) == []


def test_a_form_that_names_a_thousand_files_is_refused_and_leaves_nothing(dossier: UUID, media: Path) -> None:
    from django.core.exceptions import TooManyFilesSent

    request = posted(*[b"x"] * 101)
    with pytest.raises(TooManyFilesSent), uploads.sealing_uploads(request, dossier, most_bytes=10):
        _ = request.FILES
    assert lying(media) == []

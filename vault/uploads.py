"""Uploads are sealed while they arrive: no plaintext file, not even a temporary one. Basis: STACK §11, THREATS T34, T36.

@csrf_exempt                                   # the token is in the body, which may be read only once the handler stands
def upload(request, pk):
    petition = get_object_or_404(visible_petitions(request.user), pk=pk)
    demand(…)                                  # before a byte of the body is read
    with sealing_uploads(request, petition.pk, most_bytes=…):
        return _received(request, petition)

@csrf_protect
def _received(request, petition): …            # request.FILES holds `SealedUpload`; what is not kept is gone afterwards
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from vault.errors import NoRoom
from vault.files import SealingWriter, Written, discard
from vault.files.pieces import PIECE

TOO_LARGE, NO_ROOM = "TOO_LARGE", "NO_ROOM"


class SealedUpload:
    """One uploaded file: what the browser called it, and the sealed file, or the code of what went wrong.

    `name` and `content_type` are the sender's own words and prove nothing.
    """

    def __init__(self, name: str, content_type: str, size: int, written: Written | None, problem: str):
        self.name, self.content_type, self.size = name, content_type, size
        self.written, self.problem = written, problem

    def __repr__(self) -> str:
        return "<sealed upload>"

    def close(self) -> None:
        """Django closes every upload at the end of its request: what was not kept goes."""
        if self.written is not None:
            discard(self.written)


class SealingUploadHandler(FileUploadHandler):
    """Seals every file of the form under one record key. A file that is too large is read to its end and not kept."""

    chunk_size = PIECE

    def __init__(self, request: HttpRequest, dossier_id: UUID, *, most_bytes: int):
        super().__init__(request)
        self.dossier_id, self.most_bytes = dossier_id, most_bytes
        self._writer: SealingWriter | None = None
        self._problem = ""
        self._uploads: list[SealedUpload] = []

    def new_file(self, *args, **kwargs) -> None:
        super().new_file(*args, **kwargs)
        self._give_up("")
        try:
            self._writer = SealingWriter(self.dossier_id)
        except NoRoom:
            self._give_up(NO_ROOM)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._writer is None:
            return
        if start + len(raw_data) > self.most_bytes:
            self._give_up(TOO_LARGE)
            return
        try:
            self._writer.write(raw_data)
        except NoRoom:
            self._give_up(NO_ROOM)

    def file_complete(self, file_size: int) -> SealedUpload:  # type: ignore[override]  # holds no bytes: no UploadedFile
        written = None
        if self._writer is not None:
            try:
                written = self._writer.finish()
                self._writer = None
            except NoRoom:
                self._give_up(NO_ROOM)
        upload = SealedUpload(self.file_name or "", self.content_type or "", file_size, written, self._problem)
        self._uploads.append(upload)
        return upload

    def upload_interrupted(self) -> None:
        self._give_up("")

    def close(self) -> None:
        """Whatever ended the request: no half file stays, and no whole one that nobody kept."""
        self._give_up("")
        for upload in self._uploads:
            upload.close()

    def _give_up(self, problem: str) -> None:
        self._problem = problem
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None


@contextmanager
def sealing_uploads(request: HttpRequest, dossier_id: UUID, *, most_bytes: int) -> Iterator[None]:
    """Inside, the request's files are sealed under this record key as they are read; `most_bytes` is the limit of each file.

    Begins before anything has read the body. Raises KeyGone (when the body is read) where the key is gone.
    """
    handler = SealingUploadHandler(request, dossier_id, most_bytes=most_bytes)
    request.upload_handlers = [handler]
    try:
        yield
    finally:
        handler.close()

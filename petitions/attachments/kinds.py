"""Which files are taken: by what they begin with *and* by their ending. Basis: THREATS T34, T35."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.db import models
from django.utils.translation import gettext_lazy as _

from petitions.attachments import packages, texts
from petitions.attachments.problems import ARCHIVE, EMPTY, UNKNOWN_KIND, WRONG_CONTENT, Problem
from vault.files import SealedReader

HEAD = 64


class Kind(models.TextChoices):
    PDF = "pdf", _("PDF")
    PICTURE = "picture", _("Picture")
    DOCUMENT = "document", _("Document")
    SHEET = "sheet", _("Spreadsheet")
    SLIDES = "slides", _("Slides")
    TEXT = "text", _("Plain text")
    SOUND = "sound", _("Sound")
    FILM = "film", _("Film")


# Shown page by page as pictures; everything else can only be downloaded.
SHOWN = frozenset({Kind.PDF, Kind.PICTURE})

Check = Callable[[SealedReader, bytes], Problem | None]


@dataclass(frozen=True)
class Form:
    """One file format: its kind, the media type it is answered with, and how its content is known."""

    kind: Kind
    media_type: str
    check: Check


def _begins(*signatures: bytes, at: int = 0) -> Check:
    def check(reader: SealedReader, head: bytes) -> Problem | None:
        return None if head[at:].startswith(signatures) else WRONG_CONTENT

    return check


def _riff(form: bytes) -> Check:
    def check(reader: SealedReader, head: bytes) -> Problem | None:
        return None if head[:4] == b"RIFF" and head[8:12] == form else WRONG_CONTENT

    return check


def _package(member: str) -> Check:
    def check(reader: SealedReader, head: bytes) -> Problem | None:
        return packages.fault_of_package(reader, member) if head.startswith(b"PK\x03\x04") else WRONG_CONTENT

    return check


def _compound(reader: SealedReader, head: bytes) -> Problem | None:
    return packages.fault_of_compound(reader) if head.startswith(packages.COMPOUND) else WRONG_CONTENT


def _plain(reader: SealedReader, head: bytes) -> Problem | None:
    return None if texts.is_text(reader) else WRONG_CONTENT


_OFFICE = "application/vnd.openxmlformats-officedocument."
_BRANDS = (b"ftyp",)
_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")

FORMS: dict[str, Form] = {
    "pdf": Form(Kind.PDF, "application/pdf", _begins(b"%PDF-")),
    "jpg": Form(Kind.PICTURE, "image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": Form(Kind.PICTURE, "image/jpeg", _begins(b"\xff\xd8\xff")),
    "png": Form(Kind.PICTURE, "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "gif": Form(Kind.PICTURE, "image/gif", _begins(b"GIF87a", b"GIF89a")),
    "bmp": Form(Kind.PICTURE, "image/bmp", _begins(b"BM")),
    "tif": Form(Kind.PICTURE, "image/tiff", _begins(b"II*\0", b"MM\0*")),
    "tiff": Form(Kind.PICTURE, "image/tiff", _begins(b"II*\0", b"MM\0*")),
    "webp": Form(Kind.PICTURE, "image/webp", _riff(b"WEBP")),
    "docx": Form(Kind.DOCUMENT, f"{_OFFICE}wordprocessingml.document", _package("word/document.xml")),
    "xlsx": Form(Kind.SHEET, f"{_OFFICE}spreadsheetml.sheet", _package("xl/workbook.xml")),
    "pptx": Form(Kind.SLIDES, f"{_OFFICE}presentationml.presentation", _package("ppt/presentation.xml")),
    "ofd": Form(Kind.DOCUMENT, "application/ofd", _package("OFD.xml")),
    "doc": Form(Kind.DOCUMENT, "application/msword", _compound),
    "wps": Form(Kind.DOCUMENT, "application/vnd.ms-works", _compound),
    "xls": Form(Kind.SHEET, "application/vnd.ms-excel", _compound),
    "et": Form(Kind.SHEET, "application/octet-stream", _compound),
    "ppt": Form(Kind.SLIDES, "application/vnd.ms-powerpoint", _compound),
    "dps": Form(Kind.SLIDES, "application/octet-stream", _compound),
    "txt": Form(Kind.TEXT, "text/plain", _plain),
    "mp3": Form(Kind.SOUND, "audio/mpeg", _begins(*_MP3)),
    "wav": Form(Kind.SOUND, "audio/wav", _riff(b"WAVE")),
    "amr": Form(Kind.SOUND, "audio/amr", _begins(b"#!AMR")),
    "m4a": Form(Kind.SOUND, "audio/mp4", _begins(*_BRANDS, at=4)),
    "mp4": Form(Kind.FILM, "video/mp4", _begins(*_BRANDS, at=4)),
    "mov": Form(Kind.FILM, "video/quicktime", _begins(*_BRANDS, at=4)),
}
_ARCHIVES = frozenset({"zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"})
ACCEPTED = ",".join(f".{ending}" for ending in FORMS)


def ending_of(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").lower()


def media_type_of(name: str) -> str:
    form = FORMS.get(ending_of(name))
    return form.media_type if form else "application/octet-stream"


def recognise(reader: SealedReader, name: str) -> Kind | Problem:
    """The kind of an uploaded file, or why it is not taken. Reads a few pieces of it, unpacks nothing."""
    ending = ending_of(name)
    if ending in _ARCHIVES:
        return ARCHIVE
    if ending not in FORMS:
        return UNKNOWN_KIND
    if reader.size == 0:
        return EMPTY
    reader.seek(0)
    form = FORMS[ending]
    return form.check(reader, reader.read(HEAD)) or form.kind

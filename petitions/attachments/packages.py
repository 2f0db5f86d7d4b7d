"""Office documents: known by their table of contents, which is read with limits; nothing in them is unpacked. Basis: THREATS T34."""

import struct
import zipfile

from petitions.attachments.problems import DAMAGED, LOCKED, MACROS, WRONG_CONTENT, Problem
from vault.files import SealedReader

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_MEMBERS = 5_000
MOST_CONTENTS = 2 * 1024 * 1024  # bytes of a package's table of contents
_END, _END_SIZE, _MOST_COMMENT = b"PK\x05\x06", 22, 65_535
_LARGE = b"PK\x06\x07"  # further counts of 64 bits: no document needs them
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def fault_of_package(reader: SealedReader, member: str) -> Problem | None:
    """Why this is not the package it should be: `member` is what every document of its kind contains."""
    if not _contents_are_small(reader):
        return DAMAGED
    try:
        with zipfile.ZipFile(reader) as package:  # type: ignore[arg-type]  # a seekable file is enough
            names = set(package.namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError):  # all of them zipfile's own words for damage
        return DAMAGED
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return MACROS
    return None if member in names else WRONG_CONTENT


def _contents_are_small(reader: SealedReader) -> bool:
    """Asked before the library reads the table of contents into memory."""
    reader.seek(max(0, reader.size - _END_SIZE - _MOST_COMMENT))
    tail = reader.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE or tail[max(0, at - 20) : at].startswith(_LARGE):
        return False
    members, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    return members <= MOST_MEMBERS and size <= MOST_CONTENTS


def fault_of_compound(reader: SealedReader) -> Problem | None:
    """Documents of the old kind (.doc, .xls, .wps): the names of their parts stand in them as they are."""
    reader.seek(0)
    kept = b""
    while piece := reader.next_piece():
        window = kept + piece
        if _MACROS in window:
            return MACROS
        if _ENCRYPTED in window:
            return LOCKED
        kept = window[-64:]
    return None

"""Sealing while the content comes in: at most one piece of plaintext is held, in memory only."""

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from vault import keys, suites
from vault.errors import NoRoom
from vault.files import pieces, shelf
from vault.identity import uuid7

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass
class Written:
    """A file that lies durably on disk and that no row knows yet: `keep` it, or it is swept away.

    `size` is the content's in bytes; `cipher` the SHA-256 of the stored bytes; `likeness` tells equal content within one
    dossier (a digest keyed by its record key, so that it dies with the key).
    """

    id: UUID
    dossier_id: UUID
    size: int
    cipher: bytes
    likeness: bytes
    kept: bool = False


class SealingWriter:
    """Takes content in pieces of any size; `finish` makes it durable, `abandon` leaves nothing behind."""

    def __init__(self, dossier_id: UUID):
        self.id, self.dossier_id, self.size = uuid7(), dossier_id, 0
        self.written: Written | None = None
        self._suite, self._key = suites.current(), keys.record_key(dossier_id)
        self._held, self._number = bytearray(), 0
        self._cipher, self._plain = hashlib.sha256(), hashlib.sha256()
        try:
            self._file = shelf.begin(self.id)
        except OSError as problem:
            raise _worded(problem) from None

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Raises NoRoom where the disk is full; the writer is then of no more use."""
        self._plain.update(data)
        self._held += data
        self.size += len(data)
        # A full piece waits until more comes: only then is it known not to be the last.
        while len(self._held) > pieces.PIECE:
            self._put(bytes(self._held[: pieces.PIECE]), last=False)
            del self._held[: pieces.PIECE]
        return len(data)

    def finish(self) -> Written:
        """The content is complete and on disk to stay. Raises NoRoom."""
        self._put(bytes(self._held), last=True)
        self._held.clear()
        try:
            os.fsync(self._file.fileno())
            self._file.close()
            shelf.finish(self.id)
        except OSError as problem:
            raise _worded(problem) from None
        likeness = self._suite.mac(self._key, b"xinmi|likeness|" + self._plain.digest())
        self.written = Written(self.id, self.dossier_id, self.size, self._cipher.digest(), likeness)
        return self.written

    def abandon(self) -> None:
        """May be repeated."""
        self._held.clear()
        self._file.close()
        shelf.take_away(self.id)

    def _put(self, plain: bytes, *, last: bool) -> None:
        sealed = pieces.seal(self._suite, self._key, self.id, self._number, plain, last=last)
        self._number += 1
        self._cipher.update(sealed)
        rest = memoryview(sealed)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as problem:
            raise _worded(problem) from None


def _worded(problem: OSError) -> OSError:
    return NoRoom() if problem.errno in FULL else problem


@contextmanager
def writing(dossier_id: UUID) -> Iterator[SealingWriter]:
    """Finishes where the block ends well (`writer.written`), abandons where it does not."""
    writer = SealingWriter(dossier_id)
    try:
        yield writer
        writer.finish()
    except BaseException:
        writer.abandon()
        raise

"""Opening sealed files: any part of them, piece by piece, nothing but whole pieces that verify."""

import io
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar
from uuid import UUID

from vault import keys, suites
from vault.errors import DoesNotVerify
from vault.files import pieces, shelf
from vault.files.sealing import Written
from vault.models import SealedFile

SECONDS_BETWEEN_LOOKS = 0.5  # what is taken away is gone within a second, the pieces on their way included
Piece = TypeVar("Piece", bytes, str)


class SealedReader(io.RawIOBase):
    """A sealed file as a seekable file of content. Holds its key and at most one open piece; close it when done."""

    def __init__(self, path: Path, file_id: UUID, key: bytes, suite: suites.AesSuite):
        super().__init__()
        self.file_id, self._key, self._suite = file_id, key, suite
        try:
            self._file: IO[bytes] = path.open("rb", buffering=0)
        except FileNotFoundError:
            raise DoesNotVerify(f"xinmi|file|{file_id}|missing") from None
        stored = os.fstat(self._file.fileno()).st_size
        self._pieces, self.size = pieces.count(file_id, stored), pieces.plain_size(file_id, stored)
        self._at, self._open = 0, (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer) -> int:
        """Fills the buffer as far as there is content. Raises DoesNotVerify."""
        wanted, done = memoryview(buffer).cast("B"), 0
        while done < len(wanted) and self._at < self.size:
            piece, start = self._piece(self._at // pieces.PIECE), self._at % pieces.PIECE
            part = piece[start : start + len(wanted) - done]
            wanted[done : done + len(part)] = part
            self._at, done = self._at + len(part), done + len(part)
        return done

    def next_piece(self) -> bytes:
        """The rest of the piece at hand: the cheapest way to read on. Empty at the end."""
        if self._at >= self.size:
            self._piece(self._pieces - 1)
            return b""
        part = self._piece(self._at // pieces.PIECE)[self._at % pieces.PIECE :]
        self._at += len(part)
        return part

    def _piece(self, number: int) -> bytes:
        if self._open[0] != number:
            self._file.seek(number * pieces.SEALED_PIECE)
            sealed = self._file.read(pieces.SEALED_PIECE) or b""
            last = number == self._pieces - 1
            self._open = (number, pieces.open_piece(self._suite, self._key, self.file_id, number, sealed, last=last))
        return self._open[1]

    def close(self) -> None:
        if not self.closed:
            self._file.close()
            self._key, self._open = b"", (-1, b"")
        super().close()


def reading(row: SealedFile | Written) -> SealedReader:
    """A kept file, or one that was just written.

    Raises KeyGone where the dossier was destroyed, DoesNotVerify where the file is missing or not as long as the row says.
    """
    reader = SealedReader(shelf.place_of(row.id), row.id, keys.record_key(row.dossier_id), suites.current())
    if reader.size != row.size:
        reader.close()
        raise DoesNotVerify(f"xinmi|file|{row.id}|length {reader.size}, not {row.size}")
    return reader


def streaming(row: SealedFile, *, start: int = 0, stop: int | None = None, still: Callable[[], bool]) -> Iterator[bytes]:
    """Content from `start` up to `stop` (excluded), piece by piece, as an answer sends it.

    The file and its key are opened at once, so that what cannot be opened is an error and not half an answer. Twice a second
    `still` is asked whether the reader may go on reading; where not, the stream breaks off with an error. Basis: THREATS T09.
    """
    reader = reading(row)
    reader.seek(start)
    first = reader.next_piece()
    return watched(_flow(reader, first, (row.size if stop is None else min(stop, row.size)) - start), still)


def _flow(reader: SealedReader, piece: bytes, left: int) -> Iterator[bytes]:
    with reader:
        while piece and left > 0:
            yield piece[:left]
            left -= len(piece)
            piece = reader.next_piece() if left > 0 else b""


def watched(pieces: Iterator[Piece], still: Callable[[], bool]) -> Iterator[Piece]:
    """The same pieces; twice a second it is asked whether its reader may go on reading. Raises BrokenOff. Basis: THREATS T09."""
    looked = time.monotonic()
    for piece in pieces:
        yield piece
        if time.monotonic() - looked >= SECONDS_BETWEEN_LOOKS:
            if not still():
                raise BrokenOff
            looked = time.monotonic()


class BrokenOff(Exception):
    """The reader may no longer read: the rest of the answer is not sent."""

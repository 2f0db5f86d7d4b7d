"""The form of a sealed file: pieces of 64 KiB one after the other, nothing before, between or behind them.

Each piece is sealed for one place: the file's id, its number, and whether it is the last. So a piece that was cut off,
added, repeated, moved or taken from another file does not open. An empty file is one empty last piece.
Basis: DESIGN §2.
"""

from uuid import UUID

from vault.errors import DoesNotVerify
from vault.suites import NONCE_BYTES, AesSuite

PIECE = 64 * 1024
OVERHEAD = 1 + NONCE_BYTES + 16
SEALED_PIECE = PIECE + OVERHEAD


def seal(suite: AesSuite, key: bytes, file_id: UUID, number: int, plain: bytes, *, last: bool) -> bytes:
    return suite.seal(key, plain, _place(file_id, number, last))


def open_piece(suite: AesSuite, key: bytes, file_id: UUID, number: int, sealed: bytes, *, last: bool) -> bytes:
    """Raises DoesNotVerify, naming file and piece, for whatever was not written to this place."""
    return suite.open(key, sealed, _place(file_id, number, last))


def count(file_id: UUID, stored: int) -> int:
    """How many pieces a file of so many stored bytes has. Raises DoesNotVerify where no writer makes such a length."""
    whole, rest = divmod(stored, SEALED_PIECE)
    if stored == 0 or 0 < rest < OVERHEAD:
        raise DoesNotVerify(f"xinmi|file|{file_id}|length {stored}")
    return whole + (1 if rest else 0)


def plain_size(file_id: UUID, stored: int) -> int:
    """Bytes of content in a file of so many stored bytes."""
    return stored - count(file_id, stored) * OVERHEAD


def _place(file_id: UUID, number: int, last: bool) -> bytes:
    return f"xinmi|file|{file_id}|{number}|{'last' if last else 'more'}".encode()

"""What changed between two texts, in words, short enough to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
CONTEXT = 24  # characters of unchanged text left on either side of a change
MOST_WORDS = 4_000  # beyond this, comparing words would cost more than it tells


@dataclass(frozen=True)
class Piece:
    """A stretch of text: `kind` is same, removed or added."""

    kind: str
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The change as a reader wants it: words taken out, words put in, a little of what stands around them."""
    lines = _compare(before.splitlines(keepends=True), after.splitlines(keepends=True), refine=True)
    return list(_shortened(_joined(lines)))


def _compare(before: list[str], after: list[str], *, refine: bool) -> Iterator[Piece]:
    if len(before) + len(after) > MOST_WORDS:
        yield from _replaced("".join(before), "".join(after))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[i1:i2]), "".join(after[j1:j2])
        if tag == "equal":
            yield Piece("same", old)
        elif refine:
            yield from _compare(_WORD.findall(old), _WORD.findall(new), refine=False)
        else:
            yield from _replaced(old, new)


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one kind become one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _shortened(pieces: list[Piece]) -> Iterator[Piece]:
    last = len(pieces) - 1
    for position, piece in enumerate(pieces):
        yield piece if piece.kind != "same" else Piece("same", _ends(piece.text, first=position == 0, last=position == last))


def _ends(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * CONTEXT + 1:
        return text
    head = "" if first else text[:CONTEXT]
    tail = "" if last else text[-CONTEXT:]
    return f"{head}…{tail}"

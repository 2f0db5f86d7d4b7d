"""Database and folder side by side: what one of them lacks or says otherwise is named by its position.

A restored older database lacks what the folder has; a changed file no longer bears our signature.
"""

import hashlib
import json

from audit.trail import canonical, outside
from audit.trail.models import Checkpoint, Leaf, Signature
from vault import signing


def files_seen() -> list[outside.Place]:
    """The folder's files. Asked before the database's moment is chosen: a file is never older than its checkpoint."""
    return outside.places()


def first_bad_outside(seen: list[outside.Place]) -> int | None:
    """The smallest position at which folder and database part; None where they agree, or nothing was signed yet."""
    signatures = {signature.size: signature for signature in Signature.objects.all()}
    if not signatures and not seen:
        return None
    public, unexplained, bad = signing.public_key(outside.PURPOSE), set(seen), []
    last_signed, first = max(signatures, default=0), 1
    for checkpoint in Checkpoint.objects.order_by("size").iterator():
        signature = signatures.pop(checkpoint.size, None)
        if signature is not None:
            place = outside.Place(signature.timeline, signature.size)
            unexplained.discard(place)
            bad += _parting(place, signature, checkpoint, first, public)
        elif checkpoint.size <= last_signed:
            bad.append(first)
        else:
            unexplained -= {place for place in seen if place.size == checkpoint.size and _says(place, checkpoint, first)}
        first = checkpoint.size + 1
    bad += [min(first, size) for size in signatures]
    return min([*bad, *(_first_of(place) for place in unexplained)], default=None)


def _parting(place: outside.Place, signature: Signature, checkpoint: Checkpoint, first: int, public: bytes) -> list[int]:
    """Where a signed checkpoint and its file part: nowhere, or one position."""
    content = _read(place)
    if content is None:
        return [first]
    if hashlib.sha256(content).digest() != bytes(signature.document):
        return [_differing(content, checkpoint, first, public)]
    return [] if _states(content, checkpoint, place.timeline, first, public) else [_differing(content, checkpoint, first, public)]


def _says(place: outside.Place, checkpoint: Checkpoint, first: int) -> bool:
    """Whether a file whose signature is not noted yet (the writer was stopped in between) is this checkpoint's."""
    content = _read(place)
    return content is not None and _states(content, checkpoint, place.timeline, first, signing.public_key(outside.PURPOSE))


def _states(content: bytes, checkpoint: Checkpoint, timeline: int, first: int, public: bytes) -> bool:
    """Whether the file holds our signature of exactly this checkpoint."""
    try:
        signature = bytes.fromhex(json.loads(content)["signature"])
    except (ValueError, KeyError, TypeError):
        return False
    return signing.verifies(public, signature, outside.statement(checkpoint, timeline=timeline, first=first))


def _differing(content: bytes, checkpoint: Checkpoint, first: int, public: bytes) -> int:
    """The very position where the file's leaves, if its root vouches for them, part from the database's; else the checkpoint's first."""
    try:
        parts = json.loads(content)
        theirs, root = [bytes.fromhex(leaf) for leaf in parts["leaves"]], bytes.fromhex(parts["root"])
    except (ValueError, KeyError, TypeError):
        return first
    if canonical.merkle_root(theirs) != root:
        return first
    ours = Leaf.objects.filter(position__range=(first, checkpoint.size)).order_by("position").values_list("digest", flat=True)
    pairs = enumerate(zip(theirs, ours, strict=False), start=first)
    return next((position for position, (their, our) in pairs if their != bytes(our)), first)


def _first_of(place: outside.Place) -> int:
    """Where a file begins that the database knows nothing of: what it says itself, no further than its name."""
    try:
        return max(1, min(int(json.loads(_read(place) or b"")["first"]), place.size))
    except (ValueError, KeyError, TypeError):
        return place.size


def _read(place: outside.Place) -> bytes | None:
    try:
        return place.path.read_bytes()
    except OSError:
        return None

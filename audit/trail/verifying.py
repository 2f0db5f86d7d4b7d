"""Walks the whole trail and names the first position that does not fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hmac import compare_digest
from itertools import islice

from django.db import connection, transaction

from audit.trail import canonical, comparing, sealing, stream
from audit.trail.actions import PURPOSE
from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.querysets import unsealed
from vault import keys, suites

CHUNK = 2000


@dataclass
class Verdict:
    """`first_bad`: the smallest position that does not fit, None where all fits.

    Entries not sealed yet stand, in the order they were written, behind the last sealed position.
    """

    entries: int = 0
    checkpoints: int = 0
    unsealed: int = 0
    first_bad: int | None = None

    def as_json(self) -> dict:
        return asdict(self)


def verify_trail() -> Verdict:
    """Checks every leaf, every entry's seal, every checkpoint, the chain between them and the signed ones outside, at one moment."""
    seen = comparing.files_seen()
    with keys.key_scope(), _one_moment():
        verdict = Verdict(entries=Entry.objects.count(), checkpoints=Checkpoint.objects.count())
        found = (_first_bad_sealed(), _first_bad_unsealed(verdict), comparing.first_bad_outside(seen))
        bad = [position for position in found if position is not None]
        verdict.first_bad = min(bad, default=None)
    return verdict


@contextmanager
def _one_moment() -> Iterator[None]:
    """One snapshot for everything: what is sealed meanwhile must not look like a leaf too many."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _first_bad_sealed() -> int | None:
    last, expected = None, 1
    key = keys.purpose_key(PURPOSE)
    rows, fits = stream.rows(), _Fitting(key)
    for checkpoint in Checkpoint.objects.order_by("size").iterator(CHUNK):
        start, digests = expected, []
        for row in islice(rows, max(checkpoint.size - expected + 1, 0)):
            if not fits(row, expected):
                return expected
            digests.append(row[1])
            expected += 1
        if expected <= checkpoint.size:
            return expected
        if not _closes(checkpoint, last, digests):
            return start
        last = checkpoint
    return None if next(rows, None) is None else expected


class _Fitting:
    """Whether a row of the stream belongs at a position: our seal over the entry, our digest over both."""

    def __init__(self, key: bytes):
        self._mac = suites.current().mac_of(key)

    def __call__(self, row: tuple, expected: int) -> bool:
        position, digest, identifier, seal, xid, *_ = row
        if position != expected or identifier is None:
            return False
        sealed = stream.entry_bytes(row)
        return compare_digest(self._mac(sealed), seal) and compare_digest(
            self._mac(b"%s%d|%s|%s%s" % (canonical.LEAF_PREFIX, position, xid.encode(), seal, sealed)), digest
        )


def _sealed_by_us(entry: Entry) -> bool:
    expected = suites.current().mac(keys.purpose_key(PURPOSE), canonical.entry_bytes(entry))
    return compare_digest(expected, bytes(entry.seal))


def _closes(checkpoint: Checkpoint, last: Checkpoint | None, digests: list[bytes]) -> bool:
    message = canonical.checkpoint_bytes(checkpoint)
    seal = suites.current().mac(keys.purpose_key(PURPOSE), message)
    return (
        bool(digests)
        and bytes(checkpoint.previous) == sealing.link(last)
        and bytes(checkpoint.root) == canonical.merkle_root(digests)
        and compare_digest(seal, bytes(checkpoint.seal))
    )


def _first_bad_unsealed(verdict: Verdict) -> int | None:
    """Entries without a leaf: each must bear our seal, and none may be so old that it should have one."""
    sealed, oldest = Leaf.objects.count(), _oldest_unsealed()
    first = None
    for number, entry in enumerate(unsealed().iterator(CHUNK), start=1):
        verdict.unsealed = number
        if first is None and (entry.xid < oldest or not _sealed_by_us(entry)):
            first = sealed + number
    return first


def _oldest_unsealed() -> int:
    """The transaction from which on entries may be without a leaf; after a restore elsewhere any may."""
    last = Checkpoint.objects.order_by("-size").first()
    if last is None or sealing.is_foreign(last, sealing.settled_before()):
        return 0
    return last.horizon

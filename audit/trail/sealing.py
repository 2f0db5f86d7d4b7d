"""Seals settled entries into numbered leaves and chained checkpoints.

Writers never wait for each other: an entry is settled once no transaction that could still write an
earlier one is running. What is not sealed yet is counted as such, not promised.
"""

from django.db import connection, transaction
from django.utils import timezone

from audit.trail import canonical
from audit.trail.actions import PURPOSE
from audit.trail.models import Checkpoint, Leaf
from audit.trail.querysets import unsealed
from vault import keys, suites

BATCH = 5000
_ONE_SEALER = 0x7841_0001  # advisory lock: one sealer at a time


def seal_settled() -> int:
    """Seals everything settled; answers how many entries."""
    sealed = 0
    with keys.key_scope():
        while count := _seal_batch():
            sealed += count
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_SEALER])
    last = Checkpoint.objects.order_by("-size").first()
    horizon = _settled_before()
    entries = list(_unsealed(last, horizon)[:BATCH])
    if not entries:
        return 0
    size = last.size if last else 0
    leaves = [
        Leaf(position=size + number, entry_id=entry.pk, digest=canonical.leaf_digest(entry))
        for number, entry in enumerate(entries, start=1)
    ]
    Leaf.objects.bulk_create(leaves)
    _close(last, leaves, entries[-1].xid if len(entries) == BATCH else horizon)
    return len(entries)


def _settled_before() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return cursor.fetchone()[0]


def _unsealed(last: Checkpoint | None, horizon: int):
    """Settled entries without a leaf, oldest transaction first.

    A horizon smaller than the last one means the cluster was restored elsewhere and counts transactions
    anew: then everything that is there and has no leaf is settled.
    """
    without_leaf = unsealed()
    if last is None:
        return without_leaf.filter(xid__lt=horizon)
    if horizon < last.horizon:
        return without_leaf
    return without_leaf.filter(xid__gte=last.horizon, xid__lt=horizon)


def _close(last: Checkpoint | None, leaves: list[Leaf], horizon: int) -> Checkpoint:
    checkpoint = Checkpoint(
        size=leaves[-1].position,
        at=timezone.now(),
        root=canonical.merkle_root([leaf.digest for leaf in leaves]),
        previous=link(last),
        horizon=horizon,
    )
    checkpoint.seal = suites.current().mac(keys.purpose_key(PURPOSE), canonical.checkpoint_bytes(checkpoint))
    checkpoint.save(force_insert=True)
    return checkpoint


def link(checkpoint: Checkpoint | None) -> bytes:
    """What the next checkpoint carries of this one."""
    if checkpoint is None:
        return bytes(32)
    return suites.current().digest(canonical.checkpoint_bytes(checkpoint) + bytes(checkpoint.seal))

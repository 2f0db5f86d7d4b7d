"""Seals settled entries into numbered leaves and chained checkpoints.

Writers never wait for each other: an entry is settled once no transaction that could still write an
earlier one is running. What is not sealed yet is counted as such, not promised.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail import canonical
from audit.trail.actions import PURPOSE
from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.querysets import unsealed
from vault import keys, suites, turns
from vault.turns import Turn

BATCH = 5000


def seal_settled() -> int:
    """Seals everything settled; answers how many entries."""
    sealed = 0
    with keys.key_scope():
        while count := _seal_batch():
            sealed += count
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    turns.take(Turn.SEALING)
    last = Checkpoint.objects.order_by("-size").first()
    here = settled_before()
    entries = list(_unsealed(last, here)[:BATCH])
    if not entries:
        return 0
    size, key = last.size if last else 0, keys.purpose_key(PURPOSE)
    leaves = [
        Leaf(position=position, entry_id=entry.pk, digest=canonical.leaf_digest(entry, position, key))
        for position, entry in enumerate(entries, start=size + 1)
    ]
    Leaf.objects.bulk_create(leaves)
    _close(last, leaves, _reached(last, here, entries))
    return len(entries)


@dataclass(frozen=True)
class Horizon:
    """Every transaction numbered below `xid` has ended, in the cluster that counts them."""

    xid: int
    cluster: str


def settled_before() -> Horizon:
    """How far this cluster's transactions have settled now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint, system_identifier::text FROM pg_control_system()")
        return Horizon(*cursor.fetchone())


def _unsealed(last: Checkpoint | None, here: Horizon) -> QuerySet[Entry]:
    """Settled entries without a leaf, oldest transaction first.

    Where the numbers of transactions say nothing (no checkpoint of this cluster yet: the trail is new, or was restored
    from elsewhere), whatever is there and has no leaf is taken; what is still being written comes next time.
    """
    if last is None or is_foreign(last, here):
        return unsealed()
    return unsealed().filter(xid__gte=last.horizon, xid__lt=here.xid)


def is_foreign(last: Checkpoint, here: Horizon) -> bool:
    """Whether the checkpoint's horizon was counted elsewhere: in another cluster, or in a later life of this one."""
    return last.cluster != here.cluster or here.xid < last.horizon


def _reached(last: Checkpoint | None, here: Horizon, entries: list[Entry]) -> Horizon:
    """How far the new checkpoint reaches: to the end; after a full batch no further than its last entry.

    A full batch taken without regard to transactions reaches nowhere yet, so that the next is taken so as well.
    """
    if len(entries) < BATCH:
        return here
    if last is None or is_foreign(last, here):
        return Horizon(0, "")
    return Horizon(entries[-1].xid, here.cluster)


def _close(last: Checkpoint | None, leaves: list[Leaf], reached: Horizon) -> Checkpoint:
    checkpoint = Checkpoint(
        size=leaves[-1].position,
        at=timezone.now(),
        root=canonical.merkle_root([bytes(leaf.digest) for leaf in leaves]),
        previous=link(last),
        horizon=reached.xid,
        cluster=reached.cluster,
    )
    checkpoint.seal = suites.current().mac(keys.purpose_key(PURPOSE), canonical.checkpoint_bytes(checkpoint))
    checkpoint.save(force_insert=True)
    return checkpoint


def link(checkpoint: Checkpoint | None) -> bytes:
    """What the next checkpoint carries of this one."""
    if checkpoint is None:
        return bytes(32)
    return suites.current().digest(canonical.checkpoint_bytes(checkpoint) + bytes(checkpoint.seal))

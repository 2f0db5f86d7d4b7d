"""How far the trail is sealed, and by which checkpoint each entry is covered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.querysets import unsealed


@dataclass(frozen=True)
class SealState:
    """Of the whole trail: sealed up to this position, by so many checkpoints, the last at this moment; so many wait."""

    position: int
    checkpoints: int
    at: datetime | None
    waiting: int


def of_trail() -> SealState:
    last = Checkpoint.objects.order_by("-size").first()
    waiting = unsealed().order_by() if last is None else unsealed().filter(xid__gte=last.horizon).order_by()
    return SealState(last.size if last else 0, Checkpoint.objects.count(), last.at if last else None, waiting[:10_000].count())


@dataclass(frozen=True)
class Cover:
    """Position of an entry and the size of the checkpoint that covers it."""

    position: int
    checkpoint: int


def of_entries(entries: Iterable[Entry]) -> dict[UUID, Cover]:
    """Where each entry stands; those not sealed yet are left out."""
    leaves = list(Leaf.objects.filter(entry_id__in=[entry.pk for entry in entries]).values_list("entry_id", "position"))
    if not leaves:
        return {}
    positions = sorted(position for _pk, position in leaves)
    closing = _closing(positions[0], positions[-1])
    return {pk: Cover(position, next(size for size in closing if size >= position)) for pk, position in leaves}


def _closing(first: int, last: int) -> list[int]:
    """Sizes of the checkpoints that cover these positions, in order."""
    end = Checkpoint.objects.filter(size__gte=last).order_by("size").values_list("size", flat=True)[:1]
    sizes = Checkpoint.objects.filter(size__gte=first, size__lte=end).order_by("size")
    return list(sizes.values_list("size", flat=True))

"""Signs closed checkpoints and writes them to the folder outside the database, one after the other.

The folder may be away: then they wait, counted, and the next minute's task tries again.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail import outside
from audit.trail.models import Checkpoint, Leaf, Signature
from vault import keys, signing, turns
from vault.turns import Turn

log = logging.getLogger(__name__)
AT_ONCE = 2000  # files a task writes at most; the next one goes on
LATE_AFTER_MINUTES = 15


def publish() -> int:
    """Writes what waits; answers how many files. Raises Away where the folder cannot be used."""
    if not waiting().exists():
        return 0
    written = 0
    with keys.key_scope():
        outside.require(signed_before=Signature.objects.exists())
        try:
            timeline = _timeline()
            while written < AT_ONCE and _publish_next(timeline):
                written += 1
        except OSError as problem:
            log.warning("signed checkpoints wait: %s", type(problem).__name__)
            raise outside.Away(outside.NOT_REACHED) from None
    return written


@dataclass(frozen=True)
class Standing:
    """How far the signed checkpoints reach, and what stands in the way."""

    position: int
    at: datetime | None
    waiting: int
    is_late: bool
    trouble: object | None


def standing() -> Standing:
    """For those who look after it: `trouble` is a sentence, or None where the folder is there and ours."""
    last, oldest = Signature.objects.order_by("-size").first(), waiting().order_by("size").first()
    late = oldest is not None and (timezone.now() - oldest.at).total_seconds() > LATE_AFTER_MINUTES * 60
    return Standing(last.size if last else 0, last.at if last else None, waiting().count(), late, trouble())


def trouble() -> object | None:
    """Why the folder cannot be used; None where it can, or before anything was ever written to it."""
    signed = Signature.objects.exists()
    if not signed and not outside.folder().exists():
        return None
    try:
        with keys.key_scope():
            outside.require(signed_before=signed)
    except outside.Away as away:
        return away.sentence
    return None


def waiting() -> QuerySet[Checkpoint]:
    """Checkpoints no signature stands for yet."""
    last = Signature.objects.order_by("-size").first()
    return Checkpoint.objects.filter(size__gt=last.size if last else 0)


def _timeline() -> int:
    """The newest timeline; a new one where the folder has seen what this database no longer knows (it was restored)."""
    place = outside.newest()
    if place is None:
        return 1
    return place.timeline if _is_known(place) else place.timeline + 1


def _is_known(place: outside.Place) -> bool:
    checkpoint = Checkpoint.objects.filter(pk=place.size).first()
    return checkpoint is not None and place.path.read_bytes() == _document(checkpoint, place.timeline)


@transaction.atomic
def _publish_next(timeline: int) -> bool:
    turns.take(Turn.PUBLISHING)
    checkpoint = waiting().order_by("size").first()
    if checkpoint is None:
        return False
    content = _document(checkpoint, timeline)
    outside.write(outside.Place(timeline, checkpoint.size).path, content)
    digest = hashlib.sha256(content).digest()
    Signature.objects.create(size=checkpoint.size, timeline=timeline, at=timezone.now(), document=digest)
    return True


def _document(checkpoint: Checkpoint, timeline: int) -> bytes:
    first = first_position(checkpoint)
    leaves = Leaf.objects.filter(position__range=(first, checkpoint.size)).order_by("position")
    signature = signing.sign(outside.PURPOSE, outside.statement(checkpoint, timeline=timeline, first=first))
    digests = [bytes(digest) for digest in leaves.values_list("digest", flat=True)]
    return outside.document(checkpoint, timeline=timeline, first=first, digests=digests, signature=signature)


def first_position(checkpoint: Checkpoint) -> int:
    before = Checkpoint.objects.filter(size__lt=checkpoint.size).order_by("-size").values_list("size", flat=True).first()
    return (before or 0) + 1

"""How much waits for a person's signature, cheaply enough for the navigation of every page.

The figure is worked out once and kept in the shared cache until any slip, report or signature changes. It is
a hint: the pages themselves always ask the database.
"""

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_save
from django.utils import timezone
from redis.exceptions import RedisError

from approvals.models import Signature, Slip
from approvals.registry import awaiting_signature_of
from audit.inspection.models import Report
from config.worklist import other_signatures
from personnel.models import Person
from personnel.offices import Office

SIGNING = frozenset({Office.UNIT_HEAD, Office.LEADER_IN_CHARGE})
ROUND = "waiting:round"
KEEP_SECONDS = 600


def waiting_count(person: Person) -> int:
    """Slips and reports whose next signature is this person's; 0 while the cache is away."""
    if not person.office_codes() & SIGNING:
        return 0
    try:
        return _counted(person)
    except RedisError:
        return 0


def _counted(person: Person) -> int:
    today = timezone.localdate()
    key = f"waiting:{person.pk}:{today}:{cache.get_or_set(ROUND, 1, None)}"
    known = cache.get(key)
    if known is None:
        known = len(awaiting_signature_of(person, on=today)) + len(other_signatures(person, on=today))
        cache.set(key, known, KEEP_SECONDS)
    return known


def _slip_changed(sender, **kwargs) -> None:
    if issubclass(sender, Slip | Signature | Report):
        transaction.on_commit(_next_round)


def _next_round() -> None:
    try:
        cache.incr(ROUND)
    except (ValueError, RedisError):
        return  # nothing was counted yet, or there is no cache to be wrong


def connect() -> None:
    post_save.connect(_slip_changed, dispatch_uid="config.waiting.slip_changed")

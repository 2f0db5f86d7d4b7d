"""The clock of the house may be set back: the order of the trail does not depend on it, and the trail says so."""

from datetime import timedelta

from django.utils import timezone

from audit.trail import events
from audit.trail.actions import record
from audit.trail.models import Checkpoint

TOLERATED = timedelta(seconds=5)


def note_if_set_back() -> None:
    """One entry where the last checkpoint was sealed later than now; the next checkpoint carries the new time."""
    last = Checkpoint.objects.order_by("-size").values_list("at", flat=True).first()
    behind = last - timezone.now() if last else timedelta(0)
    if behind > TOLERATED:
        record(events.CLOCK_SET_BACK, actor=None, facts={"seconds": int(behind.total_seconds())})

"""Filters of the trail page."""

from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.inspection.subjects import about_number
from audit.trail.models import Entry


def narrowed(entries: QuerySet[Entry], chosen: dict) -> QuerySet[Entry]:
    """The entries that fit everything chosen."""
    for name in ("kind", "event", "result"):
        if name in chosen:
            entries = entries.filter(**{name: chosen[name]})
    if "actor" in chosen:
        entries = entries.filter(Q(actor__username__iexact=chosen["actor"]) | Q(actor__name=chosen["actor"]))
    if "q" in chosen:
        entries = entries.filter(about_number(chosen["q"]))
    return _between(entries, chosen)


def _between(entries: QuerySet[Entry], chosen: dict) -> QuerySet[Entry]:
    if "since" in chosen:
        entries = entries.filter(at__gte=_start_of(chosen["since"]))
    if "until" in chosen:
        entries = entries.filter(at__lt=_start_of(chosen["until"] + timedelta(days=1)))
    return entries


def _start_of(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))

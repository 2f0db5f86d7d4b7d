"""Petitions whose scope names a working group, as far as the reader sees them, for the group's page."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from classification.admissions import KNOW
from classification.models import RecordGroupGrant
from personnel.groups.models import WorkingGroup
from personnel.groups.registry import Named
from personnel.models import Person
from petitions.querysets import visible_petitions

MOST = 50


def petitions_naming(group: WorkingGroup, reader: Person, on: date) -> list[Named]:
    """The newest first, at most MOST; nothing of a group that works no more."""
    running = Q(until__isnull=True) | Q(until__gte=on)
    named = RecordGroupGrant.objects.filter(running, group=group.group_id, permission__codename=KNOW).values("content_object")
    found = visible_petitions(reader, on).filter(record__in=named).order_by("-registered_at", "-pk")[:MOST]
    return [Named(one.number, reverse("petitions:petition", args=[one.pk]), one.mark) for one in found]

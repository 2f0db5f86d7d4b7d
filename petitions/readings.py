"""Who has come to know the content (知悉登记): everybody to whom it was shown, also those who see it no more. Basis: BMT 20."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min

from audit.trail.models import Entry, Result
from personnel.models import Person
from petitions import events
from petitions.attachments import events as file_events
from petitions.models import Petition
from petitions.openings import events as opening_events

SHOWN = (events.CONTENT_READ, events.REVEALED, file_events.OPENED, file_events.PAGE_VIEWED, file_events.DOWNLOADED)
SHOWN_TO_TWO = (opening_events.READ, opening_events.FILE_READ, opening_events.PAGE_VIEWED)


@dataclass
class Reading:
    """One person: when first and last, how many pages, and whether only as a companion."""

    person: Person
    first: datetime
    last: datetime
    times: int = 0
    as_companion: bool = False


def readings(petition: Petition) -> list[Reading]:
    """From the trail, which nobody changes; companions from what was opened. The first who came to know it first."""
    codes = [event.code for event in (*SHOWN, *SHOWN_TO_TWO)]
    told = Entry.objects.filter(dossier_id=petition.pk, event__in=codes, result=Result.DONE, actor__isnull=False)
    rows = list(told.order_by().values("actor").annotate(first=Min("at"), last=Max("at"), times=Count("pk")))
    opened = petition.openings.filter(opened_at__isnull=False).order_by()
    by = list(opened.values("companion").annotate(first=Min("opened_at"), last=Max("opened_at"), times=Count("pk")))
    people = Person.objects.in_bulk({row["actor"] for row in rows} | {row["companion"] for row in by})
    found: dict[UUID, Reading] = {row["actor"]: _reading(people[row["actor"]], row) for row in rows}
    for row in by:
        found.setdefault(row["companion"], _reading(people[row["companion"]], row, as_companion=True))
    return sorted(found.values(), key=lambda reading: reading.first)


def _reading(person: Person, row: Mapping[str, Any], *, as_companion: bool = False) -> Reading:
    return Reading(person, row["first"], row["last"], row["times"], as_companion)

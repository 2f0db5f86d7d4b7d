"""Clockwork of gradings."""

from datetime import date
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from classification.actions import expire
from classification.authority.waiting import let_deciders_see
from classification.gradings.due import past_their_period
from classification.scoping.actions import end
from classification.scoping.actions import expire as expire_request
from classification.scoping.querysets import left_undecided, run_out
from vault import lock


@shared_task(name="classification.tasks.end_periods")
@lock.nothing(because="gradings, not what they are about")
def end_periods(day: str | None = None) -> None:
    """Each day: declassifies by itself what is past its period. A day to come is not believed: who writes it could lift everything."""
    today = timezone.localdate()
    on = min(date.fromisoformat(day), today) if day else today
    tried: set[UUID] = set()
    while found := list(past_their_period(on=on).exclude(pk__in=tried).order_by("pk")[:200]):  # what was derived follows its source
        for record in found:
            tried.add(record.pk)
            expire(record, on=on)


@shared_task(name="classification.tasks.end_scopes")
@lock.nothing(because="grants, not what they let in to")
def end_scopes(day: str | None = None) -> None:
    """Each day: clears away whom a scope held until a day that is over, and tells them; they have seen nothing since midnight. Ends
    requests that nobody has decided, and lets see what waits whoever decides it now that appointments have ended or begun.
    """
    today = timezone.localdate()
    on = min(date.fromisoformat(day), today) if day else today
    with transaction.atomic():
        let_deciders_see()
    for change in run_out(on=on).select_related("record").order_by("pk").iterator(200):
        end(change, on=on)
    for change in left_undecided(on=on).select_related("record").order_by("pk").iterator(200):
        expire_request(change, on=on)

"""Clockwork of gradings."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from classification.actions import expire
from classification.gradings.due import past_their_period


@shared_task(name="classification.tasks.end_periods")
def end_periods(day: str | None = None) -> None:
    """Each day: declassifies by itself what is past its period. A day to come is not believed: who writes it could lift everything."""
    today = timezone.localdate()
    on = min(date.fromisoformat(day), today) if day else today
    for record in past_their_period(on=on).order_by("pk").iterator(200):
        expire(record, on=on)

"""What waits for a person in gradings: notices to acknowledge, periods that end, reviews that are due."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classification.gradings.due import ending_for, is_last_warning, reviews_for
from classification.gradings.querysets import waiting_notices
from classification.models import GradedRecord
from classification.naming import named
from classification.scoping.querysets import scope_notices_for
from personnel.models import Person
from personnel.worklist import WorkItem

MOST = 20


def to_acknowledge(person: Person, on: date) -> Iterator[WorkItem]:
    """Changes of levels, declassifications and declined proposals the person has not acknowledged yet."""
    waiting = list(waiting_notices(person)[:MOST])
    names = named([notice.grading.record_id for notice in waiting], person, on=on)
    for notice in waiting:
        name = names.get(notice.grading.record_id)
        url = f"{reverse('classification:notices')}#notice-{notice.pk}"
        since = timezone.localdate(notice.sent_at)
        yield WorkItem("notice", _("Acknowledge the notice"), name.number if name else "", url, since=since)


def told_of_scopes(person: Person, on: date) -> Iterator[WorkItem]:
    """Let in, let out, and what became of one's own requests, not acknowledged yet."""
    waiting = list(scope_notices_for(person).filter(acknowledged_at__isnull=True).order_by("sent_at")[:MOST])
    names = named([notice.change.record_id for notice in waiting], person, on=on)
    for notice in waiting:
        name = names.get(notice.change.record_id)
        url = f"{reverse('classification:notices')}#scope-{notice.pk}"
        since = timezone.localdate(notice.sent_at)
        yield WorkItem("notice", notice.get_said_display(), name.number if name else "", url, since=since)


def to_extend(person: Person, on: date) -> Iterator[WorkItem]:
    """Periods that end: extended before, with a reason, or left to end by themselves."""
    found = list(ending_for(person, on=on).order_by("grading__secret_until", "pk")[:MOST])
    names = named([record.pk for record in found], person, on=on)
    for record in found:
        last = is_last_warning(record.grading, on=on)
        label = _("The period ends soon: extend it now or let it end") if last else _("The period ends: extend it or let it end")
        yield _item("period", label, record, names, due_on=record.grading.secret_until)


def to_review(person: Person, on: date) -> Iterator[WorkItem]:
    """Gradings nobody has looked at for a year."""
    found = list(reviews_for(person, on=on).order_by("grading__review_on", "pk")[:MOST])
    names = named([record.pk for record in found], person, on=on)
    for record in found:
        yield _item("period", _("Review the grading: does it stay as it is?"), record, names, due_on=record.grading.review_on)


def _item(kind: str, label: str, record: GradedRecord, names: dict, *, due_on: date) -> WorkItem:
    number = names[record.pk].number if record.pk in names else ""
    return WorkItem(kind, label, number, reverse("classification:due"), since=due_on, mark=record.mark, due_on=due_on)


SOURCES = (to_acknowledge, told_of_scopes, to_extend, to_review)

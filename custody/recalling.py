"""What a leaver has borrowed is called back (催还). Basis: REQUIREMENTS C4, H4, THREATS T10."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.events import Event
from custody import events
from custody.locking import lock_slip
from custody.models import BorrowSlip, LoanStatus
from custody.querysets import UNDER_WAY
from personnel.models import Person
from personnel.workdays import after_working_days, last_working_day
from vault import clock


@transaction.atomic
def call_back(person: Person, by: Person, on: date, until: date) -> None:
    """Every loan that is out comes back by the last working day up to `until`, none later than it was due already."""
    due = last_working_day(max(until, on), since=on)
    for slip in _out(person):
        if slip.recalled_at is None:
            slip.recalled_at, slip.due_before_recall = clock.now(), slip.due_on
        if due.due_on < slip.due_on:
            slip.due_on, slip.by_weekdays = due.due_on, due.by_weekdays
        _keep(slip, events.RECALLED, by)


@transaction.atomic
def give_up(person: Person, by: Person) -> None:
    """The person stays: what is still out is due again when it was."""
    for slip in _out(person):
        if slip.recalled_at is None:
            continue
        lent_on = timezone.localdate(slip.handed_over_at)
        slip.due_on, slip.by_weekdays = slip.due_before_recall, after_working_days(lent_on, slip.days).by_weekdays
        slip.recalled_at, slip.due_before_recall, slip.overdue_noted_on = None, None, None
        _keep(slip, events.RECALL_GIVEN_UP, by)


def _out(person: Person) -> Iterator[BorrowSlip]:
    """Locked, in the order of the records. What is still to be handed over is locked as well: whoever does that asks again afterwards."""
    for slip in BorrowSlip.objects.filter(applicant=person, status__in=UNDER_WAY).order_by("record_id", "pk"):
        slip = lock_slip(slip)
        if slip.status == LoanStatus.ON_LOAN:
            yield slip


def _keep(slip: BorrowSlip, event: Event, by: Person) -> None:
    slip.keep(by=by)
    facts = {"number": slip.number, "day": slip.due_on.isoformat()}
    record(event, actor=by, subject=slip, dossier_id=slip.record_id, facts=facts)

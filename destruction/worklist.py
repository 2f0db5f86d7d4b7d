"""What waits for whom: executions to open, destructions to witness."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.kept_out import kept_out
from destruction.models import DestructionSlip
from destruction.querysets import awaiting_witness, open_to_execution
from destruction.rules import is_too_late
from personnel.models import Person
from personnel.offices import Office
from personnel.worklist import WorkItem


def waiting(person: Person, on: date) -> Iterator[WorkItem]:
    """Registered with the worklist."""
    if person.holds(Office.SECURITY_CLERK):
        for slip in _beyond_walls(open_to_execution(person), person, on):
            yield _item("execute", _("Open the execution of a destruction"), slip, since=timezone.localdate(slip.approved_at))
    if person.holds(Office.DESTRUCTION_WITNESS):
        for slip in _beyond_walls(awaiting_witness(person), person, on):
            if not is_too_late(slip, at=timezone.now()):
                yield _item("witness", _("Witness a destruction"), slip, since=timezone.localdate(slip.opened_at))


def _beyond_walls(slips: QuerySet[DestructionSlip], person: Person, on: date) -> Iterator[DestructionSlip]:
    """Those of which no wall keeps the person out of anything."""
    found = list(slips.select_related("level"))
    barred = kept_out(found, on=on)
    yield from (slip for slip in found if person.pk not in barred.get(slip.pk, ()))


def _item(kind: str, label, slip: DestructionSlip, *, since: date) -> WorkItem:
    return WorkItem(kind=kind, label=label, number=slip.number, url=slip.get_absolute_url(), since=since, mark=slip.mark)

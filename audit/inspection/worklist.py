"""What waits for a person in the self-inspection: to word, to sign."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.inspection import querysets
from audit.inspection.models import Report
from personnel.models import Person
from personnel.worklist import WorkItem


def to_word(person: Person, on: date) -> Iterator[WorkItem]:
    """Finished quarters whose report the petition office has not worded."""
    if querysets.is_of_petition_office(person, on=on):
        for report in querysets.to_word():
            yield _item(report, "word", _("Word the self-inspection report"), report.made_at)


def to_sign(person: Person, on: date) -> Iterator[WorkItem]:
    """Worded reports, for the leader in charge who did not word them."""
    waiting = list(querysets.to_sign().exclude(worded_by=person))
    if waiting and person in querysets.signing_leaders(on=on):
        for report in waiting:
            yield _item(report, "sign", _("Sign the self-inspection report"), report.worded_at)


def _item(report: Report, kind: str, label, since) -> WorkItem:
    return WorkItem(kind=kind, label=label, number=report.number, url=report.get_absolute_url(), since=timezone.localdate(since))

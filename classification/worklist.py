"""What waits for a person in gradings: notices to acknowledge."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classification.gradings.querysets import waiting_notices
from classification.naming import named
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


SOURCES = (to_acknowledge,)

"""What proposals ask of a person."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from personnel.models import Person
from personnel.proposals.kinds import kind_of
from personnel.proposals.querysets import waiting_for
from personnel.worklist import WorkItem


def to_confirm(person: Person, on: date) -> Iterator[WorkItem]:
    """Proposals that wait for this leader's word."""
    for proposal in waiting_for(person, on=on):
        about = proposal.person.username if proposal.person else proposal.values.get("name", "")
        since = timezone.localdate(proposal.proposed_at)
        yield WorkItem("confirm", kind_of(proposal).label, about, proposal.get_absolute_url(), since)

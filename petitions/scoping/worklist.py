"""What waits for a person in scopes: requests to decide, and access of their own that ends soon."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classification.models import RecordUserGrant, ScopeChange
from classification.scoping.querysets import RELATED
from classification.scoping.rules import obstacles_to_deciding
from personnel.models import Person
from personnel.worklist import WorkItem
from petitions.models import Petition
from petitions.querysets import RELATED as OF_PETITIONS
from petitions.querysets import visible_petitions

MOST = 20
SOON = timedelta(days=7)


def to_decide(person: Person, on: date) -> Iterator[WorkItem]:
    """Requests to widen or to narrow a scope that wait for this person."""
    waiting = ScopeChange.objects.filter(status=ScopeChange.Status.PROPOSED, record__in=visible_petitions(person, on).values("pk"))
    for change in waiting.select_related(*RELATED).order_by("proposed_at")[: 5 * MOST]:
        if not any(obstacles_to_deciding(change, person, on=on)):
            yield _item(change, person, on)


def _item(change: ScopeChange, person: Person, on: date) -> WorkItem:
    petition = Petition.objects.select_related(*OF_PETITIONS).get(pk=change.record_id)
    label = _("Decide who is added to the scope") if change.adds else _("Decide who is taken out of the scope")
    since = timezone.localdate(change.proposed_at)
    return WorkItem("grade", label, petition.number, reverse("petitions:scope_change", args=[change.pk]), since=since, mark=petition.mark)


def to_prolong(person: Person, on: date) -> Iterator[WorkItem]:
    """One's own access that ends within a week: asked for again, or left to end by itself."""
    ending = dict(RecordUserGrant.objects.filter(user=person, until__range=(on, on + SOON)).values_list("content_object_id", "until"))
    for petition in visible_petitions(person, on).filter(pk__in=ending).order_by("registered_at")[:MOST]:
        until = ending[petition.pk]
        url = reverse("petitions:scope_adding", args=[petition.pk])
        label = _("Your access ends: ask for more time or let it end")
        yield WorkItem("period", label, petition.number, url, since=until, mark=petition.mark, due_on=until)


SOURCES = (to_decide, to_prolong)

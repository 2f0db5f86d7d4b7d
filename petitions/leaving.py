"""Cases in the hands of somebody who leaves, and what waits for their decision."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.leaving.registry import Source, Thing
from personnel.models import Person
from petitions import rules
from petitions import worklist as decisions
from petitions.choices import Status
from petitions.models import Petition
from petitions.querysets import visible_petitions
from petitions.scoping import worklist as scopes
from vault import lock


def in_hand(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """By number for whom the petition exists, else by its unit alone."""
    seen = set(_of(person).filter(pk__in=visible_petitions(reader, on).values("pk")).values_list("pk", flat=True))
    for petition in _in_any_unit(person):
        since = timezone.localdate(petition.assigned_at) if petition.assigned_at else None
        shown = petition.pk in seen
        url = petition.get_absolute_url() if shown else ""
        yield Thing(str(petition.pk), petition.number if shown else "", since, url, str(petition.record.unit))


@lock.everything(because="a case holds up whoever leaves, whoever's it is; told by its unit alone where the reader does not see it")
def _in_any_unit(person: Person) -> list[Petition]:
    return list(_of(person).select_related("record__unit").order_by("number"))


def _of(person: Person):
    return Petition.objects.filter(status=Status.IN_HAND, handling_officer=person)


def to_hand_over(person: Person, giver: Person, on: date) -> list[Petition]:
    """Cases of this person that the giver may put into other hands."""
    found = visible_petitions(giver, on).filter(status=Status.IN_HAND, handling_officer=person).order_by("number")
    return [petition for petition in found if rules.may_assign(petition, giver)]


def _settle(person: Person, reader: Person, on: date) -> str:
    return reverse("petitions:handing_over", args=[person.pk]) if to_hand_over(person, reader, on) else ""


def to_decide(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Gradings and changes of scopes that wait for this person; by number for themself alone."""
    with lock.as_seen_by(person):
        waiting = [*decisions.to_decide(person, on), *scopes.to_decide(person, on)]
    own = reader.pk == person.pk
    for item in waiting:
        yield Thing(item.url.strip("/").replace("/", "-")[:64], item.number if own else "", item.since, item.url if own else "", item.label)


TO_DECIDE = Source(
    "decision",
    _("Waiting for their decision"),
    _("The person decides; when the office has ended, another grading authority does."),
    to_decide,
    passes=True,
)
IN_HAND = Source(
    "case",
    _("Cases in hand"),
    _("The registrar or the head of the owning unit hands them to another officer, or the case is closed."),
    in_hand,
    _settle,
)

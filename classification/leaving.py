"""What classification knows of somebody who leaves: clearances and grants, which end with access."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classification import admissions
from classification.actions import end_clearance
from classification.models import Clearance, Grading, RecordUserGrant, ScopeChange, SecrecyLevel
from personnel.leaving.registry import Source, Thing, register_all_levels, register_cleared, register_ending, register_hold
from personnel.models import Person


def cleared_for(person: Person, on: date) -> list[tuple[str, str]]:
    """Code and words of every level the person is cleared for on this day."""
    held = Clearance.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on, person=person)
    return [(clearance.level_id, str(clearance.level)) for clearance in held.select_related("level")]


def all_levels() -> list[tuple[str, str]]:
    levels = SecrecyLevel.objects.select_related("scheme").order_by("scheme__position", "-rank")
    return [(level.code, f"{level.scheme} · {level}") for level in levels]


def reader_grants(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Records that name the person as a reader, by a grant of their own; told by unit, never by number."""
    named = RecordUserGrant.objects.filter(user=person, permission__codename=admissions.KNOW)
    for grant in named.select_related("content_object__unit").order_by("pk"):
        record = grant.content_object
        yield Thing(str(record.pk), "", record.registered_on, "", str(record.unit))


def asked_for(person: Person, reader: Person, on: date) -> Iterator[Thing]:
    """Gradings and changes of scopes that the person proposed and nobody has decided; told by unit, never by number."""
    gradings = Grading.objects.filter(proposer=person, status=Grading.Status.PROPOSED).select_related("record__unit")
    changes = ScopeChange.objects.filter(proposer=person, status=ScopeChange.Status.PROPOSED).select_related("record__unit")
    found: list[Grading | ScopeChange] = [*gradings.order_by("proposed_at"), *changes.order_by("proposed_at")]
    for one in found:
        words = " · ".join((str(one.get_kind_display()), str(one.record.unit)))
        yield Thing(str(one.pk), "", timezone.localdate(one.proposed_at), "", words)


def end_access(person: Person, by: Person, on: date) -> None:
    """Clearances end with this day; grants that name the person are gone at once."""
    for clearance in Clearance.objects.filter(person=person).exclude(until__lte=on):
        end_clearance(clearance, on=max(clearance.since, on), by=by)
    admissions.let_out(person)


def connect() -> None:
    """Called in `ready()`."""
    title, settled = _("Readers named by themselves"), _("These grants end by themselves with access.")
    register_hold(Source("grant", title, settled, reader_grants, passes=True))
    title, settled = _("Gradings and scopes they asked for"), _("The grading authority decides; who asked need not be here any more.")
    register_hold(Source("asked", title, settled, asked_for, passes=True))
    register_ending(end_access)
    register_cleared(cleared_for)
    register_all_levels(all_levels)

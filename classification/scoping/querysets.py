"""Who is in a scope now, what waits to be decided about it, and who was told."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from classification.admissions import KNOW
from classification.models import GradedRecord, Grading, RecordGroupGrant, RecordUserGrant
from classification.scopes import Nameable, named_by, reference_to
from classification.scoping.models import ScopeChange, ScopeNotice
from personnel.groups.querysets import in_force
from personnel.models import Person

DECIDED_WITHIN_DAYS = 30  # as a slip that nobody signs
RELATED = ("person", "unit", "group", "proposer", "decided_by", "record__unit")


@dataclass(frozen=True)
class InScope:
    """A unit, a working group or a person in the scope; `until`: the last day, None where the grading itself names them."""

    named: Nameable
    until: date | None = None

    @property
    def reference(self) -> str:
        return reference_to(self.named)

    def __str__(self) -> str:
        if self.until is None:
            return str(self.named)
        return _("%(ground)s (until %(day)s)") % {"ground": self.named, "day": self.until.isoformat()}


def scope_of(record: GradedRecord, *, on: date) -> list[InScope]:
    """Units first, then working groups, then people, by name; what has run out and who works no more is left out."""
    running = Q(until__isnull=True) | Q(until__gte=on)
    known = {"content_object": record, "permission__codename": KNOW}
    units = RecordGroupGrant.objects.filter(running, **known).select_related("group__unit", "group__working_group")
    units = units.filter(Q(group__unit__isnull=False) | in_force(on=on, prefix="group__working_group__"))
    units = units.order_by("group__unit__name", "group__working_group__name")
    people = RecordUserGrant.objects.filter(running, **known).select_related("user").order_by("user__name", "user__pk")
    return [InScope(named_by(grant.group), grant.until) for grant in units] + [InScope(grant.user, grant.until) for grant in people]


def lasting(record: GradedRecord, *, on: date) -> list[str]:
    """References of whom the grading names and nobody has taken out since: what a new grading starts from."""
    return sorted(found.reference for found in scope_of(record, on=on) if found.until is None)


def taken_out_since(grading: Grading) -> set[str]:
    """References of whom a decision took out after this was proposed: it does not bring them back unseen."""
    removed = ScopeChange.objects.filter(record=grading.record_id, kind=ScopeChange.Kind.REMOVAL, status=ScopeChange.Status.GRANTED)
    found = removed.filter(decided_at__gt=grading.proposed_at).select_related("person", "unit", "group")
    return {InScope(change.named).reference for change in found}


def waiting_changes(record: GradedRecord) -> QuerySet[ScopeChange]:
    return ScopeChange.objects.filter(record=record, status=ScopeChange.Status.PROPOSED).select_related(*RELATED)


def run_out(*, on: date) -> QuerySet[ScopeChange]:
    """Added until a day that is over."""
    return ScopeChange.objects.filter(kind=ScopeChange.Kind.ADDING, status=ScopeChange.Status.GRANTED, until__lt=on)


def left_undecided(*, on: date) -> QuerySet[ScopeChange]:
    """Requests that have waited longer than `DECIDED_WITHIN_DAYS`: nobody may decide them, or whoever asked sees the record no more."""
    made_by = datetime.combine(on - timedelta(days=DECIDED_WITHIN_DAYS), time.min, timezone.get_current_timezone())
    return ScopeChange.objects.filter(status=ScopeChange.Status.PROPOSED, proposed_at__lt=made_by)


def scope_notices_for(person: Person) -> QuerySet[ScopeNotice]:
    """A person's own notices, what is not acknowledged first."""
    related = ("change__person", "change__unit", "change__group", "change__decided_by", "change__record")
    return ScopeNotice.objects.filter(person=person).select_related(*related).order_by("-sent_at", "-id")

"""What waits is shown to whoever may decide it now, as offices, clearances, limits and walls stand: the projection is redone at once."""

from collections.abc import Iterable

from django.db.models import Q

from classification import admissions
from classification.models import GradedRecord, Grading, ScopeChange
from personnel.models import Person, Unit
from personnel.offices import Office
from vault.turns import Turn, take


def let_deciders_see(units: Iterable[Unit] | None = None) -> None:
    """Of these units' records, else of all. In the caller's transaction; the turn first, then the records (docs/decisions/0023)."""
    take(Turn.DECIDING)
    owned = Q() if units is None else Q(unit__in=list(units))
    gradings = Grading.objects.filter(status=Grading.Status.PROPOSED).values("record")
    changes = ScopeChange.objects.filter(status=ScopeChange.Status.PROPOSED).values("record")
    waiting = GradedRecord.objects.filter(Q(pk__in=gradings) | Q(pk__in=changes), owned)
    for one in waiting.select_for_update().order_by("pk"):
        admissions.project(one)


def powers_changed(person: Person) -> None:
    """An office or a clearance of theirs has begun or ended: others may have to decide where they are the grading authority, and they may
    have to themself where they lead the house."""
    if person.appointments.filter(office=Office.UNIT_HEAD, unit__parent=None).exists():
        let_deciders_see()
        return
    units = Unit.objects.filter(leaders__person=person, leaders__office=Office.GRADING_AUTHORITY).distinct()
    if units:
        let_deciders_see(units)

"""Which imports a person sees, which ones the worker has to go on with."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from classification.querysets import is_cleared_for
from personnel.models import Person
from personnel.offices import Office
from petitions.importing.models import BUSY, ImportedPetition, ImportRun, State


def visible_runs(person: Person, on: date) -> QuerySet[ImportRun]:
    """Imports of the units for which this person registers now, while cleared for what is not graded yet. Basis: DESIGN §3, §4."""
    registers = person.is_active and is_cleared_for(person, None, on=on)
    units = [held.unit_id for held in person.appointments_now if held.office == Office.REGISTRAR] if registers else []
    return ImportRun.objects.filter(unit__in=units).select_related("unit", "by")


def petitions_of(run: ImportRun) -> QuerySet:
    """Ids of the petitions it brought in; who may see which of them is asked by whoever shows them."""
    return ImportedPetition.objects.filter(run=run).values_list("petition_id", flat=True)


def unfinished() -> list[UUID]:
    """Imports with something left to do: to go on with, or a file to let go."""
    over = [State.DONE, State.UNUSABLE, State.UNDONE, State.DISCARDED]
    found = ImportRun.objects.filter(Q(state__in=BUSY) | Q(state__in=over, file__isnull=False))
    return list(found.order_by("made_at").values_list("pk", flat=True))

"""What a petition becomes once its key is gone."""

from datetime import date

from django.db import transaction

from personnel.models import Person
from petitions import events
from petitions.actions.handling import locked, remember
from petitions.choices import Status
from petitions.models import Petition
from vault import blind


@transaction.atomic
def mark_destroyed(petition: Petition, *, by: Person | None, on: date) -> Petition:
    """Tombstone: number and dates stay, index rows go; the sealed columns are unreadable since the key was shredded.

    Whether it may be destroyed was asked by the destruction slip. Repeating it changes nothing (recovery at start).
    """
    petition = locked(petition)
    if petition.status == Status.DESTROYED:
        return petition
    petition.move_to(Status.DESTROYED, by=by)
    petition.record.destroyed_on = on
    petition.record.keep(by=by)
    blind.forget([petition.pk])
    remember(events.DESTROYED, petition, by)
    return petition

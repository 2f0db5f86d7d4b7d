"""A person who has compared two petitions says that one repeats the other (重件). Nothing is merged. Basis: DOMAIN §2.7."""

from datetime import date

from django.db import transaction

from audit.trail.refusals import demand
from personnel.models import Person
from petitions import events, linking
from petitions.actions.handling import locked, remember
from petitions.models import Petition
from vault import lock


@transaction.atomic
def link_repeat(petition: Petition, *, earlier: Petition, by: Person, on: date) -> Petition:
    """`petition` repeats `earlier`; what it was linked to before gives way."""
    found = {row.pk: locked(row) for row in sorted((petition, earlier), key=lambda row: row.pk)}
    petition, earlier = found[petition.pk], found[earlier.pk]
    if petition.repeat_of_id == earlier.pk:
        return petition  # the form was sent twice
    demand(linking.obstacles_to_linking(petition, earlier, by, on=on))
    petition.repeat_of = earlier
    petition.keep(by=by)
    remember(events.LINKED, petition, by, earlier=earlier.number)
    return petition


@transaction.atomic
def unlink_repeat(petition: Petition, *, by: Person, on: date) -> Petition:
    """The two have nothing to do with each other after all."""
    petition = locked(petition)
    demand(linking.obstacles_to_finding_repeats(petition, by, on=on))
    with lock.everything(because="what it was linked to may have become another unit's business"):
        earlier = petition.repeat_of
    if earlier is None:
        return petition
    petition.repeat_of = None
    petition.keep(by=by)
    remember(events.UNLINKED, petition, by, earlier=earlier.number)
    return petition

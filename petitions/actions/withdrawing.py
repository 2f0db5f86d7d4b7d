"""What was registered by mistake is withdrawn (作废): it stays on record, sealed, and its number stays used."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from audit.trail.refusals import demand
from personnel.models import Person
from petitions import events, rules
from petitions.actions.handling import locked, remember
from petitions.choices import Status
from petitions.models import Petition
from vault import blind


@transaction.atomic
def withdraw(petitions: Iterable[Petition], *, by: Person, on: date) -> None:
    """Nothing is destroyed: key and content stay, only search and imports know them no more. See docs/decisions."""
    found = [locked(petition) for petition in sorted(petitions, key=lambda petition: petition.pk)]
    for petition in found:
        demand(rules.obstacles_to_withdrawing(petition, by, on=on))
        petition.move_to(Status.WITHDRAWN, by=by)
        remember(events.WITHDRAWN, petition, by)
    blind.forget([petition.pk for petition in found])

"""What was registered by mistake is withdrawn (作废): it stays on record, sealed, and its number stays used."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from audit.trail.actions import prepare, record_many
from audit.trail.models import Entry
from audit.trail.refusals import demand
from personnel.models import Person
from petitions import events, rules
from petitions.actions.handling import all_locked
from petitions.choices import Status
from petitions.models import Petition
from vault import blind


@transaction.atomic
def withdraw(petitions: Iterable[Petition], *, by: Person, on: date) -> None:
    """Many at once; all or nothing. Nothing is destroyed: key and content stay, only search and imports know them no more.

    See docs/decisions/0019.
    """
    found = all_locked(petitions)
    demand(rules.obstacles_to_withdrawing(found, by, on=on))
    Petition.move_all(found, Status.WITHDRAWN, by=by)
    record_many([_withdrawn(petition, by) for petition in found])
    blind.forget([petition.pk for petition in found])


def _withdrawn(petition: Petition, by: Person) -> Entry:
    return prepare(events.WITHDRAWN, actor=by, subject=petition, dossier_id=petition.pk, facts={"number": petition.number})

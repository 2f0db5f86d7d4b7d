"""A reveal is an act: who, which field, why. Basis: DESIGN §3, REQUIREMENTS P5."""

from datetime import date

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person
from petitions import events, rules
from petitions.models import Petition


@transaction.atomic
def remember_reveal(petition: Petition, *, field: str, reason: str, by: Person, on: date) -> None:
    """Written before the value is shown; the reason is sealed with the record."""
    demand(rules.obstacles_to_revealing(petition, by, on=on))
    facts = {"number": petition.number, "field": field}
    record(events.REVEALED, actor=by, subject=petition, dossier_id=petition.pk, facts=facts, text=reason)

"""Ask that somebody be added to a petition's scope or taken out of it; the decision is classification's."""

from datetime import date

from django.db import transaction

from audit.trail.refusals import demand
from classification.models import ScopeChange
from classification.scopes import Nameable
from classification.scoping import actions as scoping
from personnel.models import Person
from petitions.actions.handling import locked
from petitions.models import Petition
from petitions.scoping import rules


@transaction.atomic
def ask_in(petition: Petition, *, named: Nameable, until: date | None, reason: str, by: Person, on: date) -> ScopeChange:
    """That a unit, a group or a person be let in up to the end of a day."""
    petition = locked(petition)
    demand(rules.obstacles_to_asking_in(petition, by, on=on))
    demand(rules.obstacles_to_naming(petition, named, by))
    return scoping.propose(petition.record, kind=ScopeChange.Kind.ADDING, named=named, until=until, reason=reason, by=by, on=on)


@transaction.atomic
def ask_out(petition: Petition, *, named: Nameable, reason: str, by: Person, on: date) -> ScopeChange:
    """That a unit, a group or a person be taken out of the scope."""
    petition = locked(petition)
    demand(rules.obstacles_to_asking_out(petition, by, on=on))
    return scoping.propose(petition.record, kind=ScopeChange.Kind.REMOVAL, named=named, reason=reason, by=by, on=on)

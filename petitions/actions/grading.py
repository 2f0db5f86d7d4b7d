"""Grading seen from the petition: who may propose is asked here, the rest is classification's."""

from datetime import date

from django.db import transaction

from audit.trail.refusals import demand
from classification import actions as classification
from classification.models import Grading, SecrecyLevel
from classification.periods import Period
from personnel.models import Person
from petitions import rules
from petitions.actions.handling import locked
from petitions.models import Petition


@transaction.atomic
def propose_grading(
    petition: Petition, *, level: SecrecyLevel, period: Period, basis: str, scope: list[str], by: Person, on: date
) -> Grading:
    """The handling officer's proposal (拟定密)."""
    petition = locked(petition)
    demand(rules.obstacles_to_proposing_grading(petition, by, on=on))
    waiting = petition.record.gradings.filter(status=Grading.Status.PROPOSED, proposer=by).first()
    if waiting is not None and _says(waiting, level, period, basis, scope):
        return waiting
    return classification.propose_grading(petition.record, level=level, period=period, basis=basis, scope=scope, by=by, on=on)


def _says(grading: Grading, level: SecrecyLevel, period: Period, basis: str, scope: list[str]) -> bool:
    """Whether the proposal that waits says the same already: the form was sent twice."""
    stands = (grading.level_id, grading.period_kind, grading.period_value, grading.secret_until, grading.basis, grading.scope)
    return stands == (level.pk, period.kind, period.value, period.until, basis, sorted(set(scope)))


@transaction.atomic
def decide_grading(grading: Grading, *, level: SecrecyLevel, period: Period, basis: str, scope: list[str], by: Person, on: date) -> Grading:
    """The grading authority confirms or amends (定密)."""
    locked(Petition.objects.get(pk=grading.record_id))
    return classification.decide_grading(grading, level=level, period=period, basis=basis, scope=scope, by=by, on=on)

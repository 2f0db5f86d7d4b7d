"""Grading seen from the petition: who may propose is asked here, the rest is classification's."""

from datetime import date

from django.db import transaction

from audit.trail.refusals import demand
from classification import actions as classification
from classification.gradings.querysets import source_of
from classification.guide.models import GuideItem
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.periods import Period
from classification.rules import obstacles_to_claiming
from personnel.models import Person
from petitions import rules
from petitions.actions.handling import locked
from petitions.models import Petition
from vault.turns import Turn, take


@transaction.atomic
def propose_grading(
    petition: Petition,
    *,
    level: SecrecyLevel,
    period: Period,
    basis: str,
    scope: list[str],
    by: Person,
    on: date,
    reason: str = "",
    item: GuideItem | None = None,
    source: GradedRecord | None = None,
    freed: bool = False,
) -> Grading:
    """The handling officer's proposal (拟定密), or one to change what was decided (变更)."""
    petition = locked(petition)
    demand(rules.obstacles_to_proposing_grading(petition, by, on=on))
    demand(obstacles_to_claiming(petition.record, level, by, on=on))
    origin = source_of(petition.record, named=source, freed=freed)
    if waiting := _said_already(
        petition, by, (level.pk, period.kind, period.value, period.until, basis, sorted(set(scope)), reason, item, origin)
    ):
        return waiting
    return classification.propose_grading(
        petition.record,
        level=level,
        period=period,
        basis=basis,
        scope=scope,
        by=by,
        on=on,
        reason=reason,
        item=item,
        source=source,
        freed=freed,
    )


@transaction.atomic
def propose_declassification(petition: Petition, *, basis: str, reason: str, by: Person, on: date) -> Grading:
    """The handling officer's proposal to declassify (拟解密)."""
    petition = locked(petition)
    demand(rules.obstacles_to_declassifying(petition, by, on=on))
    waiting = _waiting(petition, by)
    if waiting is not None and waiting.declassifies and (waiting.basis, waiting.reason) == (basis, reason):
        return waiting
    return classification.propose_declassification(petition.record, basis=basis, reason=reason, by=by, on=on)


def _said_already(petition: Petition, by: Person, said: tuple) -> Grading | None:
    """The proposal that waits where it says the same: the form was sent twice."""
    found = _waiting(petition, by)
    if found is None or found.declassifies:
        return None
    period = (found.period_kind, found.period_value, found.secret_until)
    return found if (found.level_id, *period, found.basis, found.scope, found.reason, found.item, found.source) == said else None


def _waiting(petition: Petition, by: Person) -> Grading | None:
    return petition.record.gradings.filter(status=Grading.Status.PROPOSED, proposer=by).first()


@transaction.atomic
def decide_grading(grading: Grading, *, level: SecrecyLevel, period: Period, basis: str, scope: list[str], by: Person, on: date) -> Grading:
    """The grading authority confirms or amends (定密). The turn first; then what it is derived from, as by whoever raises that."""
    take(Turn.DECIDING)
    list(GradedRecord.objects.filter(pk=grading.source_id).select_for_update())
    locked(Petition.objects.get(pk=grading.record_id))
    return classification.decide_grading(grading, level=level, period=period, basis=basis, scope=scope, by=by, on=on)


@transaction.atomic
def declassify(grading: Grading, *, by: Person, on: date) -> Grading:
    """The grading authority declassifies as proposed (解密)."""
    locked(Petition.objects.get(pk=grading.record_id))
    return classification.declassify(grading, by=by, on=on)


@transaction.atomic
def decline_grading(grading: Grading, *, reason: str, by: Person, on: date) -> Grading:
    """The grading authority leaves it as it was, and says why."""
    locked(Petition.objects.get(pk=grading.record_id))
    return classification.decline_grading(grading, reason=reason, by=by, on=on)

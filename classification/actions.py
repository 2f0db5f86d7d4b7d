"""Open a record, propose and decide gradings, let the handling officer in, clear people."""

from datetime import date

from django.conf import settings
from django.db import transaction

from audit.trail.actions import record as remember
from audit.trail.refusals import demand
from classification import admissions, events, rules
from classification.models import Clearance, GradedRecord, Grading, SecrecyLevel
from classification.periods import Period
from personnel.models import Person, Unit
from vault import clock, keys
from vault.identity import uuid7


def open_record(*, unit: Unit, on: date, by: Person) -> GradedRecord:
    """A new dossier with its record key (written first, durably) and its first admissions; in the caller's transaction."""
    record = GradedRecord(id=uuid7(), unit=unit, registered_on=on, registered_at=clock.now())
    keys.make_key(record.pk)
    record.keep(by=by)
    admissions.project(record)
    return record


@transaction.atomic
def propose_grading(
    record: GradedRecord, *, level: SecrecyLevel, period: Period, basis: str, scope: list[str], by: Person, on: date
) -> Grading:
    """A proposal (拟定密); replaces one that still waits. Who may propose is asked by the caller's app."""
    record = _locked(record)
    demand(rules.obstacles_to_proposing(record))
    demand(rules.obstacles_to_values(level, period, scope, on=on))
    for waiting in record.gradings.filter(status=Grading.Status.PROPOSED):
        waiting.status = Grading.Status.REPLACED
        waiting.keep(by=by)
    grading = Grading(record=record, proposer=by, proposed_at=clock.now(), owner=settings.ORGANISATION_NAME)
    _set_values(grading, level, period, basis, scope)
    grading.keep(by=by)
    admissions.project(record)
    remember(events.GRADING_PROPOSED, actor=by, subject=grading, dossier_id=record.pk, facts={"level": level.code})
    return grading


@transaction.atomic
def decide_grading(grading: Grading, *, level: SecrecyLevel, period: Period, basis: str, scope: list[str], by: Person, on: date) -> Grading:
    """The grading authority confirms or amends; level and scope decide at once who sees the record."""
    record = _locked(grading.record)
    grading = Grading.objects.select_for_update().get(pk=grading.pk)
    demand(rules.obstacles_to_proposing(record))
    demand(rules.obstacles_to_deciding(grading, by, on=on))
    demand(rules.obstacles_to_values(level, period, scope, on=on))
    proposed = grading.level_id
    before = _values(grading)
    _set_values(grading, level, period, basis, scope)
    grading.amended = _values(grading) != before
    grading.status, grading.decided_by, grading.decided_at = Grading.Status.CONFIRMED, by, clock.now()
    _replace_earlier(record, by)
    grading.keep(by=by)
    _apply(record, grading, by)
    event = events.GRADING_AMENDED if grading.amended else events.GRADING_CONFIRMED
    facts = {"level": level.code, "proposed": proposed}
    remember(event, actor=by, subject=grading, dossier_id=record.pk, facts=facts)
    return grading


def _apply(record: GradedRecord, grading: Grading, by: Person) -> None:
    record.level, record.grading = grading.level, grading
    record.keep(by=by)
    admissions.set_scope(record, grading.scope)


def _replace_earlier(record: GradedRecord, by: Person) -> None:
    for earlier in record.gradings.filter(status=Grading.Status.CONFIRMED):
        earlier.status = Grading.Status.REPLACED
        earlier.keep(by=by)


def _set_values(grading: Grading, level: SecrecyLevel, period: Period, basis: str, scope: list[str]) -> None:
    grading.level, grading.basis, grading.scope = level, basis, sorted(set(scope))
    grading.period_kind, grading.period_value, grading.secret_until = period.kind, period.value, period.until


def _values(grading: Grading) -> tuple:
    return (
        grading.level_id,
        grading.period_kind,
        grading.period_value,
        grading.secret_until,
        grading.basis,
        list(grading.scope),
    )


@transaction.atomic
def let_handle(record: GradedRecord, *, officer: Person | None, by: Person) -> None:
    """The handling officer sees the record; the former one no longer does by this office."""
    record = _locked(record)
    admissions.let_handle(record, officer)
    remember(events.ADMITTED, actor=by, subject=officer, dossier_id=record.pk)


@transaction.atomic
def clear(person: Person, *, level: SecrecyLevel, since: date, by: Person | None, until: date | None = None) -> Clearance:
    """A clearance (涉密等级) from a day on."""
    demand(rules.obstacles_to_clearing(person))
    clearance = Clearance(person=person, level=level, since=since, until=until)
    clearance.keep(by=by)
    person.forget()
    facts = {"account": person.username, "level": level.code}
    remember(events.CLEARED, actor=by, subject=person, facts=facts)
    return clearance


@transaction.atomic
def end_clearance(clearance: Clearance, *, on: date, by: Person | None) -> Clearance:
    """The clearance ends with this day."""
    clearance = Clearance.objects.select_for_update(of=("self",)).select_related("person").get(pk=clearance.pk)
    clearance.until = on
    clearance.keep(by=by)
    clearance.person.forget()
    facts = {"account": clearance.person.username, "level": clearance.level_id}
    remember(events.CLEARANCE_ENDED, actor=by, subject=clearance.person, facts=facts)
    return clearance


def _locked(record: GradedRecord) -> GradedRecord:
    return GradedRecord.objects.select_for_update().get(pk=record.pk)

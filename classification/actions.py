"""Open a record, propose and decide gradings, let the handling officer in, clear people."""

from datetime import date

from django.conf import settings
from django.db import transaction

from audit.trail.actions import record as remember
from audit.trail.refusals import demand
from classification import admissions, events, rules
from classification.authority.waiting import powers_changed
from classification.gradings.along import above, take_along
from classification.gradings.audience import audience, may_hear
from classification.gradings.due import past_their_period, period_began
from classification.gradings.notices import notify
from classification.gradings.querysets import source_of
from classification.guide.models import GuideItem
from classification.guide.rules import obstacles_to_deriving, obstacles_to_item, obstacles_to_naming
from classification.models import Clearance, GradedRecord, Grading, SecrecyLevel
from classification.periods import Period, later
from classification.protection import claims_with, terms_in_force
from classification.schemes.terms import derived, terms_of
from classification.scoping.actions import set_aside
from personnel.models import Person, Unit
from vault import clock, keys
from vault.identity import uuid7
from vault.turns import Turn, take


def open_record(*, unit: Unit, on: date, by: Person) -> GradedRecord:
    """A new dossier with its record key (written first, durably) and its first admissions; in the caller's transaction."""
    record = GradedRecord(id=uuid7(), unit=unit, registered_on=on, registered_at=clock.now())
    keys.make_key(record.pk)
    record.keep(by=by)
    admissions.project(record)
    return record


@transaction.atomic
def propose_grading(
    record: GradedRecord,
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
    """A proposal (拟定密), or one to change what was decided (变更), with its reason; replaces one that still waits.

    Where no `source` is named, what it is derived from stands, unless it is derived no longer (`freed`), as the reason says.

    Who may propose is asked by the caller's app. A higher level protects from now on, a lower one once it is decided.
    By a matter of the guide it has that matter's level; derived from a record it is never below that record's grading.
    """
    record = _locked(record)
    kind = Grading.Kind.CHANGE if record.grading_id else Grading.Kind.GRADING
    demand(rules.obstacles_to_proposing(record))
    demand(rules.obstacles_to_reason(kind, reason))
    demand(rules.obstacles_to_values(level, period, scope, on=on, began=period_began(record)))
    demand(rules.obstacles_to_extending(record, level, period, on=on))
    demand(obstacles_to_naming(record, source, freed=freed))
    source = source_of(record, named=source, freed=freed)
    demand([*obstacles_to_item(item, level), *obstacles_to_deriving(source, level, period, before=record.grading)])
    grading = _proposal(record, kind, reason if record.grading_id else "", by)
    _set_values(grading, level, period, basis, scope)
    grading.item, grading.source = item, source
    record.claims = claims_with(record, level)
    event = events.CHANGE_PROPOSED if record.grading_id else events.GRADING_PROPOSED
    return _put_forward(record, grading, event, {"level": level.code} | _origin(grading), by)


@transaction.atomic
def propose_declassification(record: GradedRecord, *, basis: str, reason: str, by: Person, on: date) -> Grading:
    """A proposal to declassify (拟解密): level, period and scope stay in the decision as they were. Basis: DOMAIN §3.1."""
    record = _locked(record)
    demand(rules.obstacles_to_proposing(record))
    demand(rules.obstacles_to_declassification(record))
    demand(rules.obstacles_to_reason(Grading.Kind.DECLASSIFICATION, reason))
    grading, present = _proposal(record, Grading.Kind.DECLASSIFICATION, reason, by), record.grading
    _set_values(grading, present.level, _period_of(present), basis, present.scope)
    grading.source = present.source
    return _put_forward(record, grading, events.DECLASSIFICATION_PROPOSED, {"former": present.level_id}, by)


def _proposal(record: GradedRecord, kind: str, reason: str, by: Person) -> Grading:
    grading = Grading(record=record, kind=kind, proposer=by, proposed_at=clock.now(), owner=settings.ORGANISATION_NAME)
    grading.reason = reason
    return grading


def _origin(grading: Grading) -> dict:
    """By which matter of the guide, derived from which record: ids, for the entry."""
    found = {"item": grading.item_id, "derived": grading.source_id}
    return {name: str(pk) for name, pk in found.items() if pk}


def _replace_waiting(record: GradedRecord, by: Person | None) -> None:
    for waiting in record.gradings.filter(status=Grading.Status.PROPOSED):
        waiting.status = Grading.Status.REPLACED
        waiting.keep(by=by)


def _put_forward(record: GradedRecord, grading: Grading, event: events.Event, facts: dict, by: Person) -> Grading:
    _replace_waiting(record, by)
    grading.keep(by=by)
    record.keep(by=by)
    admissions.project(record)
    remember(event, actor=by, subject=grading, dossier_id=record.pk, facts=facts)
    return grading


@transaction.atomic
def decide_grading(grading: Grading, *, level: SecrecyLevel, period: Period, basis: str, scope: list[str], by: Person, on: date) -> Grading:
    """The grading authority confirms or amends; level and scope decide at once who sees the record."""
    take(Turn.DECIDING)
    source = _locked(grading.source) if grading.source else None  # first, as where a source takes along what was derived from it
    record, grading = _to_decide(grading, by, on)
    demand(rules.obstacles_to_level(level, record.unit, by, on=on))
    demand(rules.obstacles_to_values(level, period, scope, on=on, began=period_began(record)))
    demand(rules.obstacles_to_extending(record, level, period, on=on))
    demand([*obstacles_to_naming(record, source, freed=True), *obstacles_to_deriving(source, level, period, before=record.grading)])
    proposed = grading.level_id
    before = _values(grading)
    grading.item = grading.item if level.pk == proposed else None
    _set_values(grading, level, period, basis, scope)
    grading.amended = _values(grading) != before
    former = record.level_id
    facts = {"level": level.code, "proposed": proposed} | _origin(grading)
    if grading.kind == Grading.Kind.CHANGE:
        return _take_effect(record, grading, events.CHANGED, facts | {"former": former}, by, on)
    event = events.GRADING_AMENDED if grading.amended else events.GRADING_CONFIRMED
    return _take_effect(record, grading, event, facts, by, on)


@transaction.atomic
def declassify(grading: Grading, *, by: Person, on: date) -> Grading:
    """The grading authority declassifies (解密) as proposed: open to its scope without a clearance, to nobody else."""
    record, grading = _to_decide(grading, by, on)
    demand(rules.obstacles_to_declassification(record))
    return _take_effect(record, grading, events.DECLASSIFIED, {"former": record.level_id}, by, on)


@transaction.atomic
def expire(record: GradedRecord, *, on: date) -> Grading | None:
    """Declassifies by itself what is past its last secret day (自行解密); nothing where it is not, or while a higher claim waits."""
    record = _locked(record)
    if not past_their_period(on=on).filter(pk=record.pk).exists():
        return None
    stands = record.grading
    assert stands is not None  # noqa: S101 - it has a period that is over
    _replace_waiting(record, None)
    ended = Grading(record=record, kind=Grading.Kind.EXPIRY, proposed_at=clock.now(), owner=stands.owner)
    _set_values(ended, stands.level, _period_of(stands), stands.basis, stands.scope)
    ended.source = stands.source
    return _take_effect(record, ended, events.EXPIRED, {"former": stands.level_id}, None, on)


@transaction.atomic
def keep_grading(record: GradedRecord, *, by: Person, on: date) -> Grading:
    """The answer to the yearly review (每年审核): it stays as it is; asked again in a year."""
    record = _locked(record)
    demand(rules.obstacles_to_reviewing(record, by, on=on))
    grading = record.grading
    grading.review_on = later(on, months=12)
    grading.keep(by=by)
    remember(events.REVIEWED, actor=by, subject=grading, dossier_id=record.pk, facts={"level": grading.level_id})
    return grading


@transaction.atomic
def decline_grading(grading: Grading, *, reason: str, by: Person, on: date) -> Grading:
    """The grading authority leaves everything as it was, and says why; what was claimed no longer protects."""
    record, grading = _to_decide(grading, by, on)
    demand(rules.obstacles_to_reason(Grading.Kind.CHANGE, reason))
    grading.status, grading.decided_by, grading.decided_at = Grading.Status.DECLINED, by, clock.now()
    grading.refusal = reason
    grading.keep(by=by)
    record.claims = [level.code for level in above(record)]
    record.keep(by=by)
    admissions.project(record)
    facts = {"level": grading.level_id, "kind": grading.kind}
    remember(events.DECLINED, actor=by, subject=grading, dossier_id=record.pk, facts=facts)
    notify(grading, may_hear([grading.proposer], record, on=on), by=by)
    return grading


def _to_decide(grading: Grading, by: Person, on: date) -> tuple[GradedRecord, Grading]:
    """Both locked, the record first, and nothing in the way."""
    record = _locked(grading.record)
    grading = Grading.objects.select_for_update().get(pk=grading.pk)
    demand(rules.obstacles_to_proposing(record))
    demand(rules.obstacles_to_deciding(grading, by, on=on))
    return record, grading


def _take_effect(record: GradedRecord, grading: Grading, event: events.Event, facts: dict, by: Person | None, on: date) -> Grading:
    """From now on the decision holds; a change is told to everybody who saw the record before or sees it after."""
    is_change = grading.kind != Grading.Kind.GRADING
    told = audience(record, on=on) if is_change else set()
    grading.former_mark = record.mark.text
    grading.status, grading.decided_by, grading.decided_at = Grading.Status.CONFIRMED, by, clock.now()
    grading.review_on = None if grading.declassifies else later(on, months=12)
    grading.terms = _terms(record, grading)
    former = record.grading
    _replace_earlier(record, by)
    grading.keep(by=by)
    _apply(record, grading, by, on)
    if grading.kind == Grading.Kind.CHANGE:
        take_along(record, former=former, by=by, on=on)
    remember(event, actor=by, subject=grading, dossier_id=record.pk, facts=facts)
    if is_change:
        notify(grading, told | audience(record, on=on), by=by)
    return grading


def _terms(record: GradedRecord, grading: Grading) -> dict:
    """What the level says today stays with the decision; what is declassified stays lent as it was."""
    if grading.declassifies and record.grading is not None:
        return record.grading.terms
    level = SecrecyLevel.objects.select_related("scheme", "policy").get(pk=grading.level_id)
    grading.level = level
    terms = terms_of(level, grading.mark_text)
    given = terms_in_force(grading.source) if grading.source else {}
    return derived(terms, given) if given else terms


def _apply(record: GradedRecord, grading: Grading, by: Person | None, on: date) -> None:
    record.level, record.grading, record.claims = grading.level, grading, []
    record.declassified_on = on if grading.declassifies else None
    record.keep(by=by)
    if grading.declassifies:  # who needs to know stays as it is
        admissions.project(record)
        return
    set_aside(record, by=by)
    admissions.set_scope(record, grading.scope)


def _replace_earlier(record: GradedRecord, by: Person | None) -> None:
    for earlier in record.gradings.filter(status=Grading.Status.CONFIRMED):
        earlier.status = Grading.Status.REPLACED
        earlier.keep(by=by)


def _set_values(grading: Grading, level: SecrecyLevel, period: Period, basis: str, scope: list[str]) -> None:
    grading.level, grading.basis, grading.scope = level, basis, sorted(set(scope))
    grading.period_kind, grading.period_value, grading.secret_until = period.kind, period.value, period.until


def _period_of(grading: Grading) -> Period:
    return Period(grading.period_kind, grading.period_value, grading.secret_until)


def _values(grading: Grading) -> tuple:
    return grading.level_id, _period_of(grading), grading.basis, list(grading.scope)


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
    powers_changed(person)
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
    powers_changed(clearance.person)
    facts = {"account": clearance.person.username, "level": clearance.level_id}
    remember(events.CLEARANCE_ENDED, actor=by, subject=clearance.person, facts=facts)
    return clearance


def _locked(record: GradedRecord) -> GradedRecord:
    return GradedRecord.objects.select_for_update().get(pk=record.pk)

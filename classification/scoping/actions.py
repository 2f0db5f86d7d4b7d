"""Ask for a change of a scope, grant it, decline it, withdraw it; and what ends by itself."""

from datetime import date

from django.db import IntegrityError, transaction

from audit.trail.actions import record as remember
from audit.trail.events import Event
from audit.trail.refusals import Refused, demand
from classification import admissions
from classification.gradings.audience import audience
from classification.models import GradedRecord
from classification.scopes import Nameable, reference_to
from classification.scoping import events, rules
from classification.scoping.models import ScopeChange, ScopeNotice
from classification.scoping.notices import tell
from classification.scoping.querysets import RELATED, left_undecided, run_out
from personnel.models import Person
from vault import clock

Said, Status = ScopeNotice.Said, ScopeChange.Status
_LIVE = (Status.PROPOSED, Status.GRANTED)


@transaction.atomic
def propose(
    record: GradedRecord, *, kind: str, named: Nameable, reason: str, by: Person, on: date, until: date | None = None
) -> ScopeChange:
    """A request that waits; nobody sees more or less before it is granted. Who may ask: the caller's app. Sent twice, it is one."""
    record = _locked_record(record)
    target = {reference_to(named).partition(":")[0]: named}
    change = ScopeChange(record=record, kind=kind, until=until, reason=reason, proposer=by, proposed_at=clock.now(), **target)
    waiting = record.scope_changes.filter(status=Status.PROPOSED, **target).first()
    if waiting is not None and _says_the_same(waiting, change):
        return waiting
    demand([rules.WAITS_ALREADY] if waiting is not None else rules.obstacles_to_change(change, on=on))
    try:
        with transaction.atomic():
            change.keep(by=by)
    except IntegrityError as error:
        raise Refused([rules.WAITS_ALREADY]) from error
    admissions.project(record)
    _remember(events.ADDING_PROPOSED if change.adds else events.REMOVAL_PROPOSED, change, by)
    return change


def _says_the_same(one: ScopeChange, other: ScopeChange) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("kind", "until", "proposer_id", "reason"))


@transaction.atomic
def grant(change: ScopeChange, *, by: Person, on: date) -> ScopeChange:
    """From now on, in the same transaction, the projection says so; whoever sees it now or no longer is told."""
    change = _locked(change)
    demand(rules.obstacles_to_deciding(change, by, on=on))
    demand(rules.obstacles_to_change(change, on=on))
    before = audience(change.record, on=on)
    _decided(change, Status.GRANTED, by)
    if change.adds:
        assert change.until is not None  # noqa: S101 - asked above, and by the database
        admissions.let_know(change.record, change.named, until=change.until)
    else:
        admissions.let_go(change.record, change.named)
        _end_running(change, by)
    after = audience(change.record, on=on)
    _remember(events.ADDED if change.adds else events.REMOVED, change, by)
    told = dict.fromkeys(before - after, Said.LET_OUT) | dict.fromkeys(after - before, Said.LET_IN) | {change.proposer: Said.GRANTED}
    tell(change, told, by=by)
    return change


def _end_running(removal: ScopeChange, by: Person) -> None:
    """What let in whoever is taken out is over."""
    running = removal.record.scope_changes.filter(status=Status.GRANTED, kind=ScopeChange.Kind.ADDING)
    for change in running.filter(person=removal.person, unit=removal.unit, group=removal.group):
        _closed(change, Status.ENDED, by)


@transaction.atomic
def decline(change: ScopeChange, *, reason: str, by: Person, on: date) -> ScopeChange:
    """Everything stays as it is; who asked is told why."""
    change = _locked(change)
    demand(rules.obstacles_to_deciding(change, by, on=on))
    demand([] if reason.strip() else [rules.NO_REFUSAL])
    change.refusal = reason
    _decided(change, Status.DECLINED, by)
    admissions.project(change.record)
    _remember(events.DECLINED, change, by)
    tell(change, {change.proposer: Said.DECLINED}, by=by)
    return change


@transaction.atomic
def withdraw(change: ScopeChange, *, by: Person) -> ScopeChange:
    change = _locked(change)
    demand(rules.obstacles_to_withdrawing(change, by))
    change.status = Status.WITHDRAWN
    change.keep(by=by)
    admissions.project(change.record)
    _remember(events.WITHDRAWN, change, by)
    return change


@transaction.atomic
def end(change: ScopeChange, *, on: date) -> None:
    """The day is over: the grant is cleared away, and who saw it by it alone is told. Nothing where another has prolonged it."""
    change = _locked(change)
    if not run_out(on=on).filter(pk=change.pk).exists():
        return
    assert change.until is not None  # noqa: S101 - run out
    before = audience(change.record, on=change.until)
    admissions.let_go(change.record, change.named, ended_by=change.until)
    after = audience(change.record, on=on)
    _closed(change, Status.ENDED, None)
    _remember(events.ENDED, change, None)
    tell(change, dict.fromkeys(before - after, Said.LET_OUT) | {change.proposer: Said.ENDED}, by=None)


@transaction.atomic
def expire(change: ScopeChange, *, on: date) -> None:
    """Nobody decided in time: everything stays as it is, and it can be asked for anew."""
    change = _locked(change)
    if not left_undecided(on=on).filter(pk=change.pk).exists():
        return
    _closed(change, Status.EXPIRED, None)
    admissions.project(change.record)
    _remember(events.EXPIRED, change, None)
    tell(change, {change.proposer: Said.EXPIRED}, by=None)


def set_aside(record: GradedRecord, *, by: Person | None) -> None:
    """A new grading names its scope itself: what waits lapses, what runs is over. In the decision's own transaction."""
    for change in ScopeChange.objects.filter(record=record, status__in=_LIVE).select_related(*RELATED).order_by("pk"):
        if change.waits:
            _closed(change, Status.LAPSED, by)
            _remember(events.LAPSED, change, by)
            tell(change, {change.proposer: Said.LAPSED}, by=by)
        else:
            _closed(change, Status.ENDED, by)


def _decided(change: ScopeChange, status: str, by: Person) -> None:
    change.status, change.decided_by, change.decided_at = status, by, clock.now()
    change.keep(by=by)


def _closed(change: ScopeChange, status: str, by: Person | None) -> None:
    change.status, change.ended_at = status, clock.now()
    change.keep(by=by)


def _locked(change: ScopeChange) -> ScopeChange:
    """The record first, as everywhere."""
    record = _locked_record(change.record)
    found = (
        ScopeChange.objects.select_for_update(of=("self",))
        .select_related("person", "unit__group", "group__group", "proposer")
        .get(pk=change.pk)
    )
    found.record = record
    return found


def _locked_record(record: GradedRecord) -> GradedRecord:
    return GradedRecord.objects.select_for_update().get(pk=record.pk)


def _remember(event: Event, change: ScopeChange, by: Person | None) -> None:
    who = change.person.username if change.person else str(change.named)
    facts = {"who": who, "until": str(change.until or ""), "change": str(change.pk)}
    remember(event, actor=by, subject=change, dossier_id=change.record_id, facts=facts)

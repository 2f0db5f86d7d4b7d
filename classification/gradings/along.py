"""A source that is raised, or whose period changes, takes what was derived from it along (派生定密). Basis: DOMAIN §3.1,
docs/decisions/0023."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from audit.trail.actions import record as remember
from audit.trail.events import Event
from classification import admissions, events
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.protection import claimed, claims_with
from classification.schemes.mapping import is_below
from personnel.models import Person


def take_along(source: GradedRecord, *, former: Grading | None, by: Person | None, on: date) -> None:
    """What was derived from this record and is below its new level is protected by that level too, and due for review; due as well where
    its period is another than it was (`former`). In the caller's transaction, the source locked. So on to what was derived from that.

    No period is written down for anybody: nothing declassifies itself before its source (`due.past_their_period`).
    """
    moved = former is not None and source.grading is not None and _last_day(former) != _last_day(source.grading)
    level, waiting, met = source.level, [source.pk], {source.pk}
    while waiting and level is not None:
        for record in _derived(waiting.pop()):
            if record.pk not in met:
                met.add(record.pk)
                waiting.append(record.pk)
                _protect(record, level, by, on)
                if moved:
                    _look_again(record, events.SOURCE_PERIOD_CHANGED, {"until": str(source.grading.secret_until or "-")}, by, on)


def above(record: GradedRecord) -> list[SecrecyLevel]:
    """The levels its source has now or is claimed to have, as far as what was decided for the derived record is below them."""
    source = record.grading.source if record.grading else None
    if source is None or source.level is None or source.declassified_on or record.declassified_on:
        return []
    return [level for level in (source.level, *claimed(source)) if is_below(record.grading.level, level)]


def is_outlasted(record: GradedRecord) -> bool:
    """Whether its source is secret for longer than it was decided to be."""
    source = record.grading.source if record.grading else None
    if source is None or source.grading is None or source.declassified_on or source.destroyed_on:
        return False
    return _last_day(record.grading) < _last_day(source.grading)


def _last_day(grading: Grading) -> date:
    """Long-term ends after everything."""
    return grading.secret_until or date.max


def _derived(source_id: UUID) -> Iterator[GradedRecord]:
    """In the order of their numbers, so that two sources raised at once do not wait for each other."""
    found = GradedRecord.objects.select_for_update(of=("self",)).filter(grading__source=source_id, declassified_on=None, destroyed_on=None)
    yield from found.select_related("grading__level__policy", "level").order_by("pk")


def _protect(record: GradedRecord, level: SecrecyLevel, by: Person | None, on: date) -> None:
    if not is_below(record.grading.level, level):
        return
    record.claims = claims_with(record, level)
    record.keep(by=by)
    admissions.project(record)
    _look_again(record, events.SOURCE_RAISED, {"level": level.code}, by, on)


def _look_again(record: GradedRecord, event: Event, facts: dict, by: Person | None, on: date) -> None:
    record.grading.review_on = on
    record.grading.keep(by=by)
    remember(event, actor=by, subject=record.grading, dossier_id=record.pk, facts=facts)

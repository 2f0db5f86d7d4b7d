"""Measures every figure over a stretch of time, from the history tables and the trail.

Each figure is a list of row ids, its number their count: nothing is counted that cannot be opened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from audit.inspection import figures, findings
from audit.inspection.figures import BROKEN_DOWN, DECLASSIFIED, UNGRADED, Figure
from audit.inspection.quarters import Stretch
from audit.inspection.remembering import moves, states
from audit.trail import events
from audit.trail.events import Kind
from audit.trail.models import Entry
from classification.models import GradedRecord, Grading
from custody.models import BorrowSlip, Carrier, LoanStatus
from destruction.choices import Status as DestructionStatus
from destruction.models import DestructionSlip
from petitions.choices import Status
from petitions.models import Petition

Tally = dict[str, set[UUID]]


def measure(stretch: Stretch) -> dict[str, list[UUID]]:
    """Row ids of every figure and every part of it, sorted; figures with nothing behind them are there, empty."""
    tally: Tally = defaultdict(set)
    levels = _levels(stretch)
    for part in (_petitions, _gradings, _custody, _destruction):
        part(tally, stretch, levels)
    _access(tally, stretch)
    for figure, ids in findings.found(stretch, levels):
        tally[figure.key].update(ids)
    keys = figures.every_key()
    keys += sorted(set(tally) - set(keys))
    return {key: sorted(tally[key]) for key in keys}


def _levels(stretch: Stretch) -> dict[UUID, str]:
    """What each record counts under: declassified once it is, whatever level it had."""
    rows = states(GradedRecord, "level_id", "declassified_on", at=stretch.ends)
    return {pk: DECLASSIFIED if declassified_on else level or UNGRADED for pk, level, declassified_on in rows}


def _add(tally: Tally, figure: Figure, pk: UUID, **parts: str) -> None:
    tally[figure.key].add(pk)
    for dimension in BROKEN_DOWN.get(figure.key, ()):
        tally[f"{figure.key}.{dimension}.{parts[dimension]}"].add(pk)


def _petitions(tally: Tally, stretch: Stretch, levels: dict[UUID, str]) -> None:
    rows = states(Petition, "status", "channel", "category", "registered_at", at=stretch.ends)
    for pk, status, channel, category, registered_at in rows:
        parts = {"state": status, "channel": channel, "category": category, "level": levels.get(pk, UNGRADED)}
        if stretch.begins <= registered_at < stretch.ends:
            _add(tally, figures.REGISTERED, pk, **parts)
        if status != Status.DESTROYED:
            _add(tally, figures.STOCK, pk, **parts)
            if parts["level"] == UNGRADED:
                _add(tally, figures.UNGRADED_STOCK, pk)
    for move in moves(Petition, stretch):
        if move.after == Status.CLOSED:
            tally[figures.CLOSED.key].update(move.ids)
        elif move.after == Status.IN_HAND and move.before == Status.CLOSED:
            tally[figures.REOPENED.key].update(move.ids)


def _gradings(tally: Tally, stretch: Stretch, levels: dict[UUID, str]) -> None:
    for move in moves(Grading, stretch):
        if move.before is None:
            tally[figures.PROPOSED.key].update(move.ids)
    decided = states(Grading, "level_id", "kind", "amended", "decided_at", at=stretch.ends)
    for pk, level, kind, amended, decided_at in decided:
        if decided_at is not None and stretch.begins <= decided_at < stretch.ends:
            _add(tally, figures.CONFIRMED, pk, level=DECLASSIFIED if kind in _LIFTING else level)
            if amended:
                _add(tally, figures.AMENDED, pk)


_LIFTING = (Grading.Kind.DECLASSIFICATION, Grading.Kind.EXPIRY)
LOAN_MOVES = {
    LoanStatus.ON_LOAN: figures.LENT,
    LoanStatus.RETURNED: figures.RETURNED,
    "refused": figures.REFUSED_LOANS,
}


def _custody(tally: Tally, stretch: Stretch, levels: dict[UUID, str]) -> None:
    for pk, kind, status, record, own in states(Carrier, "kind", "status", "record_id", "level_id", at=stretch.ends):
        if status != Carrier.Status.DESTROYED:
            _add(tally, figures.CARRIERS, pk, kind=kind, level=own or levels.get(record, UNGRADED))
    for move in moves(BorrowSlip, stretch):
        if move.before is None:
            tally[figures.ASKED.key].update(move.ids)
        if move.after in LOAN_MOVES:
            tally[LOAN_MOVES[move.after].key].update(move.ids)
    for pk, due_on in findings.loans_out(stretch):
        _add(tally, figures.OUT, pk)
        if due_on < stretch.day:
            _add(tally, figures.OVERDUE, pk)


def _destruction(tally: Tally, stretch: Stretch, levels: dict[UUID, str]) -> None:
    for move in moves(DestructionSlip, stretch):
        if move.before is None:
            tally[figures.DESTRUCTION_ASKED.key].update(move.ids)
        if move.after == DestructionStatus.DESTROYED:
            tally[figures.DESTRUCTION_DONE.key].update(move.ids)
    tally[figures.RECORDS_DESTROYED.key].update(_reached(moves(Petition, stretch), Status.DESTROYED))
    tally[figures.CARRIERS_DESTROYED.key].update(_reached(moves(Carrier, stretch), Carrier.Status.DESTROYED))


def _reached(made: Iterable, state: str) -> Iterator[UUID]:
    return (pk for move in made if move.after == state for pk in move.ids)


def _access(tally: Tally, stretch: Stretch) -> None:
    within = Entry.objects.filter(at__gte=stretch.begins, at__lt=stretch.ends).order_by()
    chosen = {
        figures.REVEALS: within.filter(kind=Kind.REVEAL),
        figures.DENIALS: within.filter(kind=Kind.DENIAL).exclude(event=events.SIGN_IN_FAILED.code),
        figures.SIGN_IN_FAILURES: within.filter(event=events.SIGN_IN_FAILED.code),
        figures.PRINTS: within.filter(kind=Kind.PRINT),
        figures.DOWNLOADS: within.filter(kind=Kind.DOWNLOAD),
    }
    for figure, entries in chosen.items():
        tally[figure.key].update(entries.values_list("pk", flat=True).iterator(5000))

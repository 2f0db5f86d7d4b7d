"""Brings a table in, batch by batch; each batch is one transaction, so a run that dies is simply run again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person, Unit
from petitions.actions import Registration, register_many
from petitions.importing import events
from petitions.importing.cells import Cell
from petitions.importing.known import Known, Original, index_rows, original_of
from petitions.importing.refusal import RowRefused, Unusable
from petitions.importing.rows import Reading
from petitions.importing.rules import obstacles_to_importing
from petitions.importing.tables import Row
from petitions.models import Petition
from petitions.rules import registering_unit
from vault import keys, turns
from vault.identity import uuid7
from vault.turns import Turn

BATCH = 200

NO_ACCOUNT = _("There is no account %(account)s. Name a registrar (--by).")
DESTROYED_NUMBER = _(
    "A petition with this number has been destroyed, so nobody can tell whether this is the same. Register it by hand if it is another one."
)


def registrar(username: str, *, on: date) -> Person:
    """Who registers. Raises Unusable or Refused where this account may not."""
    person = Person.objects.filter(username=username).first()
    if person is None:
        raise Unusable(NO_ACCOUNT % {"account": username})
    demand(obstacles_to_importing(person, registering_unit(person), on=on))
    return person


@dataclass
class Tally:
    """What became of the rows; empty ones are not counted."""

    rows: int = 0
    registered: int = 0
    duplicates: int = 0
    rejected: int = 0

    def __iadd__(self, other: "Tally") -> "Tally":
        for name, number in asdict(other).items():
            setattr(self, name, getattr(self, name) + number)
        return self


@dataclass(frozen=True)
class Import:
    """One run: how rows are read, who registers, whether anything is written, whom to tell of refused rows and of progress."""

    reading: Reading
    by: Person
    dry: bool
    refused: Callable[[int, list[Cell], list[str]], None]
    progressed: Callable[[Tally], None]
    unit: Unit | None = None  # whose petitions they become; None: the registrar's
    seen: Known = field(default_factory=Known)  # of a dry run, which cannot look up what it did not write

    def bring_in(self, rows: Iterable[Row]) -> Tally:
        """Registers what is new, in the order of the rows."""
        tally = Tally()
        for some in batches(rows):
            with keys.key_scope(), transaction.atomic():
                done = self.bring_in_batch(some).done
            tally += done
            self.progressed(tally)
        return tally

    def bring_in_batch(self, rows: list[Row]) -> "Batch":
        """In the caller's transaction."""
        batch = Batch(self)
        batch.bring_in(rows)
        return batch

    def remember(self, tally: Tally) -> None:
        """One entry for the whole, beside those of the petitions."""
        record(events.IMPORTED, actor=self.by, facts=asdict(tally))


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while some := list(islice(left, BATCH)):
        yield some


class Batch:
    """The rows of one transaction. What is to be registered waits until a later row has to know of it."""

    def __init__(self, run: Import):
        self.run = run
        self.known = run.seen if run.dry else Known()
        self.done = Tally()
        self.waiting: list[Registration] = []
        self.awaited: set[tuple[str, str]] = set()  # texts and numbers of those that wait
        self.petitions: list[Petition] = []  # registered by this batch

    def bring_in(self, rows: list[Row]) -> None:
        if not self.run.dry:
            turns.take(Turn.IMPORT)
        read = list(self._read(rows))
        self.known.look_up([entry for _number, _cells, entry in read])
        for number, cells, entry in read:
            self._take(number, cells, entry)
        self._register_waiting()

    def _read(self, rows: list[Row]) -> Iterator[tuple[int, list[Cell], Registration]]:
        for number, cells in rows:
            self.done.rows += 1
            try:
                yield number, cells, self.run.reading.registration(cells)
            except RowRefused as refusal:
                self._refuse(number, cells, refusal.reasons)

    def _take(self, number: int, cells: list[Cell], entry: Registration) -> None:
        if not self.awaited.isdisjoint(_marks(entry)):
            self._register_waiting()
        if self.known.same_as(entry):
            self.done.duplicates += 1
        elif self.known.cannot_tell(entry):
            self._refuse(number, cells, [str(DESTROYED_NUMBER)])
        else:
            first = self.known.first_with_text(entry)
            self.waiting.append(replace(entry, repeat_of=first.petition if first else None))
            self.awaited |= _marks(entry)

    def _refuse(self, number: int, cells: list[Cell], reasons: list[str]) -> None:
        self.done.rejected += 1
        self.run.refused(number, cells, reasons)

    def _register_waiting(self) -> None:
        entries, self.waiting, self.awaited = self.waiting, [], set()
        self.done.registered += len(entries)
        for entry, original in zip(entries, self._originals(entries), strict=True):
            self.known.add(entry, original)

    def _originals(self, entries: list[Registration]) -> list[Original]:
        if self.run.dry:
            return [Original(uuid7(), entry.source, entry.source_number) for entry in entries]
        petitions = register_many(entries, by=self.run.by, on=self.run.reading.on, unit=self.run.unit)
        index_rows(petitions, entries)
        self.petitions += petitions
        return [original_of(petition) for petition in petitions]


def _marks(entry: Registration) -> set[tuple[str, str]]:
    """By what a later row may be known to be the same, or to repeat it."""
    return {("text", entry.body)} | ({("number", entry.source_number)} if entry.source_number else set())

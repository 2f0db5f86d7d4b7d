"""What is already registered, as far as an import must know it: by source and number, by number and text, by text.

Texts are compared by the keyed digest beside the sealed text; in memory by a digest of their own, so that nothing is
compared in clear and a dry run makes no key.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from petitions import places
from petitions.actions import Registration
from petitions.choices import Status
from petitions.indexes import index_text
from petitions.models import Petition
from vault import blind, lock

ROW = "petitions_petition.imported_row.equal"  # place of the index by which a row without a number is recognised again


@dataclass(frozen=True)
class Original:
    """A registered petition; in a dry run `petition` is None, because nothing is registered."""

    id: UUID
    source: str = ""
    source_number: str = ""
    destroyed: bool = False
    petition: Petition | None = None


def text_of(entry: Registration) -> str:
    return index_text(entry.body)


def row_of(entry: Registration) -> str:
    """What makes a row without a number the same row: text, day, name."""
    return "\x1f".join((index_text(entry.body), entry.received_on.isoformat(), entry.petitioner_name))


def index_rows(petitions: Iterable[Petition], entries: Iterable[Registration]) -> None:
    """Index rows of those that have no number, so that the next run knows them."""
    pairs = zip(petitions, entries, strict=True)
    found = [blind.equality_rows(petition.pk, petition.pk, ROW, [row_of(entry)]) for petition, entry in pairs if not entry.source_number]
    blind.add_rows(equal=[row for rows in found for row in rows], bigrams=[])


class Known:
    """Grows with every batch looked up and every petition registered."""

    def __init__(self) -> None:
        self._by_number: dict[str, dict[UUID, Original]] = defaultdict(dict)
        self._by_text: dict[bytes, dict[UUID, Original]] = defaultdict(dict)
        self._by_row: dict[bytes, dict[UUID, Original]] = defaultdict(dict)

    def look_up(self, entries: list[Registration]) -> None:
        """Reads what is registered under the numbers, texts and rows of a batch."""
        by_text = _ids_by(places.TEXT, text_of, entries)
        by_row = _ids_by(ROW, row_of, [entry for entry in entries if not entry.source_number])
        numbers = {entry.source_number for entry in entries if entry.source_number}
        originals = _originals(numbers, {identifier for found in (*by_text.values(), *by_row.values()) for identifier in found})
        for original in originals.values():
            self._by_number[original.source_number][original.id] = original
        for known, found in ((self._by_text, by_text), (self._by_row, by_row)):
            for digest, ids in found.items():
                known[digest].update({identifier: originals[identifier] for identifier in ids & originals.keys()})

    def add(self, entry: Registration, original: Original) -> None:
        self._by_number[entry.source_number][original.id] = original
        self._by_text[_digest(text_of(entry))][original.id] = original
        self._by_row[_digest(row_of(entry))][original.id] = original

    def same_as(self, entry: Registration) -> Original | None:
        """The petition this row is: same source and number; where one names no source, same number and text."""
        if not entry.source_number:
            return next(iter(self._by_row[_digest(row_of(entry))].values()), None)
        same_number = self._by_number[entry.source_number].values()
        return next((original for original in same_number if self._is_same(entry, original)), None)

    def _is_same(self, entry: Registration, original: Original) -> bool:
        if entry.source and original.source:
            return entry.source == original.source
        return original.id in self._by_text[_digest(text_of(entry))]

    def cannot_tell(self, entry: Registration) -> bool:
        """Whether a destroyed petition bore this number: its text can no longer be compared."""
        same_number = self._by_number[entry.source_number].values() if entry.source_number else ()
        return any(original.destroyed and not (entry.source and original.source) for original in same_number)

    def first_with_text(self, entry: Registration) -> Original | None:
        """The oldest petition with this text: what a repost repeats."""
        return min(self._by_text[_digest(text_of(entry))].values(), key=lambda original: original.id, default=None)


def _digest(value: str) -> bytes:
    return hashlib.sha256(value.encode()).digest()


def _ids_by(place: str, value_of: Callable[[Registration], str], entries: list[Registration]) -> dict[bytes, set[UUID]]:
    """Ids of registered petitions by the (unkeyed) digest of a value of this batch."""
    found = blind.equal_to_any(place, {value_of(entry) for entry in entries})
    return {_digest(value): ids for value, ids in found.items()}


@lock.everything(because="what any unit has registered is not registered again")
def _originals(numbers: set[str], ids: set[UUID]) -> dict[UUID, Original]:
    """Withdrawn ones count as never registered: the file that was brought in by mistake may be brought in again, corrected."""
    petitions = Petition.objects.filter(Q(source_number__in=numbers) | Q(pk__in=ids)).exclude(status=Status.WITHDRAWN)
    return {petition.pk: original_of(petition) for petition in petitions}


def original_of(petition: Petition) -> Original:
    return Original(petition.pk, petition.source, petition.source_number, petition.is_destroyed, petition)

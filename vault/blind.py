"""Blind indexes: search over sealed values by keyed digests.

A place is "table.field.kind"; each has a key of its own, so equal values in two fields do not show.
Whoever holds both the index rows and their key can guess values: rows leave with the record and
stay out of dumps, keys are as secret as record keys.
"""

import struct
import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from vault import keys, suites
from vault.copying import copy_rows
from vault.identity import uuid7
from vault.models import BigramEntry, EqualityEntry

_EQUALITY = ("id", "dossier_id", "row_id", "place", "digest")
_BIGRAMS = ("id", "dossier_id", "row_id", "place", "grams")


def digest(place: str, value: str) -> bytes:
    """Keyed digest of a normalised value."""
    return suites.current().mac(keys.purpose_key(_purpose(place)), value.encode())


def _purpose(place: str) -> str:
    return "index:" + place


def grams(place: str, value: str) -> list[int]:
    """Keyed numbers of the distinct two-character pieces; a single character counts as itself."""
    text = normalise(value)
    pieces = {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())
    key = keys.purpose_key(_purpose(place))
    mac = suites.current().mac
    return sorted({struct.unpack("!i", mac(key, piece.encode())[:4])[0] for piece in pieces})


def normalise(value: str) -> str:
    """What search ignores: width, case, spaces, invisible characters."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def index_equality(*, dossier_id: UUID, row_id: UUID, place: str, values: Iterable[str]) -> None:
    """Replaces the equality entries of one row and place."""
    EqualityEntry.objects.filter(row_id=row_id, place=place).delete()
    EqualityEntry.objects.bulk_create(_entries(dossier_id, row_id, place, values))


def add_equality(*, dossier_id: UUID, row_id: UUID, place: str, values: Iterable[str]) -> None:
    """Adds equality entries and keeps the earlier ones: what the row held once still finds it."""
    EqualityEntry.objects.bulk_create(_entries(dossier_id, row_id, place, values), ignore_conflicts=True)


def _entries(dossier_id, row_id, place, values) -> list[EqualityEntry]:
    return [EqualityEntry(**_named(_EQUALITY, row)) for row in equality_rows(dossier_id, row_id, place, values)]


def _named(columns: tuple[str, ...], row: tuple) -> dict[str, Any]:
    return dict(zip(columns, row, strict=True))


def equality_rows(dossier_id, row_id, place, values) -> list[tuple]:
    """The equality entries of one row and place, as `add_rows` takes them."""
    return [(uuid7(), dossier_id, row_id, place, digest(place, value)) for value in set(values) if value]


def index_bigrams(*, dossier_id: UUID, row_id: UUID, place: str, value: str) -> None:
    """Replaces the bigram entry of one row and place."""
    BigramEntry.objects.filter(row_id=row_id, place=place).delete()
    BigramEntry.objects.bulk_create(BigramEntry(**_named(_BIGRAMS, row)) for row in bigram_rows(dossier_id, row_id, place, value))


def bigram_rows(dossier_id, row_id, place, value) -> list[tuple]:
    """The bigram entry of one row and place, as `add_rows` takes it; none where the value is empty."""
    pieces = grams(place, value)
    return [(uuid7(), dossier_id, row_id, place, pieces)] if pieces else []


def add_rows(*, equal: list[tuple], bigrams: list[tuple]) -> None:
    """Index rows of many new records."""
    copy_rows(EqualityEntry, _EQUALITY, equal)
    copy_rows(BigramEntry, _BIGRAMS, bigrams)


def equal_to(place: str, value: str):
    """Query of dossier ids whose value in this place equals the given one."""
    return EqualityEntry.objects.filter(digest=digest(place, value)).values("dossier_id")


def equal_to_any(place: str, values: Iterable[str]) -> dict[str, set[UUID]]:
    """Dossier ids by value, for many values; a place nothing was ever indexed in answers nothing and is given no key."""
    found: dict[str, set[UUID]] = {value: set() for value in values}
    if found and keys.has_purpose_key(_purpose(place)):
        by_digest = {digest(place, value): value for value in found}
        rows = EqualityEntry.objects.filter(digest__in=list(by_digest)).values_list("digest", "dossier_id")
        for key, dossier_id in rows:
            found[by_digest[bytes(key)]].add(dossier_id)
    return found


def containing(place: str, value: str):
    """Query of dossier ids whose value in this place contains every two-character piece of the given one."""
    found = BigramEntry.objects.filter(place=place, grams__contains=grams(place, value))
    return found.values("dossier_id")


def same_pieces(place: str, value: str):
    """Query of dossier ids whose value in this place has exactly the two-character pieces of the given one."""
    pieces = grams(place, value)
    return BigramEntry.objects.filter(place=place, grams__contains=pieces, grams=pieces).values("dossier_id")


_SHARED = """
    SELECT mine.dossier_id, other.dossier_id, other.place
    FROM vault_{table} mine JOIN vault_{table} other ON other.place = mine.place AND other.{value} = mine.{value}
    WHERE mine.dossier_id = ANY(%s) AND mine.place = ANY(%s) AND other.dossier_id <> mine.dossier_id
"""


def sharing(dossier_ids: Iterable[UUID], *, equal: list[str], pieces: list[str]) -> list[tuple[UUID, UUID, str]]:
    """Dossier, other dossier, place: where both hold the same value (`equal`) or values of the same pieces (`pieces`)."""
    wanted = list(dossier_ids)
    query = f"{_SHARED.format(table='equalityentry', value='digest')} UNION {_SHARED.format(table='bigramentry', value='grams')}"
    with connection.cursor() as cursor:
        cursor.execute(query, [wanted, equal, wanted, pieces])
        return cursor.fetchall()


def forget(dossier_ids: Iterable[UUID]) -> None:
    """Deletes every index row of these dossiers. Basis: destruction must end search too (D3)."""
    wanted = list(dossier_ids)
    EqualityEntry.objects.filter(dossier_id__in=wanted).delete()
    BigramEntry.objects.filter(dossier_id__in=wanted).delete()

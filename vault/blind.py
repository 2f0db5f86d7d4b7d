"""Blind indexes: search over sealed values by keyed digests.

A place is "table.field.kind"; each has a key of its own, so equal values in two fields do not show.
Whoever holds both the index rows and their key can guess values: rows leave with the record and
stay out of dumps, keys are as secret as record keys.
"""

import struct
import unicodedata
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from vault import keys, suites
from vault.models import BigramEntry, EqualityEntry


def digest(place: str, value: str) -> bytes:
    """Keyed digest of a normalised value."""
    return suites.current().mac(keys.purpose_key("index:" + place), value.encode())


def grams(place: str, value: str) -> list[int]:
    """Keyed numbers of the distinct two-character pieces; a single character counts as itself."""
    text = normalise(value)
    pieces = {text[i : i + 2] for i in range(len(text) - 1)} or ({text} if text else set())
    key = keys.purpose_key("index:" + place)
    mac = suites.current().mac
    return sorted({struct.unpack("!i", mac(key, piece.encode())[:4])[0] for piece in pieces})


def normalise(value: str) -> str:
    """What search ignores: width, case, spaces, invisible characters."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def index_equality(*, dossier_id: UUID, row_id: UUID, place: str, values: Iterable[str]) -> None:
    """Replaces the equality entries of one row and place."""
    EqualityEntry.objects.filter(row_id=row_id, place=place).delete()
    EqualityEntry.objects.bulk_create(equality_entries(dossier_id, row_id, place, values))


def add_equality(*, dossier_id: UUID, row_id: UUID, place: str, values: Iterable[str]) -> None:
    """Adds equality entries and keeps the earlier ones: what the row held once still finds it."""
    EqualityEntry.objects.bulk_create(equality_entries(dossier_id, row_id, place, values), ignore_conflicts=True)


def equality_entries(dossier_id, row_id, place, values) -> list[EqualityEntry]:
    return [
        EqualityEntry(dossier_id=dossier_id, row_id=row_id, place=place, digest=digest(place, value))
        for value in {value for value in values if value}
    ]


def index_bigrams(*, dossier_id: UUID, row_id: UUID, place: str, value: str) -> None:
    """Replaces the bigram entry of one row and place."""
    BigramEntry.objects.filter(row_id=row_id, place=place).delete()
    BigramEntry.objects.bulk_create(bigram_entries(dossier_id, row_id, place, value))


def bigram_entries(dossier_id, row_id, place, value) -> list[BigramEntry]:
    pieces = grams(place, value)
    return [BigramEntry(dossier_id=dossier_id, row_id=row_id, place=place, grams=pieces)] if pieces else []


def equal_to(place: str, value: str):
    """Query of dossier ids whose value in this place equals the given one."""
    found = EqualityEntry.objects.filter(place=place, digest=digest(place, value))
    return found.values("dossier_id")


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

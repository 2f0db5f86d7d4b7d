"""Which petitions may repeat one another (初件、重件): the same petitioner and a like subject. Basis: DOMAIN §2.7.

Compared are rows of the blind indexes only, nothing sealed is opened; told of are only petitions the person sees. A hint
decides nothing: a person looks at both and links them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from personnel.models import Person
from petitions import places
from petitions.choices import Status
from petitions.indexes import index_text
from petitions.models import Petition
from petitions.phones import normalised_phones
from petitions.querysets import visible_petitions
from petitions.search import of_petitioners_open_to
from vault import blind
from vault.models import BigramEntry

PERSONAL = (places.ID_NUMBER, places.PHONE, places.NAME)
WORDS = {places.ID_NUMBER: _("same ID number"), places.PHONE: _("same phone"), places.NAME: _("same name")}
LIKE = 0.3  # share of equal two-character pieces from which two subjects are like: see docs/import.md, measured by bench/duplicates.py
MOST = 20


@dataclass(frozen=True)
class Alike:
    """`petition` and `other` come from one petitioner, known by `same` (places of the index), and are `likeness` (0 to 1) alike."""

    petition: Petition | None  # None: not registered yet
    other: Petition
    same: tuple[str, ...]
    likeness: float

    @property
    def percent(self) -> int:
        return round(self.likeness * 100)

    @property
    def is_linked(self) -> bool:
        return self.petition is not None and (self.petition.repeat_of_id == self.other.pk or self.other.repeat_of_id == self.petition.pk)

    @property
    def same_in_words(self) -> str:
        return ", ".join(str(WORDS[place]) for place in self.same)


@dataclass(frozen=True)
class Typed:
    """What a registrar has typed so far."""

    subject: str = ""
    body: str = ""
    petitioner_name: str = ""
    petitioner_id_number: str = ""
    petitioner_phone: str = ""


def like_typed(typed: Typed, *, by: Person, on: date) -> list[Alike]:
    """Petitions open to this person that one not registered yet may repeat, the likest first."""
    same = _same_as_typed(typed, _open_to(by, on))
    subjects = _subjects(same)
    wanted = set(blind.grams(places.SUBJECT, typed.subject))
    text = index_text(typed.body)
    texts = set(blind.equal_to(places.TEXT, text).filter(dossier_id__in=list(same)).values_list("dossier_id", flat=True)) if text else set()
    likeness = {other: 1.0 if other in texts else _likeness(wanted, subjects[other]) for other in same}
    return _told([(None, other, same[other], likeness[other]) for other in same], by, on)[:MOST]


def _same_as_typed(typed: Typed, seen: QuerySet[Petition]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = defaultdict(set)
    for place, ids in _ids_of_person(typed):
        for identifier in ids.filter(dossier_id__in=seen.values("pk")).values_list("dossier_id", flat=True):
            found[identifier].add(place)
    return found


def _ids_of_person(typed: Typed) -> Iterator[tuple[str, QuerySet]]:
    if typed.petitioner_id_number:
        yield places.ID_NUMBER, blind.equal_to(places.ID_NUMBER, typed.petitioner_id_number)
    for phone in normalised_phones(typed.petitioner_phone):
        yield places.PHONE, blind.equal_to(places.PHONE, phone)
    if typed.petitioner_name:
        yield places.NAME, blind.same_pieces(places.NAME, typed.petitioner_name)


def alike(ids: Iterable[UUID], *, by: Person, on: date) -> list[Alike]:
    """Pairs in which a petition of `ids` may repeat another (or the other it), the likest first; each pair once."""
    same = _pairs_of_one_person(list(ids))
    open_to = set(_open_to(by, on).filter(pk__in={pk for pair in same for pk in pair}).values_list("pk", flat=True))
    pairs = {pair: reasons for pair, reasons in same.items() if open_to.issuperset(pair)}
    subjects = _subjects({pk for pair in pairs for pk in pair})
    texts = {frozenset(pair[:2]) for pair in blind.sharing({pk for pk, _other in pairs}, equal=[places.TEXT], pieces=[])}
    likeness = {pair: 1.0 if frozenset(pair) in texts else _likeness(subjects[pair[0]], subjects[pair[1]]) for pair in pairs}
    return _told([(*pair, pairs[pair], likeness[pair]) for pair in pairs], by, on)


def likest(hints: list[Alike]) -> list[Alike]:
    """For every petition that came in later than another of its pairs the likest of those, the later one first."""
    found: dict[UUID, Alike] = {}
    for hint in hints:
        earlier, later = sorted(
            (hint.petition, hint.other), key=lambda petition: (petition.received_on, petition.registered_at, petition.number)
        )
        found.setdefault(later.pk, Alike(later, earlier, hint.same, hint.likeness))
    return list(found.values())


def _came(petition: Petition) -> tuple:
    return petition.received_on, petition.registered_at, petition.number


def _pairs_of_one_person(ids: list[UUID]) -> dict[tuple[UUID, UUID], set[str]]:
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for mine, other, place in blind.sharing(ids, equal=[places.ID_NUMBER, places.PHONE], pieces=[places.NAME]):
        pair = (other, mine) if (other, mine) in found else (mine, other)
        found[pair].add(place)
    return found


def _open_to(person: Person, on: date) -> QuerySet[Petition]:
    """Seen by the person, not gone, and not of an accuser they may not know: a hint must not answer a guess."""
    return (
        visible_petitions(person, on)
        .filter(Q(record__destroyed_on__isnull=True) & of_petitioners_open_to(person))
        .exclude(status=Status.WITHDRAWN)
        .order_by()
    )


def _subjects(ids: Iterable[UUID]) -> dict[UUID, set[int]]:
    rows = BigramEntry.objects.filter(place=places.SUBJECT, dossier_id__in=list(ids)).values_list("dossier_id", "grams")
    return defaultdict(set, {identifier: set(grams) for identifier, grams in rows})


def _likeness(one: set[int], other: set[int]) -> float:
    """Share of the pieces both have among those either has."""
    return len(one & other) / len(one | other) if one and other else 0.0


def _told(found: list[tuple[UUID | None, UUID, set[str], float]], by: Person, on: date) -> list[Alike]:
    """The likest first; who is known by a number before who has the same name."""
    like = [row for row in found if row[3] >= LIKE]
    petitions = visible_petitions(by, on).in_bulk([pk for row in like for pk in row[:2] if pk])
    told = [Alike(petitions[mine] if mine else None, petitions[other], _ranked(same), share) for mine, other, same, share in like]
    return sorted(told, key=lambda hint: (-hint.likeness, PERSONAL.index(hint.same[0]), hint.other.number))


def _ranked(same: set[str]) -> tuple[str, ...]:
    return tuple(place for place in PERSONAL if place in same)

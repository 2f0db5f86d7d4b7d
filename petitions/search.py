"""Search by number, exact ID number or phone, words of a name or a subject: over blind indexes, among visible petitions only."""

import re
from collections.abc import Iterator

from django.db.models import Q

from personnel.models import Person
from personnel.offices import Office
from petitions import identity_numbers, places
from petitions.choices import Category
from petitions.phones import normalise_phone
from vault import blind

SHORTEST = 2
_NUMBER = re.compile(r"[A-Za-z]{0,2}-?[0-9]{0,4}-?[0-9]{1,6}")
_ID_NUMBER = re.compile(r"[0-9]{15}|[0-9]{17}[0-9X]")


def is_too_short(terms: str) -> bool:
    return len(blind.normalise(terms)) < SHORTEST


def digest_of(terms: str) -> str:
    """What the trail keeps of a search: a keyed hash, equal for equal terms. Basis: DESIGN §7."""
    return blind.digest(places.SEARCH_TERMS, blind.normalise(terms)).hex()


def matching(terms: str, *, by: Person) -> Q:
    """The condition on petitions that these terms find."""
    if is_too_short(terms):
        return Q(pk__in=[])
    found = Q(pk__in=[])
    for condition in _by_number(terms), _by_person(terms, by), _by_subject(terms):
        found |= condition
    return found


def _by_number(terms: str) -> Q:
    """The record's number or a part of it, or the whole number it had at its source."""
    number = terms.strip()
    found = Q(source_number=number)
    return found | Q(number__icontains=number) if _NUMBER.fullmatch(number) else found


def _by_person(terms: str, by: Person) -> Q:
    """Name, phone and ID number."""
    found = Q(pk__in=[])
    for condition in _personal(terms):
        found |= condition
    return found & of_petitioners_open_to(by)


def of_petitioners_open_to(person: Person) -> Q:
    """Who accuses is found only by whoever may know them: neither search nor hint must answer a guess.

    Basis: DOMAIN §6.1 (检举人); DESIGN §3.
    """
    own_units = [held.unit_id for held in person.appointments_now if held.office in (Office.REGISTRAR, Office.UNIT_HEAD)]
    return ~Q(category=Category.ACCUSATION) | Q(record__unit__in=own_units) | Q(handling_officer=person)


def _personal(terms: str) -> Iterator[Q]:
    id_number = identity_numbers.normalise_id_number(terms)
    if _ID_NUMBER.fullmatch(id_number):
        yield Q(pk__in=blind.equal_to(places.ID_NUMBER, id_number))
    phone = normalise_phone(terms)
    if len(phone) >= 5 and not any(character.isalpha() for character in terms):
        yield Q(pk__in=blind.equal_to(places.PHONE, phone))
    yield Q(pk__in=blind.containing(places.NAME, terms))


def _by_subject(terms: str) -> Q:
    """Every word of two or more characters must stand in the subject; single characters typed apart count as one word."""
    words = [word for word in terms.split() if len(blind.normalise(word)) >= SHORTEST] or [terms]
    found = Q()
    for word in words:
        found &= Q(pk__in=blind.containing(places.SUBJECT, word))
    return found

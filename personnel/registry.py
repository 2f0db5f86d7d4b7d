"""What apps above know about people, shown in the directory and on a person's page without this app knowing them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from personnel.models import Person

Words = Callable[[Iterable[Person], date], dict[UUID, str]]


@dataclass(frozen=True)
class Particular:
    """One column of the directory. `words` answers for many people at once, leaving out those with nothing to say."""

    label: object
    words: Words


@dataclass(frozen=True)
class PersonPage:
    """A page of an app above about one person; `open_to` says to whom (about whom, who asks, on which day)."""

    label: object
    url: Callable[[Person], str]
    open_to: Callable[[Person, Person, date], bool]


_pages: list[PersonPage] = []
_particulars: list[Particular] = []


def register_particular(particular: Particular) -> None:
    """Called in `ready()` of the app whose knowledge it is."""
    if particular not in _particulars:
        _particulars.append(particular)


def labels() -> list[object]:
    return [particular.label for particular in _particulars]


def particulars_of(people: list[Person], *, on: date) -> dict[UUID, list[tuple[object, str]]]:
    """Label and words of every particular, for each of these people."""
    known = [(particular.label, particular.words(people, on)) for particular in _particulars]
    return {person.pk: [(label, words.get(person.pk, "")) for label, words in known] for person in people}


def register_page(page: PersonPage) -> None:
    """Called in `ready()` of the app whose page it is."""
    if page not in _pages:
        _pages.append(page)


def pages_about(person: Person, *, reader: Person, on: date) -> list[tuple[object, str]]:
    """Label and address of every page about this person that is open to the reader."""
    return [(page.label, page.url(person)) for page in _pages if page.open_to(person, reader, on)]


_levels: list[Words] = []


def name_levels_with(words: Words) -> None:
    """Called in `ready()` of the app that knows up to which levels people are cleared."""
    if words not in _levels:
        _levels.append(words)


def levels_of(person: Person, *, on: date) -> str:
    """Up to which levels the person is cleared, in words; nothing where nobody knows of any."""
    return " / ".join(filter(None, (words([person], on).get(person.pk, "") for words in _levels)))


PowersChanged = Callable[[Person], None]
_powers_changed: list[PowersChanged] = []


def register_powers_changed(told: PowersChanged) -> None:
    """Called in `ready()` of the app that has to do something when somebody's office or account begins or ends, in that transaction."""
    if told not in _powers_changed:
        _powers_changed.append(told)


def powers_changed(person: Person) -> None:
    for told in _powers_changed:
        told(person)


Counted = Callable[[list[UUID], date], int]
_unit_figures: list[tuple[object, Counted]] = []


def register_unit_figure(label: object, counted: Counted) -> None:
    """Called in `ready()` of the app that can count something of the people of a unit (who, on which day)."""
    if (label, counted) not in _unit_figures:
        _unit_figures.append((label, counted))


def unit_figures(people: list[UUID], *, on: date) -> list[dict]:
    return [{"label": label, "count": counted(people, on)} for label, counted in _unit_figures]


@dataclass(frozen=True)
class FilePart:
    """One table of a person's file. `rows` answers cells (words or days) under these heads, newest first."""

    title: object
    heads: tuple[object, ...]
    rows: Callable[[Person, date], list[tuple]]


_file_parts: list[FilePart] = []


def register_file_part(part: FilePart) -> None:
    """Called in `ready()` of the app that knows something for people's files; numbers and days, never what a record says."""
    if part not in _file_parts:
        _file_parts.append(part)


def file_parts_of(person: Person, *, on: date) -> list[dict]:
    """Every part with its rows, each cell with its head."""
    return [
        {"title": part.title, "heads": part.heads, "rows": [list(zip(part.heads, row, strict=True)) for row in part.rows(person, on)]}
        for part in _file_parts
    ]

"""Which changes can be proposed. Apps above register theirs, so that one page confirms them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from audit.trail.refusals import Obstacle
from personnel.models import Person, Unit
from personnel.proposals.models import Proposal

Particulars = list[tuple[object, str]]


class ReasonedForm(Protocol):
    """A form of which `values()` says what is proposed, in codes, ids and days, and `cleaned_data["reason"]` why."""

    cleaned_data: dict

    def values(self) -> dict: ...
    def is_valid(self) -> bool: ...
    def add_error(self, field: str | None, error: str) -> None: ...


@dataclass(frozen=True)
class Kind:
    """`particulars`: label and words of what would change. `obstacles`: what stands in the way, asked when it is proposed and again
    when it is confirmed. `carry_out`: the change itself, by the person who confirmed, from the day of confirmation at the earliest.
    `unit`: whose leader in charge confirms. `form`: made for a person (None where it is about nobody) and what was sent.
    None: it is proposed on a page of its own app. `leading`: whether it makes or touches a leader or an administrator.
    `comparison`: label, old and new words of each part, where something that stands would change. `offered`: on every person's page,
    else from a page of its own. `of_closed_accounts`: also about somebody whose account is closed. `page`: label and address of what it
    is about, where that is open to the reader on that day. `also_asked_by`: who proposes it besides the security administrator.
    `concerned`: whom it lets in to something besides whom it is about; they do not confirm it. `fits`: whether there is anything of it to
    propose about this person, on that day; their page offers no other.
    """

    code: str
    label: object
    particulars: Callable[[Proposal], Particulars]
    obstacles: Callable[[Proposal, date], Iterable[Obstacle]]
    carry_out: Callable[[Proposal, Person, date], object]
    unit: Callable[[Proposal], Unit | None]
    form: Callable[..., ReasonedForm] | None = None
    leading: Callable[[Proposal], bool] = lambda proposal: False
    about_people: bool = True
    comparison: Callable[[Proposal], list[tuple[object, str, str]]] = lambda proposal: []
    offered: bool = True
    of_closed_accounts: bool = False
    page: Callable[[Proposal, Person, date], tuple[object, str] | None] = lambda proposal, reader, on: None
    also_asked_by: Callable[[Person], bool] = lambda person: False
    concerned: Callable[[Proposal], set[UUID]] = lambda proposal: set()
    fits: Callable[[Person, date], bool] = lambda person, on: True


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Called in `ready()` of the app whose change it is."""
    _kinds[kind.code] = kind


def kind_of(proposal: Proposal) -> Kind:
    return _kinds[proposal.kind]


def kind_named(code: str) -> Kind | None:
    return _kinds.get(code)


def about(person: Person, *, on: date) -> list[Kind]:
    """Kinds that are proposed on this person's page, in the order of their registration."""
    return [kind for kind in _kinds.values() if kind.about_people and kind.offered and kind.fits(person, on)]


def about_the_house() -> list[Kind]:
    """Kinds that are about nobody and have a form of their own."""
    return [kind for kind in _kinds.values() if not kind.about_people and kind.form]


def names() -> dict[str, str]:
    """What the trail calls each kind."""
    return {code: str(kind.label) for code, kind in _kinds.items()}

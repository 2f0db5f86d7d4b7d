"""What reaches into petitions from above: called in `ready()` of higher apps, run in the petition's own transaction or page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from classification.models import GradedRecord
from personnel.models import Person
from petitions.models import Petition


@dataclass(frozen=True)
class Panel:
    """A part of the petition page that a higher app draws. `side` panels stand in the narrow column.

    `template` is drawn with `context` only (plus `request`), so it cannot reach the petition's content; the card around it is the page's.
    """

    title: object
    template: str
    context: dict
    position: int = 100
    side: bool = True


@dataclass(frozen=True)
class Act:
    """A link to something a higher app lets the person do with the petition; `obstacles` say why not."""

    label: object
    url: str
    primary: bool = False
    obstacles: list = field(default_factory=list)
    danger: bool = False


@dataclass(frozen=True)
class Hand:
    """One line of the chain of hands (经手): what, when, who; never content."""

    at: datetime
    title: object
    who: object = ""
    office: object = ""
    note: object = ""
    tone: str = ""
    url: str = ""


AfterRegistration = Callable[[list[Petition], Person], None]
AfterExport = Callable[[Petition, UUID, Person, date], None]
Reader = Callable[[GradedRecord, Person, date], bool]
PanelMaker = Callable[[Petition, Person, date], Panel | None]
ActMaker = Callable[[Petition, Person, date], Act | None]
HandMaker = Callable[[Petition], list[Hand]]

_after: list[AfterRegistration] = []
_after_export: list[AfterExport] = []
_readers: list[Reader] = []
_panels: list[PanelMaker] = []
_acts: list[ActMaker] = []
_hands: list[HandMaker] = []


def after_registration(function: AfterRegistration) -> None:
    """Runs with every batch of newly registered petitions, in the same transaction."""
    _once(_after, function)


def after_export(function: AfterExport) -> None:
    """Runs before the first byte of a file leaves for somebody's disk: the petition, the file, by whom, on which day."""
    _once(_after_export, function)


def register_reader(function: Reader) -> None:
    """Names who else reads content now (a running loan)."""
    _once(_readers, function)


def register_panel(function: PanelMaker) -> None:
    """A panel of the petition page, also of a tombstone; None where there is nothing to show this person."""
    _once(_panels, function)


def register_act(function: ActMaker) -> None:
    """A button of the petition page; None where the person has no business with it."""
    _once(_acts, function)


def register_hand(function: HandMaker) -> None:
    """Lines of the chain of hands."""
    _once(_hands, function)


def _once(known: list, function: Callable) -> None:
    if function not in known:
        known.append(function)


def tell_registered(petitions: list[Petition], by: Person) -> None:
    for function in _after:
        function(petitions, by)


def tell_exported(petition: Petition, file: UUID, by: Person, on: date) -> None:
    for function in _after_export:
        function(petition, file, by, on)


def is_reader(record: GradedRecord, person: Person, on: date) -> bool:
    return any(function(record, person, on) for function in _readers)


def panels(petition: Petition, person: Person, on: date) -> list[Panel]:
    found = [panel for make in _panels if (panel := make(petition, person, on)) is not None]
    return sorted(found, key=lambda panel: panel.position)


def acts(petition: Petition, person: Person, on: date) -> list[Act]:
    return [act for make in _acts if (act := make(petition, person, on)) is not None]


def hands(petition: Petition) -> Iterator[Hand]:
    for make in _hands:
        yield from make(petition)

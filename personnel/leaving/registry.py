"""What apps above know of somebody who leaves: what they hold, what is called back, what ends with access, how high they were cleared."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Person


@dataclass(frozen=True)
class Thing:
    """One thing in the way of leaving: never content, only a number, a day, what it is; `url` for whom the page exists."""

    key: str
    number: str
    since: date | None = None
    url: str = ""
    label: object = ""


@dataclass(frozen=True)
class Source:
    """One kind of thing. `held` answers what the person has (whose, who reads, on which day); `settled` says how it goes away.

    `settle`: address of the page that does it for many at once, to whom it is open. `count`: how many there are but for those with these
    keys, where `held` names the first of very many only. `passes`: it ends with access by itself, or passes to others; the pledge does
    not wait for it. `along`: only counted, of things listed elsewhere: it goes with them and is neither written off nor added up;
    `count` is then told all keys.
    """

    code: str
    title: object
    settled: object
    held: Callable[[Person, Person, date], Iterable[Thing]]
    settle: Callable[[Person, Person, date], str] = lambda person, reader, on: ""
    count: Callable[[Person, set[str]], int] | None = None
    passes: bool = False
    along: bool = False

    def left(self, person: Person, things: Iterable[Thing], gone: set[tuple[str, str]]) -> int:
        """How many are neither zero nor written off."""
        keys = {key for source, key in gone if self.along or source == self.code}
        return self.count(person, keys) if self.count else sum(thing.key not in keys for thing in things)

    def unnamed(self, left: int, lines: list[dict]) -> int:
        """How many of them no line of the page names."""
        return 0 if self.along else max(0, left - sum(not line["gone"] for line in lines))


Ending = Callable[[Person, Person, date], None]
Level = Callable[[Person, date], list[tuple[str, str]]]

_sources: list[Source] = []
_endings: list[Ending] = []
_levels: list[Level] = []


def register_hold(source: Source) -> None:
    """Called in `ready()` of the app that knows what somebody may hold."""
    if source.code not in {known.code for known in _sources}:
        _sources.append(source)


def holds() -> list[Source]:
    return list(_sources)


def hold_named(code: str) -> Source | None:
    return next((source for source in _sources if source.code == code), None)


def register_ending(ending: Ending) -> None:
    """Called in `ready()`: runs in the transaction that ends access (whose, decided by whom, on which day)."""
    if ending not in _endings:
        _endings.append(ending)


def end_everything(person: Person, *, by: Person, on: date) -> None:
    for ending in _endings:
        ending(person, by, on)


Call = Callable[[Person, Person, date, date], None]
GiveUp = Callable[[Person, Person], None]
_calls: list[tuple[Call, GiveUp]] = []


def register_recall(call: Call, give_up: GiveUp) -> None:
    """Called in `ready()` of the app that lends: in the transaction that opens a departure or closes an account everything is called back
    (whose, by whom, on which day, until which day); in the one that withdraws the departure that is given up."""
    if (call, give_up) not in _calls:
        _calls.append((call, give_up))


def call_back_everything(person: Person, *, by: Person, on: date, until: date) -> None:
    for call, _give_up in _calls:
        call(person, by, on, until)


def give_up_the_recall(person: Person, *, by: Person) -> None:
    for _call, give_up in _calls:
        give_up(person, by)


def register_cleared(levels: Level) -> None:
    """Called in `ready()` of the app that knows levels: code and words of those a person is cleared for on a day."""
    _levels[:] = [levels]


def cleared_for(person: Person, *, on: date) -> list[tuple[str, str]]:
    return _levels[0](person, on) if _levels else []


_known: list[Callable[[], list[tuple[str, str]]]] = []


def register_all_levels(levels: Callable[[], list[tuple[str, str]]]) -> None:
    """As above: code and words of every level there is, the highest first in each scheme."""
    _known[:] = [levels]


def all_levels() -> list[tuple[str, str]]:
    return _known[0]() if _known else []

"""What waits for a person, gathered from every app above."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from personnel.models import Person


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits: never content, only a number, a mark, a day.

    `kind` groups items ("sign", "hand_over", "take_back", "borrowed", "witness", "assign", "close", "grade", "word", "overdue"),
    `label` says in words what to do.
    """

    kind: str
    label: object
    number: str
    url: str
    since: date
    mark: object = None
    due_on: date | None = None
    overdue: bool = False


Source = Callable[[Person, date], Iterable[WorkItem]]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Called in `ready()` of the app whose work it is."""
    if source not in _sources:
        _sources.append(source)


def waiting_for(person: Person, *, on: date) -> list[WorkItem]:
    """Everything that waits for this person today, overdue first, then oldest first; "and so many more" (no number) last."""
    found = [item for source in _sources for item in source(person, on)]
    return sorted(found, key=lambda item: (not item.overdue, not item.number, item.since, item.number))

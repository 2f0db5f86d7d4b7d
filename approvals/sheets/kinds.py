"""Kinds of documents that a worker makes, registered by the apps above, who know what is on them and for whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from approvals.sheets.stamps import Stamp
from audit.trail.events import Event
from audit.trail.refusals import Obstacle
from personnel.models import Person

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Kind:
    """`find`: the thing where the person sees it, else None; `obstacles`: why it is not handed out to them.

    `depth`: a short code for how much of it this person sees, where readers see more or less of the same thing.
    All three are asked when it is asked for or made, and again when it is downloaded. `make` answers the file's bytes and tells
    how far it is: `progress(done, total)`. `name` is the file's name: a number, never content.
    """

    code: str
    label: object
    event: Event
    find: Callable[[Person, UUID], Any]
    obstacles: Callable[[Any, Person], Iterable[Obstacle]]
    depth: Callable[[Any, Person], str]
    make: Callable[[Any, Person, str, Stamp, Progress], bytes]
    name: Callable[[Any, str], str]


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Called in `ready()` of the app whose document it is."""
    _kinds[kind.code] = kind


def kind_of(code: str) -> Kind:
    return _kinds[code]

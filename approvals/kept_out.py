"""Who signs nothing about a slip because a wall keeps them out of what it is about; the next above signs instead. Basis: DESIGN §4."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from approvals.models import Slip

Source = Callable[[set[UUID], date], dict[UUID, set[UUID]]]
_sources: list[Source] = []


def register_kept_out(source: Source) -> None:
    """Called in `ready()` of the app that raises walls: of each of these records the ids of the people kept out of it."""
    if source not in _sources:
        _sources.append(source)


def kept_out(slips: Iterable[Slip], *, on: date) -> dict[UUID, set[UUID]]:
    """Of each slip the ids of the people kept out of anything it is about; slips of one kind."""
    found = list(slips)
    about = type(found[0]).records_of(found) if found else {}
    records = set().union(*about.values()) if about else set()
    walls = [source(records, on) for source in _sources] if records else []
    return {slip: {person for wall in walls for record in ids for person in wall.get(record, ())} for slip, ids in about.items()}

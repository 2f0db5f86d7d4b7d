"""How a record is called by whoever made it: a petition's number and page. A grading has never heard of petitions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from personnel.models import Person


@dataclass(frozen=True)
class Named:
    """`url` is empty where the person does not see the record (any more); under `change_url` a change is proposed."""

    number: str
    url: str
    change_url: str = ""


Namer = Callable[[Iterable[UUID], Person, date], dict[UUID, Named]]
_namers: list[Namer] = []


def name_records_with(function: Namer) -> None:
    """Called in `ready()` of the app whose things are records."""
    if function not in _namers:
        _namers.append(function)


def named(records: Iterable[UUID], person: Person, *, on: date) -> dict[UUID, Named]:
    ids = set(records)
    return {pk: name for function in _namers for pk, name in function(ids, person, on).items()} if ids else {}

"""What apps above know of a working group: which records name it. Only those the reader sees."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from personnel.groups.models import WorkingGroup
from personnel.models import Person


@dataclass(frozen=True)
class Named:
    """A record as it stands in a list: number, address, mark; never what it says."""

    number: str
    url: str
    mark: object


Records = Callable[[WorkingGroup, Person, date], list[Named]]
_known: list[Records] = []


def register_records(records: Records) -> None:
    """Called in `ready()` of the app whose records have scopes."""
    if records not in _known:
        _known.append(records)


def records_naming(group: WorkingGroup, reader: Person, *, on: date) -> list[Named]:
    return [named for records in _known for named in records(group, reader, on)]

"""Who decides what waits on a record: its unit's grading authorities, else the next above, the principal leader (DESIGN §4, §5)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from classification.authority.reach import is_within
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.protection import at_stake, protecting
from classification.querysets import is_cleared_for
from classification.scoping.models import ScopeChange
from classification.walls.querysets import is_kept_out
from personnel.groups.querysets import members_of
from personnel.models import Person
from personnel.offices import Office
from personnel.querysets import holders
from personnel.rules import principal_leaders


@dataclass(frozen=True)
class Matter:
    """What is to be decided on a record: who asked or whom it is about; whoever decides has authority for `levels`, and is cleared for
    them and for what protects the record (`protected`)."""

    record: GradedRecord
    interested: frozenset[UUID | None]
    levels: list[SecrecyLevel]
    protected: list[SecrecyLevel]


def of_grading(grading: Grading) -> Matter:
    return Matter(grading.record, frozenset({grading.proposer_id}), at_stake(grading), protecting(grading.record))


def of_change(change: ScopeChange, *, on: date) -> Matter:
    levels = protecting(change.record)
    return Matter(change.record, frozenset(interested(change, on=on)), levels, levels)


def interested(change: ScopeChange, *, on: date) -> set[UUID | None]:
    """Who asked, whom it is about, and who is in the group that is to be added."""
    found = {change.proposer_id, change.person_id}
    if change.adds and change.group is not None:
        found |= set(members_of(change.group, on=on).values_list("person", flat=True))
    return found


def deciders(matter: Matter, *, on: date) -> list[Person]:
    """Nobody it must not be, whom a wall keeps out of the record or who is not cleared for all it touches; in their place the next above.

    The same people see the record meanwhile (`admissions.duties`, `principals`).
    """
    return _appointed(matter, on) or [person for person in principal_leaders(matter.record.unit, on=on) if _may(person, matter, on)]


def passes_on(matter: Matter, *, on: date) -> bool:
    """Whether nobody appointed for the unit may decide."""
    return not _appointed(matter, on)


def _appointed(matter: Matter, on: date) -> list[Person]:
    held = holders(Office.GRADING_AUTHORITY, unit=matter.record.unit, on=on)
    return [person for person in held if _may(person, matter, on) and is_within(person, matter.levels)]


def _may(person: Person, matter: Matter, on: date) -> bool:
    return (
        person.pk not in matter.interested
        and all(is_cleared_for(person, level, on=on) for level in {*matter.levels, *matter.protected})
        and not is_kept_out(person, matter.record, on=on)
    )

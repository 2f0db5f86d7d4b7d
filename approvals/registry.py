"""Kinds of slips, registered from above, so that one page can show whatever waits for a signature."""

from datetime import date

from approvals.models import Slip
from approvals.querysets import owing
from personnel.models import Person

_kinds: list[type[Slip]] = []


def register_slip(model: type[Slip]) -> None:
    """Called in `ready()` of the app that owns the slip."""
    if model not in _kinds:
        _kinds.append(model)


def kinds() -> list[type[Slip]]:
    return list(_kinds)


def awaiting_signature_of(person: Person, *, on: date) -> list[Slip]:
    """Open slips of every kind that wait for this person's signature (or refusal) now, oldest first."""
    found = [slip for model in _kinds for slip in owing(model, person, on=on, now=True)]
    return sorted(found, key=lambda slip: slip.filed_at)

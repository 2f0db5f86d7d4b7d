"""The second lock: rows of petitions are shown and taken by PostgreSQL only for the units declared on the connection.

What is declared is one setting that the policies of the tables read: ids of units, `*`, or nothing at all. Where nobody
declared anything, nothing is there. It is a lock against forgetting: whoever words statements of their own can word the
setting too. Basis: DESIGN §3; docs/decisions/0030.
"""

from collections.abc import Callable, Iterable
from contextlib import ContextDecorator
from functools import wraps
from typing import Any, TypeVar, cast
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.pq import TransactionStatus

SETTING = "xinmi.units"
NOTHING, EVERYTHING = "", "*"
_NOTED = "units_declared"  # on Django's connection, which each thread has of its own
_SET = "SELECT set_config(%s, %s, false)"
_at_rest = NOTHING  # what stands between requests, tasks and commands; the tests' own eyes see everything


def declared() -> str | None:
    """What is declared on this thread's connection now; None where nobody can tell."""
    return getattr(connection, _NOTED, _at_rest)


def declare(units: str) -> None:
    """From here on, until something else is declared. A connection that is made anew is told as well (`tell_anew`)."""
    if units != declared() and connection.connection is not None and not _is_broken_off():
        _note(None)  # in doubt until PostgreSQL has answered: whatever comes next declares anew
        with connection.cursor() as cursor:
            cursor.execute(_SET, [SETTING, units])
    _note(units)


def _note(units: str | None) -> None:
    setattr(connection, _NOTED, units)


def declare_found(query: str, parameters: dict[str, Any]) -> None:
    """As `declare`, for units that a query finds (one text, ids with commas): found and set in one question."""
    _note(None)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('{SETTING}', coalesce(({query}), ''), false)", parameters)
        _note(cursor.fetchone()[0])


def rest() -> None:
    """The request is over."""
    _go_back(_at_rest)


def _go_back(units: str) -> None:
    """A connection that cannot be told any more is closed: what is made anew is told at once."""
    try:
        declare(units)
    except DatabaseError:
        _note(units)
        connection.close()


def tell_anew(connection: BaseDatabaseWrapper, **signal: object) -> None:
    """A connection was made: what this thread has declared holds for it too."""
    units = getattr(connection, _NOTED, _at_rest)
    if connection.alias == "default" and units:
        with connection.cursor() as cursor:
            cursor.execute(_SET, [SETTING, units])


def _is_broken_off() -> bool:
    """In a transaction that will be rolled back; what was declared before it comes back with it."""
    status = connection.connection.info.transaction_status
    return connection.in_atomic_block and (connection.needs_rollback or status == TransactionStatus.INERROR)


Function = TypeVar("Function", bound=Callable[..., Any])


class Declared(ContextDecorator):
    """As a context or around a function: what is declared inside; afterwards what was declared before.

    `because` says why somebody needs what they declare. Around a generator it holds for the first step only.
    """

    def __init__(self, units: Callable[[], str], because: str) -> None:
        self.units, self.because = units, because
        self._before: list[str] = []

    def __call__(self, function: Function) -> Function:
        @wraps(function)
        def inner(*args: Any, **kwargs: Any) -> Any:
            with Declared(self.units, self.because):
                return function(*args, **kwargs)

        inner.declares = self  # type: ignore[attr-defined]
        return cast(Function, inner)

    def __enter__(self) -> "Declared":
        self._before.append(declared() or NOTHING)
        declare(self.units())
        return self

    def __exit__(self, *error: object) -> None:
        _go_back(self._before.pop())


def nothing(*, because: str) -> Declared:
    return Declared(lambda: NOTHING, because)


def everything(*, because: str) -> Declared:
    return Declared(lambda: EVERYTHING, because)


def only(units: Iterable[UUID], *, because: str) -> Declared:
    """These units and no other."""
    wanted = joined(units)
    return Declared(lambda: wanted, because)


def also(units: Iterable[UUID], *, because: str) -> Declared:
    """These units besides those declared already."""
    wanted = list(units)
    return Declared(lambda: _with(declared(), wanted), because)


def _with(before: str | None, units: list[UUID]) -> str:
    return before if before == EVERYTHING else ",".join(filter(None, (before, joined(units))))


def joined(units: Iterable[UUID]) -> str:
    return ",".join(sorted({str(unit) for unit in units}))


def as_seen_by(person: Any) -> Declared:
    """What the person would see in a request of their own: for what is made on their behalf."""
    return Declared(lambda: _business[0](person), "made for one person, with what is their business")


_business: list[Callable[[Any], str]] = []


def learn_business(find: Callable[[Any], str]) -> None:
    """Called in `ready()` of the app that knows which units are a person's business."""
    _business[:] = [find]

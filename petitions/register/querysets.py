"""Who is let in to what, as rows: record and person, over the projection in one question."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from classification.everybody import appointments, cleared_pairs, principals_of_everybody, walled_pairs
from classification.models import SecrecyLevel
from classification.schemes.mapping import at_least
from classification.walls.querysets import kept_out_of
from personnel.models import Person, Unit
from vault import lock

LOWEST = "important"  # 重要 / 机密, 核心 / 绝密 and what equals them by the mapping (DESIGN §5)
# What may stand in the question's order; chosen by name, never taken from the address. Levels: by scheme, the highest first.
ORDERS = {"number": "p.number", "person": "person.name", "level": "(s.position * 1000 - l.rank)", "until": "found.until"}

_ROWS = """
    WITH who AS (SELECT * FROM unnest(%(principals)s::uuid[], %(people)s::uuid[]) AS pair (principal, person)),
         cleared AS (SELECT * FROM unnest(%(cleared_people)s::uuid[], %(cleared_levels)s::varchar[]) AS pair (person, level)),
         walled AS (SELECT * FROM unnest(%(walled_people)s::uuid[], %(walled_records)s::uuid[]) AS pair (person, record)),
         found AS (
             SELECT a.record_id, who.person, array_agg(a.principal) AS principals,
                    CASE WHEN bool_or(a.until IS NULL) THEN NULL ELSE max(a.until) END AS until
             FROM classification_admission a
             JOIN who ON who.principal = a.principal
             JOIN classification_gradedrecord r ON r.id = a.record_id
             JOIN classification_secrecylevel l ON l.code = r.level_id
             WHERE a.record_id <> ALL(%(kept_out)s::uuid[])
               AND r.level_id = ANY(%(upper)s) AND r.declassified_on IS NULL AND r.destroyed_on IS NULL
               AND (a.until IS NULL OR a.until >= %(on)s)
               AND (who.person, r.level_id) IN (SELECT person, level FROM cleared)
               AND NOT EXISTS (SELECT FROM unnest(r.claims) AS claim WHERE (who.person, claim) NOT IN (SELECT person, level FROM cleared))
               AND (who.person, a.record_id) NOT IN (SELECT person, record FROM walled)
               AND (%(level)s = '' OR r.level_id = %(level)s)
               AND (%(person)s::uuid IS NULL OR who.person = %(person)s)
               AND (%(members)s::uuid[] IS NULL OR who.person = ANY(%(members)s))
             GROUP BY a.record_id, who.person
         )
"""
_COUNT = "SELECT count(*) FROM found"
_PAGE = """
    SELECT p.record_id, p.number, found.person, found.principals, found.until
    FROM found JOIN petitions_petition p ON p.record_id = found.record_id JOIN personnel_person person ON person.id = found.person
    JOIN classification_gradedrecord r ON r.id = found.record_id JOIN classification_secrecylevel l ON l.code = r.level_id
    JOIN classification_scheme s ON s.code = l.scheme_id
    ORDER BY {order}, p.number, person.username OFFSET %(offset)s LIMIT %(limit)s
"""


def upper_levels() -> QuerySet[SecrecyLevel]:
    """Whoever knows of these is registered."""
    return at_least(LOWEST)


@dataclass(frozen=True)
class Let:
    """One person let in to one petition: by which principals, until when (None without end)."""

    petition: UUID
    number: str
    person: UUID
    principals: frozenset[UUID]
    until: date | None


class Register:
    """Everybody let in on this day, narrowed by level, person and unit; cut into pages like a query (`count`, slices).

    Not of petitions a wall keeps the reader out of: whom one accuses learns nothing of it here either.
    """

    def __init__(
        self, *, reader: Person, on: date, level: str = "", person: Person | None = None, unit: Unit | None = None, sort: str = ""
    ):
        held = appointments(on=on)
        members = [one.person_id for one in held if one.unit_id == unit.pk] if unit else None
        chosen: dict[str, Any] = {"level": level, "person": person.pk if person else None, "members": members}
        self._order = ORDERS.get(sort.removeprefix("-"), ORDERS["number"]) + (" DESC NULLS FIRST" if sort.startswith("-") else "")
        self._values = chosen | {"on": on, "upper": list(upper_levels().values_list("pk", flat=True))} | _pairs(held, on)
        self._values["kept_out"] = kept_out_of(reader, on=on)

    def count(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("".join((_ROWS, _COUNT)), self._values)
            return cursor.fetchone()[0]

    def __len__(self) -> int:
        return self.count()

    @lock.everything(because="the register names records of every unit by their number")
    def __getitem__(self, part: slice) -> list[Let]:
        first, last = part.start or 0, part.stop
        limits = {"offset": first, "limit": None if last is None else last - first}
        with connection.cursor() as cursor:
            cursor.execute("".join((_ROWS, _PAGE.format(order=self._order))), self._values | limits)
            return [Let(pk, number, person, frozenset(principals), until) for pk, number, person, principals, until in cursor.fetchall()]


def _pairs(held: list, on: date) -> dict[str, Any]:
    """The pairs as columns, which the question joins with."""
    principals, people = _columns(principals_of_everybody(held, on=on))
    cleared_people, cleared_levels = _columns(cleared_pairs(on=on))
    walled_people, walled_records = _columns(walled_pairs(held))
    return {
        "principals": principals,
        "people": people,
        "cleared_people": cleared_people,
        "cleared_levels": cleared_levels,
        "walled_people": walled_people,
        "walled_records": walled_records,
    }


def _columns(pairs: set) -> tuple[list, list]:
    ordered = sorted(pairs, key=str)
    return [first for first, _second in ordered], [second for _first, second in ordered]

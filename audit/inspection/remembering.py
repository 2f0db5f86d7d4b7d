"""What the history tables say: how things stood at a moment, and which moves were made between two.

`DISTINCT ON (id) … ORDER BY id, history_date DESC, history_id DESC` in SQL; sealed columns are never asked for.
Basis: DESIGN §7, STACK §11.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from audit.inspection.quarters import Stretch
from vault.history import Remembered

CHUNK = 5000


@dataclass(frozen=True)
class Move:
    """These things went from one state (None: they were not there) to another; one that did so twice is named twice."""

    ids: list[UUID]
    before: str | None
    after: str


def states(model: type[Remembered], *columns: str, at: datetime) -> Iterator[tuple]:
    """For each row that was there: its id and these columns, as they stood just before this moment."""
    return states_query(model, *columns, at=at).iterator(CHUNK)


def states_query(model: type[Remembered], *columns: str, at: datetime) -> QuerySet:
    """The question behind `states`."""
    key = model._meta.pk.attname
    latest = model.history.model.objects.filter(history_date__lt=at).order_by(key, "-history_date", "-history_id").distinct(key)
    return latest.values_list(key, *columns)


# The state before is that of the row before; for a thing's first row within the stretch it is looked up, unless it began there.
_MOVES = """
    SELECT array_agg(thing) AS ids, before, after FROM (
        SELECT thing, status AS after, CASE
            WHEN place > 1 THEN previous
            WHEN history_type <> '+' THEN (
                SELECT earlier.status FROM {table} earlier WHERE earlier.{key} = within.thing AND earlier.history_date < %(begins)s
                ORDER BY earlier.history_date DESC, earlier.history_id DESC LIMIT 1)
            END AS before
        FROM (
            SELECT {key} AS thing, status, history_type, lag(status) OVER own AS previous, row_number() OVER own AS place
            FROM {table} WHERE history_date >= %(begins)s AND history_date < %(ends)s
            WINDOW own AS (PARTITION BY {key} ORDER BY history_date, history_id)
        ) AS within
    ) AS made WHERE before IS DISTINCT FROM after GROUP BY before, after
"""


def moves(model: type[Remembered], stretch: Stretch) -> Iterator[Move]:
    """Every change of `status` in this stretch, by the states before and after."""
    with connection.cursor() as cursor:
        cursor.execute(moves_in_sql(model), {"begins": stretch.begins, "ends": stretch.ends})
        for ids, before, after in cursor.fetchall():
            yield Move(ids, before, after)


def moves_in_sql(model: type[Remembered]) -> str:
    """The question behind `moves`, with the parameters `begins` and `ends`."""
    quote = connection.ops.quote_name
    return _MOVES.format(table=quote(model.history.model._meta.db_table), key=quote(model._meta.pk.column))

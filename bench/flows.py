"""Figures of a report over a million history rows: what moved in a quarter, and what stood on a day; against counting the heap."""

from datetime import UTC, datetime

from django.db import connection

from audit.inspection.quarters import Quarter, Stretch, stretch_of
from audit.inspection.remembering import moves, moves_in_sql, states, states_query
from bench.figures import Figure, median_ms, ratio
from bench.house import house
from bench.side import as_owner, timed
from bench.sides import both
from petitions.models import Petition

PETITIONS, ROWS, ROUNDS = 400_000, 1_000_000, 7
NOW = datetime(2026, 1, 1, tzinfo=UTC)
QUARTER = Quarter(2025, 2)

# Registered over five years; every one put in hand ten days later, half of them closed forty days later.
HISTORY = """
    INSERT INTO petitions_historicalpetition (record_id, number, status, channel, received_on, category, information_category,
        subject, body, result, registered_by_id, registered_at, source, source_number, history_date, history_type)
    SELECT id, 'BV-' || n, step.status, (ARRAY['letter', 'visit', 'online'])[1 + n % 3], began::date, 'claim', 'general',
        decode(repeat(md5(id::text), 4), 'hex'), decode(repeat(md5(id::text), 20), 'hex'), '', '{person}', began, '', '',
        began + step.after, step.type
    FROM (SELECT n, md5(n::text)::uuid AS id, timestamptz '2021-01-01' + n * interval '6.5 minutes' AS began
            FROM generate_series(1, {petitions}) n) AS p
    CROSS JOIN (VALUES ('registered', '+', interval '0', 1), ('in_hand', '~', interval '10 days', 1),
        ('closed', '~', interval '40 days', 2)) AS step (status, type, after, every)
    WHERE n % every = 0 ORDER BY began + step.after
"""


def measure() -> list[Figure]:
    side = both()[0]
    side.ask("flows.prepare")
    found: dict[str, list[float]] = {what: [] for what in MEASURED}
    for _ in range(ROUNDS):
        for what, seconds in found.items():
            seconds.append(side.ask("flows.once", what=what))
    medians = {what: median_ms(seconds[1:]) for what, seconds in found.items()}
    note = "in the database, as the base is; with the ids handed over as the report keeps them: {:.0f} ms"
    return [
        ratio("flows of a quarter ÷ count(*)", medians["flow"], medians["heap"], 1.2, note=note.format(medians["flow, ids"])),
        ratio("stock of a day ÷ count(*)", medians["stock"], medians["heap"], 4.0, note=note.format(medians["stock, rows"])),
    ]


def prepare() -> None:
    as_owner(HISTORY.format(person=house().li.pk, petitions=PETITIONS), "VACUUM ANALYZE petitions_historicalpetition")


def once(what: str) -> float:
    return timed(MEASURED[what])


def _flow() -> None:
    """The report's own question for what was registered, put in hand and closed in the quarter."""
    sql = f"SELECT sum(cardinality(ids)) FROM ({moves_in_sql(Petition)}) AS made"
    _demand(_number(sql, {"begins": _stretch().begins, "ends": _stretch().ends}), 50_000)


def _flow_ids() -> None:
    _demand(sum(len(move.ids) for move in moves(Petition, _stretch())), 50_000)


COLUMNS = ("status", "channel", "category", "registered_at")


def _stock() -> None:
    """The report's own question for everything that stood at the end of the quarter's last day."""
    sql, parameters = states_query(Petition, *COLUMNS, at=_stretch().ends).query.sql_with_params()
    _demand(_number(f"SELECT count(*) FROM ({sql}) AS stood", parameters), 360_000)


def _stock_rows() -> None:
    _demand(sum(1 for _row in states(Petition, *COLUMNS, at=_stretch().ends)), 360_000)


def _heap() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET enable_indexonlyscan = off; SET enable_indexscan = off; SET enable_bitmapscan = off")
        _demand(_number("SELECT count(*) FROM petitions_historicalpetition"), ROWS)
        cursor.execute("RESET enable_indexonlyscan; RESET enable_indexscan; RESET enable_bitmapscan")


MEASURED = {"flow": _flow, "stock": _stock, "heap": _heap, "flow, ids": _flow_ids, "stock, rows": _stock_rows}


def _stretch() -> Stretch:
    return stretch_of(QUARTER, now=NOW)


def _number(sql: str, parameters=None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def _demand(found: int, expected: int) -> None:
    if not 0.9 * expected < found < 1.1 * expected:
        raise RuntimeError(f"{found} found, about {expected} expected")

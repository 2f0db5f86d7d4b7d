"""Figures of a report over a million history rows: what moved in a quarter, and what stood on a day; against counting the heap."""

from datetime import UTC, datetime

from django.db import connection

from audit.inspection.quarters import Quarter, Stretch, stretch_of
from audit.inspection.remembering import moves, states
from bench.figures import Figure, median_ms, ratio
from bench.house import house
from bench.side import as_owner, timed
from bench.sides import both
from petitions.choices import Status
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
    found: dict[str, list[float]] = {"flow": [], "stock": [], "heap": []}
    for _ in range(ROUNDS):
        for what, seconds in found.items():
            seconds.append(side.ask("flows.once", what=what))
    medians = {what: median_ms(seconds[1:]) for what, seconds in found.items()}
    return [
        ratio("flows of a quarter ÷ count(*)", medians["flow"], medians["heap"], 1.2, note=f"{ROWS:,} history rows, 20 quarters"),
        ratio("stock of a day ÷ count(*)", medians["stock"], medians["heap"], 4.0),
    ]


def prepare() -> None:
    as_owner(HISTORY.format(person=house().li.pk, petitions=PETITIONS), "VACUUM ANALYZE petitions_historicalpetition")


def once(what: str) -> float:
    return timed({"flow": _flow, "stock": _stock, "heap": _heap}[what])


def _flow() -> None:
    """Ids of what was registered, put in hand and closed in the quarter, as the report asks for them."""
    made = list(moves(Petition, _stretch()))
    if not 40_000 < len(made) < 60_000:
        raise RuntimeError(f"{len(made)} moves")


def _stock() -> None:
    """Ids and states of everything that stood on the quarter's last day."""
    rows = states(Petition, "status", "channel", "category", "registered_at", at=_stretch().ends)
    if not 300_000 < sum(status != Status.DESTROYED for _pk, status, *_rest in rows) < 400_000:
        raise RuntimeError("the stock is not what was put in")


def _stretch() -> Stretch:
    return stretch_of(QUARTER, now=NOW)


def _heap() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET enable_indexonlyscan = off; SET enable_indexscan = off; SET enable_bitmapscan = off")
        cursor.execute("SELECT count(*) FROM petitions_historicalpetition")
        cursor.execute("RESET enable_indexonlyscan; RESET enable_indexscan; RESET enable_bitmapscan")

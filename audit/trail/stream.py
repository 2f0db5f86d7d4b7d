"""The sealed entries in the order of their leaves, straight from a cursor: a million of them make no objects and need no memory.

`entry_bytes` is `canonical.entry_bytes` for such a row. A test holds the two together, for whatever a column may hold.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from django.db import connection

CHUNK = 5000

# A moment that no calendar holds fits no seal; it must not stop the walk either.
_ROWS = """
    SELECT l.position, l.digest, e.id::text, e.seal, e.xid::text,
        CASE WHEN isfinite(e.at) THEN (extract(epoch FROM e.at) * 1000000)::bigint END,
        coalesce(e.actor_id::text, ''), e.office, e.circle, e.device, e.event, e.kind,
        e.subject_kind, coalesce(e.subject_id::text, ''), coalesce(e.dossier_id::text, ''),
        e.result, e.reason, e.facts::text, coalesce(encode(e.text, 'hex'), '')
    FROM trail_leaf l LEFT JOIN trail_entry e ON e.id = l.entry_id
    ORDER BY l.position
"""
# Leaf by leaf along the index: any other plan would first sort the whole trail.
_PLAN = ("enable_hashjoin", "enable_mergejoin", "enable_sort")


def rows() -> Iterator[tuple]:
    """Position, digest, then what its entry holds (None where it is gone); in the caller's transaction. While a batch is looked at, the
    next is fetched."""
    connection.ensure_connection()
    allow_other_plans("off")
    try:
        with connection.connection.cursor(name="trail", binary=True) as cursor, ThreadPoolExecutor(1) as ahead:
            cursor.execute(_ROWS)
            batch = cursor.fetchmany(CHUNK)
            while batch:
                coming = ahead.submit(cursor.fetchmany, CHUNK)
                yield from batch
                batch = coming.result()
    finally:
        allow_other_plans("DEFAULT")


def allow_other_plans(setting: str) -> None:
    """`off` or `DEFAULT`, for the rest of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("".join(f"SET LOCAL {name} = {setting};" for name in _PLAN))


def entry_bytes(row: tuple) -> bytes:
    """What the entry's seal covers."""
    (_, _, key, _, _, at, actor, office, circle, device, event, kind, about, subject, dossier, result, reason, facts, text) = row
    return (
        f'{{"actor":"{actor}","at":{at},"circle":{quoted(circle)},"device":{quoted(device)},"dossier":"{dossier}"'
        f',"event":{quoted(event)},"facts":{_canonical(facts)},"id":"{key}","kind":{quoted(kind)},"office":{quoted(office)}'
        f',"reason":{quoted(reason)},"result":{quoted(result)},"subject":[{quoted(about)},"{subject}"],"text":"{text}"}}'
    ).encode()


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


@lru_cache(maxsize=4096)
def _canonical(facts: str) -> str:
    return _encode(_decode(facts)[0])

"""The house is founded once by the real actions; every later test gets the same rows by COPY, which takes a tenth of the time.

Only where nothing tells them apart: nobody is here yet, no key of a purpose was made, the same slot of the epoch, the
machine's own clock. Otherwise `rows` answers nothing and the house is founded anew.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from personnel.models import Person
from vault import clock
from vault.models import PurposeKey

ALIASES = ("default", "keystore")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# What the database says by itself (numbers of transactions) is left to it.
COLUMNS = """
    SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' AND column_name <> 'xid'
"""


@dataclass
class _Standing:
    """Rows of every table the founding filled, as COPY gives them."""

    slot: bytes
    rows: dict[tuple[str, str, str], bytes] = field(default_factory=dict)


_standing: _Standing | None = None
# The two clocks run together unless a test travels.
_APART = time.time() - time.monotonic()


def stand(found: Callable[[], object]) -> None:
    """The founded house, from its rows where that is the same."""
    global _standing
    if not _is_untouched():
        found()
    elif _standing is None or _standing.slot != _slot():
        before = {alias: _counts(alias) for alias in ALIASES}
        found()
        _standing = _taken(before)
    else:
        _put_back(_standing)


def _is_untouched() -> bool:
    travels = clock.is_told() or abs(time.time() - time.monotonic() - _APART) > 60
    return not travels and not PurposeKey.objects.exists() and not Person.objects.exists()


def _slot() -> bytes:
    return Path(settings.EPOCH_SLOT_FILE).read_bytes()


def _counts(alias: str) -> dict[str, int]:
    with connections[alias].cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables))
        return dict(cursor.fetchall())


def _taken(before: dict[str, dict[str, int]]) -> _Standing | None:
    """Nothing where a table that held rows has more of them now: they could not be told apart."""
    taken = _Standing(_slot())
    for alias in ALIASES:
        grown = [table for table, count in _counts(alias).items() if count != before[alias][table]]
        if any(before[alias][table] for table in grown):
            return None
        taken.rows |= {(alias, table, columns): rows for table in grown for columns, rows in [_copied(alias, table)]}
    return taken


def _copied(alias: str, table: str) -> tuple[str, bytes]:
    with connections[alias].cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        [columns] = cursor.fetchone()
        with cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as rows:
            return columns, b"".join(rows)


def _put_back(standing: _Standing) -> None:
    with transaction.atomic(using="default"), transaction.atomic(using="keystore"):
        for (alias, table, columns), rows in standing.rows.items():
            with connections[alias].cursor() as cursor, cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as into:
                into.write(rows)

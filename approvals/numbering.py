"""Gap-free numbers per series and year: `XF-2026-000123`."""

from django.db import connection

# Whoever takes numbers holds the series' row until their transaction ends: no gap and no twin.
_TAKE = """
    INSERT INTO approvals_slipnumber AS series (prefix, year, last) VALUES (%s, %s, %s)
    ON CONFLICT (prefix, year) DO UPDATE SET last = series.last + excluded.last RETURNING last
"""


def next_number(prefix: str, year: int) -> str:
    """The next number; only inside a transaction, whose rollback gives it back."""
    return next_numbers(prefix, year, 1)[0]


def next_numbers(prefix: str, year: int, count: int) -> list[str]:
    """The next `count` numbers, in order. Waits for whoever is taking one in this series."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [prefix, year, count])
        [last] = cursor.fetchone()
    return [f"{prefix}-{year}-{number:06d}" for number in range(last - count + 1, last + 1)]

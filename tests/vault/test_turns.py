"""Kinds of work that are done by one process at a time do not wait for each other."""

import pytest
from django.db import OperationalError, connection, transaction

from vault import turns
from vault.turns import Turn

pytestmark = pytest.mark.django_db


def test_whoever_makes_a_report_keeps_no_import_waiting_and_no_other_maker_out() -> None:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [Turn.REPORT])
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
        for turn in (Turn.IMPORT, Turn.SEALING, Turn.PUBLISHING):
            turns.take(turn)
        with pytest.raises(OperationalError), transaction.atomic():
            turns.take(Turn.REPORT)
    finally:
        other.close()

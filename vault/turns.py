"""Work that one process does at a time, whichever machine it runs on: turns taken in the records' database."""

from enum import IntEnum, unique

from django.db import connection


@unique
class Turn(IntEnum):
    """Numbers of advisory locks; each kind of work has its own, or one would wait for another."""

    SEALING = 0x7841_0001
    REPORT = 0x7841_0002  # versions are given one after the other
    IMPORT = 0x7841_0003  # two imports at once take turns, batch by batch
    PUBLISHING = 0x7841_0005
    SIGN_IN_POLICY = 0x7841_0006
    SCHEMES = 0x7841_0007
    LAST_OF_OFFICE = 0x7841_0009  # two who are the last but each other do not go at once
    DECIDING = 0x7841_0008  # decisions that touch several records, before any of them is locked


def take(turn: Turn) -> None:
    """Waits until nobody else has it; it is given back when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [turn])

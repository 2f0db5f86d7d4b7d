"""Switching the test connections between the owner and the runtime role, and emptying append-only tables."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

ALIASES = ("default", "keystore")
# A copy: the connections write into the settings' own dictionaries, and a role changed there would change for good.
ROLES = deepcopy(settings.DATABASE_ROLES)
USER_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY 1"
REFUSING_TRIGGERS = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND n.nspname = 'public' AND t.tgparentid = 0 ORDER BY 1
"""
STORED_COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position
"""


def become(role: str) -> None:
    """Both connections go on as this role, in the same (test) databases."""
    for alias in ALIASES:
        connection = connections[alias]
        connection.close()
        chosen = ROLES[role][alias]
        connection.settings_dict.update({name: chosen[name] for name in ("USER", "PASSWORD", "HOST", "PORT")})


def run_as_owner(statement: str, parameters: Sequence[Any] = (), alias: str = "default") -> list[tuple[Any, ...]]:
    """One statement, committed, as the owner of the tables."""
    with _owner(alias) as connection:
        cursor = connection.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def keep_pristine_rows() -> None:
    """What migrations put into tables (schemes, holidays) is kept aside, to be there for every test."""
    for alias in ALIASES:
        with _owner(alias) as connection:
            connection.execute("DROP SCHEMA IF EXISTS pristine CASCADE")
            connection.execute("CREATE SCHEMA pristine")
            for table in _names(connection, USER_TABLES):
                if connection.execute(sql.SQL("SELECT 1 FROM public.{} LIMIT 1").format(sql.Identifier(table))).fetchone():
                    copy = sql.SQL("CREATE TABLE pristine.{} AS TABLE public.{}")
                    connection.execute(copy.format(sql.Identifier(table), sql.Identifier(table)))


def empty_tables() -> None:
    """After a test that committed: tables as the migrations left them. The refusing triggers are set aside meanwhile, never dropped."""
    for alias in ALIASES:
        with _owner(alias) as connection:
            guarded = _names(connection, REFUSING_TRIGGERS)
            _switch_triggers(connection, guarded, "DISABLE")
            _truncate_and_refill(connection)
            connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _switch_triggers(connection, guarded, "ENABLE")


def _owner(alias: str) -> "psycopg.Connection[Any]":
    role = ROLES["owner"][alias]
    return psycopg.connect(
        dbname=connections[alias].settings_dict["NAME"],
        user=role["USER"],
        password=role["PASSWORD"] or None,
        host=role["HOST"],
        port=role["PORT"] or None,
    )


def _names(connection: "psycopg.Connection[Any]", query: str, *parameters: str) -> list[str]:
    return [row[0] for row in connection.execute(query, parameters)]


def _switch_triggers(connection: "psycopg.Connection[Any]", tables: list[str], verb: str) -> None:
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE public.{} {} TRIGGER USER").format(sql.Identifier(table), sql.SQL(verb)))


def _truncate_and_refill(connection: "psycopg.Connection[Any]") -> None:
    tables = [sql.Identifier("public", table) for table in _names(connection, USER_TABLES)]
    if tables:
        connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(tables)))
    for table in _names(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'pristine'"):
        columns = sql.SQL(", ").join(sql.Identifier(name) for name in _names(connection, STORED_COLUMNS, table))
        refill = sql.SQL("INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM pristine.{table}")
        connection.execute(refill.format(table=sql.Identifier(table), columns=columns))

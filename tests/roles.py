"""Switching the test connections between the owner and the runtime role, and emptying append-only tables."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from vault import lock

ALIASES = ("default", "keystore")
# A copy: the connections write into the settings' own dictionaries, and a role changed there would change for good.
ROLES = deepcopy(settings.DATABASE_ROLES)
USER_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'django_migrations' ORDER BY 1"
REFUSING_TRIGGERS = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND n.nspname = 'public' AND t.tgparentid = 0 ORDER BY 1
"""
PRISTINE_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'pristine' ORDER BY 1"
FEW = 300  # rows in a table up to which deleting is quicker than truncating
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
    """What migrations put into tables (schemes, holidays) is kept aside, to be there for every test.

    In a database that is used again the rows kept the first time count: what a broken-off test left is not pristine.
    """
    for alias in ALIASES:
        with _owner(alias) as connection:
            is_new = not _names(connection, "SELECT nspname FROM pg_namespace WHERE nspname = 'pristine'")
            if is_new:
                connection.execute("CREATE SCHEMA pristine")
                for table in _filled(connection, "public"):
                    copy = sql.SQL("CREATE TABLE pristine.{} AS TABLE public.{}")
                    connection.execute(copy.format(sql.Identifier(table), sql.Identifier(table)))
        if not is_new:
            _empty(alias)


def empty_tables() -> None:
    """After a test that committed: tables as the migrations left them. The refusing triggers are set aside meanwhile, never dropped."""
    for alias in ALIASES:
        _empty(alias)


def _empty(alias: str) -> None:
    with _owner(alias) as connection:
        rows = _changed(connection)
        are_many = max(rows.values(), default=0) > FEW
        changed = set(_names(connection, USER_TABLES)) if are_many else set(rows)
        guarded = [table for table in _names(connection, REFUSING_TRIGGERS) if table in changed]
        _switch_triggers(connection, guarded, "DISABLE")
        _remove_rows(connection, changed, are_many=are_many)
        _refill(connection, changed)
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
        options=f"-c {lock.SETTING}={lock.EVERYTHING}",
    )


def _names(connection: "psycopg.Connection[Any]", query: str, *parameters: str) -> list[str]:
    return [row[0] for row in connection.execute(query, parameters)]


def _switch_triggers(connection: "psycopg.Connection[Any]", tables: list[str], verb: str) -> None:
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE public.{} {} TRIGGER USER").format(sql.Identifier(table), sql.SQL(verb)))


def _changed(connection: "psycopg.Connection[Any]") -> dict[str, int]:
    """Tables that are not as the migrations left them, with their number of rows (counted no further than it matters)."""
    pristine = set(_names(connection, PRISTINE_TABLES))
    filled = _filled(connection, "public")
    same = {table for table in pristine & set(filled) if _print(connection, "public", table) == _print(connection, "pristine", table)}
    return {table: filled.get(table, 0) for table in (set(filled) | pristine) - same}


def _filled(connection: "psycopg.Connection[Any]", schema: str) -> dict[str, int]:
    """Which tables hold rows, and how many, in one question: most hold none after most tests."""
    tables = _names(connection, USER_TABLES)
    one = sql.SQL("SELECT {name}::text, (SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT {limit}) AS first_rows)")
    counts = [one.format(name=sql.Literal(t), table=sql.Identifier(schema, t), limit=sql.Literal(FEW + 1)) for t in tables]
    return {name: count for name, count in connection.execute(sql.SQL(" UNION ALL ").join(counts)) if count}


def _print(connection: "psycopg.Connection[Any]", schema: str, table: str) -> Any:
    query = sql.SQL("SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM {} AS t").format(sql.Identifier(schema, table))
    return connection.execute(query).fetchone()


def _remove_rows(connection: "psycopg.Connection[Any]", tables: set[str], *, are_many: bool) -> None:
    """A few rows are deleted, which is quicker than truncating every table; many rows are truncated."""
    names = [sql.Identifier("public", table) for table in sorted(tables)]
    if are_many:
        connection.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(names)))
        return
    for name in names:
        connection.execute(sql.SQL("DELETE FROM {}").format(name))


def _refill(connection: "psycopg.Connection[Any]", changed: set[str]) -> None:
    for table in _names(connection, PRISTINE_TABLES):
        if table not in changed:
            continue
        columns = sql.SQL(", ").join(sql.Identifier(name) for name in _names(connection, STORED_COLUMNS, table))
        refill = sql.SQL("INSERT INTO public.{table} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM pristine.{table}")
        connection.execute(refill.format(table=sql.Identifier(table), columns=columns))

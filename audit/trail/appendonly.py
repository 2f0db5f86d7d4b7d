"""Tables that only grow: entries, leaves, checkpoints and every history table.

Triggers refuse UPDATE, DELETE and TRUNCATE for whoever is not the owner with the will to drop them;
what walks past a trigger is found by `verify_trail`.
"""

from django.apps import apps
from django.db import connections, transaction

_FUNCTION = """
CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % only grows', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
_ROW = "CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON {} FOR EACH ROW EXECUTE FUNCTION trail_refuse()"
_ALL = "CREATE TRIGGER only_grows_all BEFORE TRUNCATE ON {} FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse()"
_PROTECTED = "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'only_grows_all'"


def growing_tables() -> set[str]:
    """Names of the tables nothing is ever changed in."""
    models = apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if hasattr(model, "history_id") or getattr(model, "only_grows", False)}


def protect_tables(sender, using="default", **kwargs) -> None:
    """After every migration: puts the triggers on tables that lack them."""
    if using != "default":
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        cursor.execute(_PROTECTED)
        missing = (growing_tables() & existing) - {name for (name,) in cursor.fetchall()}
        if missing:
            cursor.execute(_FUNCTION)
        for table in sorted(missing):
            quoted = connection.ops.quote_name(table)
            cursor.execute(_ROW.format(quoted))
            cursor.execute(_ALL.format(quoted))

"""The database repeats the human rule: approved means every step signed, over this payload, by different people."""

from django.apps import apps
from django.db import connections, transaction

from approvals.models import Slip

_FUNCTION = """
CREATE OR REPLACE FUNCTION approvals_demand_signatures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  signed integer;
BEGIN
  IF NEW.status IN ('filed', 'half_approved', 'refused', 'withdrawn', 'lapsed') THEN
    RETURN NEW;
  END IF;
  SELECT count(DISTINCT signer_id) INTO signed FROM approvals_signature
   WHERE slip_id = NEW.id AND payload_hash = NEW.payload_hash AND signer_id <> NEW.applicant_id;
  IF signed < 2 OR signed < jsonb_array_length(NEW.steps) THEN
    RAISE EXCEPTION 'slip % lacks signatures', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""
_TRIGGER = "CREATE TRIGGER approved_means_signed BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION approvals_demand_signatures()"
_GUARDED = "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = 'approved_means_signed'"


def guard_slips(sender, using="default", **kwargs) -> None:
    """After every migration: puts the trigger on slip tables that lack it."""
    if using != "default":
        return
    connection = connections[using]
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, Slip)}
    with transaction.atomic(using=using), connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if "approvals_signature" not in existing:
            return
        cursor.execute(_GUARDED)
        missing = (tables & existing) - {name for (name,) in cursor.fetchall()}
        if missing:
            cursor.execute(_FUNCTION)
        for table in sorted(missing):
            cursor.execute(_TRIGGER.format(connection.ops.quote_name(table)))

"""The database repeats it: what a report was made of never changes, and after the signature nothing does."""

from django.db import connections, transaction

TABLE = "inspection_report"
FIXED = ("id", "year", "quarter", "version", "interim", "as_of", "made_at", "made_by_id", "snapshot", "hash")

_FUNCTION = f"""
CREATE OR REPLACE FUNCTION inspection_keep_snapshot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'UPDATE' THEN
    RAISE EXCEPTION 'a report stays' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF ({", ".join(f"OLD.{name}" for name in FIXED)}) IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in FIXED)})
     OR OLD.status = 'signed' THEN
    RAISE EXCEPTION 'the snapshot of a report never changes' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""
_ROW = (
    f"CREATE OR REPLACE TRIGGER snapshot_stays BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION inspection_keep_snapshot()"
)
_ALL = f"CREATE OR REPLACE TRIGGER reports_stay BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION inspection_keep_snapshot()"


def guard_reports(sender, using="default", **kwargs) -> None:
    """After every migration: puts the triggers on."""
    connection = connections[using]
    if using != "default" or TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in (_FUNCTION, _ROW, _ALL):
            cursor.execute(statement)

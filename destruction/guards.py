"""The database repeats the human rules of destruction, whoever writes.

Six different people; nothing that is lent is destroyed; nothing whose destruction is decided is lent.
"""

from django.db import connections, transaction

_SIX_PEOPLE = """
CREATE OR REPLACE FUNCTION destruction_demand_six_people() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  others uuid[] := array_remove(ARRAY[NEW.executor_id, NEW.first_witness_id, NEW.second_witness_id], NULL);
  people integer;
BEGIN
  IF EXISTS (SELECT 1 FROM approvals_signature WHERE slip_id = NEW.id AND signer_id = ANY(others)) THEN
    RAISE EXCEPTION 'whoever approved slip % neither executes nor witnesses it', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('executed', 'destroyed') THEN
    SELECT count(DISTINCT person) INTO people FROM (
      SELECT signer_id AS person FROM approvals_signature WHERE slip_id = NEW.id
      UNION ALL SELECT unnest(others || NEW.applicant_id)) AS everybody;
    IF people < 6 THEN
      RAISE EXCEPTION 'slip % lacks six different people', NEW.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.status = 'executed' AND EXISTS (
      SELECT 1 FROM destruction_destructionitem line JOIN custody_loanedcarrier loan ON loan.carrier_id = line.carrier_id
       WHERE line.slip_id = NEW.id AND loan.open) THEN
    RAISE EXCEPTION 'something on slip % is on loan', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""
_NOT_LENT = """
CREATE OR REPLACE FUNCTION destruction_refuse_lending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.open AND EXISTS (
      SELECT 1 FROM destruction_destructionitem line JOIN destruction_destructionslip slip ON slip.id = line.slip_id
       WHERE line.carrier_id = NEW.carrier_id AND slip.status IN ('executed', 'destroyed')) THEN
    RAISE EXCEPTION 'carrier % is destroyed', NEW.carrier_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$
"""
_GUARDS = {
    "six_different_people": ("destruction_destructionslip", "destruction_demand_six_people", _SIX_PEOPLE),
    "destroyed_is_not_lent": ("custody_loanedcarrier", "destruction_refuse_lending", _NOT_LENT),
}
_TRIGGER = "CREATE TRIGGER {} BEFORE INSERT OR UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION {}()"


def guard_destruction(sender, using="default", **kwargs) -> None:
    """After every migration: puts the triggers on where they are missing."""
    if using != "default":
        return
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        present = {name for (name,) in cursor.fetchall()}
        for name, (table, function, body) in _GUARDS.items():
            if name not in present and {table, "destruction_destructionitem"} <= tables:
                cursor.execute(body)
                cursor.execute(_TRIGGER.format(name, table, function))

"""Row-level security by owning unit on petitions, petitioners, notes, attachments and their histories. Basis: docs/decisions/0030.

Each table bears the owning unit in a column that is the database's alone: a trigger reads it from the record, whatever
was written, and a record stays with its owner. So a policy looks at its own row, and once per statement at the setting.
"""

from django.db import migrations

TABLES = {
    "petitions_petition": "record_id",
    "petitions_petitioner": "petition_id",
    "petitions_note": "petition_id",
    "petitions_attachment": "petition_id",
    "petitions_historicalpetition": "record_id",
    "petitions_historicalpetitioner": "petition_id",
    "petitions_historicalnote": "petition_id",
    "petitions_historicalattachment": "petition_id",
}
FUNCTIONS = """
CREATE FUNCTION petitions_owner_of(record uuid) RETURNS uuid LANGUAGE sql STABLE AS
  'SELECT unit_id FROM classification_gradedrecord WHERE id = record';
CREATE FUNCTION petitions_own_by_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT unit_id INTO NEW.owning_unit_id FROM classification_gradedrecord WHERE id = NEW.record_id;
  RETURN NEW;
END $$;
CREATE FUNCTION petitions_own_by_petition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT unit_id INTO NEW.owning_unit_id FROM classification_gradedrecord WHERE id = NEW.petition_id;
  RETURN NEW;
END $$;
"""
# Rewritten as a whole, because an UPDATE is refused where history is kept.
LOCK = """
ALTER TABLE {table} ADD COLUMN owning_unit_id uuid;
ALTER TABLE {table} ALTER COLUMN owning_unit_id TYPE uuid USING petitions_owner_of({key});
ALTER TABLE {table} ALTER COLUMN owning_unit_id SET NOT NULL;
CREATE TRIGGER owned_by_its_unit BEFORE INSERT OR UPDATE OF {key}, owning_unit_id ON {table}
  FOR EACH ROW EXECUTE FUNCTION petitions_own_by_{kind}();
CREATE POLICY of_the_units_declared ON {table} USING (
  (SELECT current_setting('xinmi.units', true)) = '*' OR owning_unit_id = ANY ((
    SELECT string_to_array(nullif(nullif(current_setting('xinmi.units', true), ''), '*'), ',')::uuid[])::uuid[])
);
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
"""
UNLOCK = """
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
DROP POLICY of_the_units_declared ON {table};
DROP TRIGGER owned_by_its_unit ON {table};
ALTER TABLE {table} DROP COLUMN owning_unit_id;
"""
FUNCTIONS_GONE = """
DROP FUNCTION petitions_own_by_petition();
DROP FUNCTION petitions_own_by_record();
DROP FUNCTION petitions_owner_of(uuid);
"""


def _on(table: str, key: str) -> migrations.RunSQL:
    names = {"table": table, "key": key, "kind": key.removesuffix("_id")}
    return migrations.RunSQL(LOCK.format(**names), UNLOCK.format(**names))


class Migration(migrations.Migration):
    dependencies = [("classification", "0011_the_units_of_admissions"), ("petitions", "0006_companion_address")]
    operations = [migrations.RunSQL(FUNCTIONS, FUNCTIONS_GONE), *(_on(table, key) for table, key in TABLES.items())]

"""Whose business a unit is, along an index; and a record that stays with its owner. Basis: docs/decisions/0030."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
    UPDATE classification_admission a SET unit_id = r.unit_id FROM classification_gradedrecord r WHERE r.id = a.record_id
"""
STAYS = """
CREATE FUNCTION classification_keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'record % stays with its owning unit', OLD.id USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER the_owner_stays BEFORE UPDATE OF unit_id ON classification_gradedrecord
  FOR EACH ROW WHEN (OLD.unit_id IS DISTINCT FROM NEW.unit_id) EXECUTE FUNCTION classification_keep_owner();
"""
LEAVES = """
DROP TRIGGER the_owner_stays ON classification_gradedrecord;
DROP FUNCTION classification_keep_owner();
"""


class Migration(migrations.Migration):
    dependencies = [("personnel", "0001_initial"), ("classification", "0010_scope_changes")]
    operations = [
        migrations.AddField(
            model_name="admission",
            name="unit",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="personnel.unit"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="admission",
            name="unit",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="personnel.unit"),
        ),
        migrations.AddIndex(model_name="admission", index=models.Index(fields=["principal", "unit"], name="admission_by_unit")),
        migrations.RunSQL(STAYS, LEAVES),
    ]

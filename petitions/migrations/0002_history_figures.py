"""Indexes over the petitions' history from which a report answers alone: what moved in a quarter, what stood on a day."""

from django.db import migrations

MOVES = """
    CREATE INDEX petition_moves ON petitions_historicalpetition (history_date, record_id) INCLUDE (history_id, history_type, status)
"""
STATES = """
    CREATE INDEX petition_states ON petitions_historicalpetition (record_id, history_date DESC, history_id DESC)
    INCLUDE (status, channel, category, registered_at)
"""


class Migration(migrations.Migration):
    dependencies = [("petitions", "0001_initial")]
    operations = [
        migrations.RunSQL(MOVES, "DROP INDEX petition_moves"),
        migrations.RunSQL(STATES, "DROP INDEX petition_states"),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """How much of a thing its reader saw when its document was made."""

    dependencies = [("approvals", "0002_documents_by_the_worker")]

    operations = [
        migrations.AddField(model_name="madedocument", name="depth", field=models.CharField(blank=True, max_length=100)),
    ]

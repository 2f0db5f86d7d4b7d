"""What a migration changes in rows with a history is a line of that history, made by nobody."""

from django.utils import timezone


def keep_changed(apps, schema_editor, name: str, statements: str) -> None:
    """Carries the statements out and writes a line of history for each row of the model that reads otherwise than before."""
    model, history = (apps.get_model("classification", found) for found in (name, f"historical{name}"))
    before = {row["pk"]: row for row in model.objects.values("pk", *_columns(model))}
    # The percent sign of LIKE is no place for a parameter.
    schema_editor.execute(statements, params=None)
    for row in model.objects.values("pk", *_columns(model)):
        if row != before[row["pk"]]:
            said = {column: row[column] for column in _columns(model)}
            history.objects.create(**said, history_date=timezone.now(), history_type="~")
    # Nothing may wait for the end of the transaction when the tables change next.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _columns(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]

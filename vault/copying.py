"""Inserts many rows by COPY: for rows without a history, where there are so many that statements would take longer than they do."""

from collections.abc import Sequence

from django.db import connections, models, router
from django.db.models.expressions import DatabaseDefault


def copy_in(objs: Sequence[models.Model]) -> None:
    """As `bulk_create`, for rows whose primary keys are known; values left to the database are left to it."""
    if not objs:
        return
    model = type(objs[0])
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not _is_the_databases(getattr(objs[0], field.attname), field)]
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    query = f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(query) as rows:
        for obj in objs:
            rows.write_row([field.get_db_prep_save(field.pre_save(obj, True), connection) for field in fields])
    for obj in objs:
        obj._state.adding, obj._state.db = False, connection.alias


def _is_the_databases(value: object, field: models.Field) -> bool:
    return isinstance(value, DatabaseDefault) or (value is None and isinstance(field, models.AutoField))

"""Inserts many rows by COPY: where there are so many that statements would take longer to word than the rows take to write.

PostgreSQL refuses COPY into a table with row-level security; there the same rows go in by one INSERT out of arrays.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import DatabaseDefault

# What such a column holds in the program is what the driver takes.
_AS_THEY_ARE = (models.UUIDField, models.BooleanField)


def copy_in(objs: Sequence[models.Model]) -> None:
    """As `bulk_create`, for rows whose primary keys are known; values left to the database are left to it."""
    if not objs:
        return
    model = type(objs[0])
    connection = connections[router.db_for_write(model)]
    fields = [field for field in model._meta.concrete_fields if not _is_the_databases(getattr(objs[0], field.attname), field)]
    values = [_value_of(field, connection) for field in fields]
    _write(model, fields, ([value(obj) for value in values] for obj in objs), connection)
    for obj in objs:
        obj._state.adding, obj._state.db = False, connection.alias


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple]) -> None:
    """The same for rows nobody needs as objects: their values in the order of `columns`, as the driver takes them."""
    if rows:
        fields = [model._meta.get_field(name) for name in columns]
        _write(model, fields, rows, connections[router.db_for_write(model)])


def _write(model: type[models.Model], fields: Sequence, rows: Iterable[Sequence], connection: BaseDatabaseWrapper) -> None:
    (_insert if getattr(model, "locked_by_unit", False) else _copy)(model, fields, rows, connection)


def _insert(model: type[models.Model], fields: Sequence, rows: Iterable[Sequence], connection: BaseDatabaseWrapper) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    arrays = ", ".join(f"%s::{field.cast_db_type(connection)}[]" for field in fields)
    with connection.cursor() as cursor:
        query = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) SELECT * FROM unnest({arrays})"  # noqa: S608 - names of our own tables
        cursor.execute(query, [list(values) for values in zip(*rows, strict=True)])


def _copy(model: type[models.Model], fields: Sequence, rows: Iterable[Sequence], connection: BaseDatabaseWrapper) -> None:
    quote = connection.ops.quote_name
    query = f"COPY {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(query) as copy:
        for row in rows:
            copy.write_row(row)


def _value_of(field: models.Field, connection: BaseDatabaseWrapper) -> Callable[[models.Model], Any]:
    """How the field's value is taken from an object; where Django would do nothing with it, nothing is asked of Django."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, _AS_THEY_ARE):
        name = field.attname
        return lambda obj: getattr(obj, name)
    return lambda obj: field.get_db_prep_save(field.pre_save(obj, True), connection)


def _is_the_databases(value: object, field: models.Field) -> bool:
    return isinstance(value, DatabaseDefault) or (value is None and isinstance(field, models.AutoField))

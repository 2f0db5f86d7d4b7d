"""History that copies ciphertext verbatim, on tables that only grow.

A history row carries the same ciphertext as its base row and opens with the same key, so the
destruction of the record key ends it too.
"""

from django.db import connection, models
from simple_history.models import HistoricalRecords

from vault import clock
from vault.copying import copy_in
from vault.fields import sealed_fields, verbatim


class SealedHistory(HistoricalRecords):
    """django-simple-history that never opens a sealed value."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("inherit", True)
        super().__init__(*args, **kwargs)

    def fields_included(self, model):
        left_out = getattr(model, "unremembered", ())
        return [field for field in super().fields_included(model) if field.name not in left_out]

    def create_history_model(self, model, inherited):
        history = super().create_history_model(model, inherited)
        bound_to = (model._meta.db_table, model._meta.pk.attname)
        for field in sealed_fields(history):
            field.base = bound_to
        return history

    def create_historical_record(self, instance, history_type, using=None):
        instance._history_date = clock.now()
        with verbatim():
            super().create_historical_record(instance, history_type, using=using)


class ClosedQuerySet(models.QuerySet):
    """Rows with a history change one by one or through `bulk_remember` and `bulk_change`: nothing bypasses memory."""

    def update(self, **kwargs):
        raise TypeError(f"{self.model.__name__} has a history: save instances, or use bulk_change, instead of update()")

    def bulk_create(self, objs, *args, **kwargs):
        raise TypeError(f"{self.model.__name__} has a history: insert through bulk_remember instead of bulk_create()")

    def bulk_update(self, objs, fields, batch_size=None):
        raise TypeError(f"{self.model.__name__} has a history: save instances instead of bulk_update()")

    def delete(self):
        raise TypeError(f"{self.model.__name__} is a register: nothing is deleted from it")


class Remembered(models.Model):
    """A row whose every state is kept (django-simple-history), with who made it."""

    history = SealedHistory()
    objects = ClosedQuerySet.as_manager()

    class Meta:
        abstract = True

    def keep(self, *, by, fields: list[str] | None = None) -> None:
        """Saves the row and its history, naming who did it (None: the system itself)."""
        self._history_user = by
        self.save(update_fields=fields)

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        with verbatim():
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)


def bulk_remember(objs: list, *, by) -> list:
    """Inserts many new rows of one model together with their history rows; the database copies the ciphertext verbatim."""
    if not objs:
        return objs
    copy_in(objs)
    _remember(objs, "+", by)
    return objs


def bulk_change(objs: list, *, by, **values) -> None:
    """Gives many rows of one model the same new values (none of them sealed), each with its history row.

    Only what is named is written: whoever calls has locked the rows and asked what stands in the way.
    """
    if not objs:
        return
    models.QuerySet(type(objs[0])).filter(pk__in=[obj.pk for obj in objs]).update(**values)
    for obj in objs:
        for name, value in values.items():
            setattr(obj, name, value)
    _remember(objs, "~", by)


_REMEMBER = """
    INSERT INTO {history} ({columns}, history_date, history_type, history_user_id, history_change_reason)
    SELECT {columns}, %s, %s, %s, '' FROM {table} WHERE {key} = ANY(%s) ORDER BY {key}
"""


def _remember(objs: list, kind: str, by) -> None:
    """History rows out of the rows themselves, in one statement: what is remembered is what is there."""
    model, history = type(objs[0]), type(objs[0]).history.model
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in history._meta.concrete_fields if not field.name.startswith("history_"))
    names = {"history": history._meta.db_table, "table": model._meta.db_table, "key": model._meta.pk.column}
    query = _REMEMBER.format(columns=columns, **{name: quote(value) for name, value in names.items()})
    with connection.cursor() as cursor:
        cursor.execute(query, [clock.now(), kind, by.pk if by else None, [obj.pk for obj in objs]])

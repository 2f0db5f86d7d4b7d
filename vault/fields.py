"""Sealed model fields: plaintext in the program, ciphertext everywhere else.

A sealed field names the attribute that holds its record key's id (`dossier`, by default
`dossier_id`); the row's primary key is known before INSERT. On the instance lies ciphertext; reading
the attribute opens it, assigning text seals it when saved. A value is bound to base table, field and
row, so one that was moved does not open.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from vault import keys, suites

_verbatim: ContextVar[bool] = ContextVar("vault_verbatim", default=False)


@contextmanager
def verbatim() -> Iterator[None]:
    """Inside, sealed attributes answer their ciphertext: for copying rows without opening them."""
    token = _verbatim.set(True)
    try:
        yield
    finally:
        _verbatim.reset(token)


class Sealed:
    """Ciphertext of one value. The only thing a sealed column takes."""

    __slots__ = ("blob",)

    def __init__(self, blob: bytes):
        self.blob = bytes(blob)

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.blob == other.blob

    def __hash__(self) -> int:
        return hash(self.blob)


class Unsealed:
    """Text assigned to an instance that is not saved yet. It is never printed and never pickled."""

    __slots__ = ("text",)

    def __init__(self, text: str):
        self.text = text

    def __repr__(self) -> str:
        return "<unsealed>"

    def __deepcopy__(self, memo: dict) -> "Unsealed":
        return self

    def __reduce__(self):
        raise TypeError("an instance with text that is not sealed yet cannot be pickled; save it first")


class SealedAttribute(DeferredAttribute):
    """Opens on reading; keeps what was assigned until the row is saved."""

    def __get__(self, instance, cls=None):
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if _verbatim.get():
            return value
        if isinstance(value, Sealed):
            return self.field.open(instance, value)
        return value.text if isinstance(value, Unsealed) else value or ""

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = Unsealed(value) if isinstance(value, str) else value


class SealedTextField(models.BinaryField):
    """Text that is ciphertext in every column, history row and dump. Empty text is stored as NULL.

    `update()`, `filter()` and fixtures with plaintext raise TypeError: there is one way in, assigning
    to the instance and saving it.
    """

    description = "sealed text"
    descriptor_class = SealedAttribute
    _pyi_private_set_type: Any  # for the type checker: not the bytes of a BinaryField
    _pyi_private_get_type: Any
    base: "tuple[str, str] | None" = None  # table and primary-key attribute the value is bound to

    def __init__(self, *args, dossier: str = "dossier_id", **kwargs):
        self.dossier = dossier
        kwargs.setdefault("null", True)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.dossier != "dossier_id":
            kwargs["dossier"] = self.dossier
        return name, path, args, kwargs

    @property
    def get_placeholder(self):
        """PostgreSQL needs none; Django inserts many rows by arrays (a quarter less work) only where a field has none."""
        raise AttributeError("get_placeholder")

    def contribute_to_class(self, cls, name, private_only=False):
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            setattr(cls, self.attname, SealedAttribute(self))

    def _bound_to(self, instance) -> bytes:
        table, key = self.base or (instance._meta.db_table, instance._meta.pk.attname)
        return f"xinmi|{table}|{self.name}|{getattr(instance, key)}".encode()

    def open(self, instance, value: Sealed) -> str:
        key = keys.record_key(getattr(instance, self.dossier))
        return suites.current().open(key, value.blob, self._bound_to(instance)).decode()

    def pre_save(self, model_instance, add):
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Unsealed):
            value = self._seal(model_instance, value.text) if value.text else None
            model_instance.__dict__[self.attname] = value
        return value

    def _seal(self, instance, text: str) -> Sealed:
        key = keys.record_key(getattr(instance, self.dossier))
        return Sealed(suites.current().seal(key, text.encode(), self._bound_to(instance)))

    def from_db_value(self, value, expression, connection):
        return None if value is None else Sealed(value)

    def get_prep_value(self, value):
        if value is None:
            return None
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: assign to the instance and save it; it is searched by blind index")
        return value.blob

    def get_lookup(self, lookup_name):
        """Pattern lookups would carry what is looked for into the statement, past `get_prep_value`."""
        if lookup_name not in ("isnull", "exact", "in"):
            raise TypeError(f"{self.name} is sealed: it is searched by blind index, not by {lookup_name}")
        return super().get_lookup(lookup_name)

    def to_python(self, value):
        """Fixtures and model validation hand over bare values; neither writes a sealed column."""
        if value is None or isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.name} is sealed: it is not loaded from fixtures")

    def value_to_string(self, obj):
        raise TypeError(f"{self.name} is sealed: it is not written to fixtures")


def sealed_fields(model) -> list[SealedTextField]:
    """The sealed columns of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedTextField)]

"""Record keys: made before the record, fetched for one request or task, destroyed for good."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from vault import suites
from vault.copying import copy_rows
from vault.epoch import epoch_key
from vault.errors import KeyGone
from vault.models import PurposeKey, RecordKey

# Keys in memory live for one request or task (`key_scope`), never longer; outside a scope nothing is kept.
_scope: ContextVar[dict | None] = ContextVar("vault_key_scope", default=None)


@contextmanager
def key_scope() -> Iterator[None]:
    """Keeps unwrapped keys until the block ends; nested scopes share the outer one."""
    if _scope.get() is not None:
        yield
        return
    token = _scope.set({})
    try:
        yield
    finally:
        held = _scope.get()
        if held is not None:
            held.clear()
        _scope.reset(token)


def _held(name, make):
    scope = _scope.get()
    if scope is None:
        return make()
    if name not in scope:
        scope[name] = make()
    return scope[name]


def _epoch() -> tuple[int, bytes]:
    return _held("epoch", epoch_key)


def _wrap(name: str, key: bytes) -> tuple[int, bytes]:
    number, wrapping = _epoch()
    return number, suites.current().seal(wrapping, key, _place(name))


def _unwrap(name: str, wrapped: bytes) -> bytes:
    return suites.current().open(_epoch()[1], wrapped, _place(name))


def _place(name: str) -> bytes:
    return b"xinmi|key|" + name.encode()


def make_key(dossier_id: UUID) -> None:
    """Writes a new record key, durably, before the record it is for exists."""
    make_keys([dossier_id])


def make_keys(dossier_ids: Iterable[UUID]) -> None:
    """As `make_key`, for many at once. An id that has a key already is an error: keys are never replaced."""
    made = {dossier_id: os.urandom(suites.KEY_BYTES) for dossier_id in dossier_ids}
    wrapped = [(dossier_id, *_wrap(str(dossier_id), key)) for dossier_id, key in made.items()]
    copy_rows(RecordKey, ("dossier_id", "epoch", "wrapped"), wrapped)
    scope = _scope.get()
    if scope is not None:
        scope.update(made)


def record_key(dossier_id: UUID) -> bytes:
    """The unwrapped key. Raises KeyGone once it was destroyed."""
    return _held(dossier_id, lambda: _fetch(dossier_id))


def _fetch(dossier_id: UUID) -> bytes:
    row = RecordKey.objects.filter(pk=dossier_id).first()
    if row is None:
        raise KeyGone(dossier_id)
    return _unwrap(str(dossier_id), bytes(row.wrapped))


def warm(dossier_ids: Iterable[UUID]) -> None:
    """Fetches the keys of a page in one query. Missing ones stay missing and raise when used."""
    scope = _scope.get()
    if scope is None:
        return
    wanted = [dossier_id for dossier_id in dossier_ids if dossier_id not in scope]
    for row in RecordKey.objects.filter(pk__in=wanted):
        scope[row.dossier_id] = _unwrap(str(row.dossier_id), bytes(row.wrapped))


def alive(dossier_ids: Iterable[UUID]) -> set[UUID]:
    """Which of these still have a key."""
    return set(RecordKey.objects.filter(pk__in=list(dossier_ids)).values_list("pk", flat=True))


def shred(dossier_ids: Iterable[UUID]) -> int:
    """Deletes record keys; may be repeated. Answers how many were still there. Basis: REQUIREMENTS D3."""
    wanted = list(dossier_ids)
    gone, _ = RecordKey.objects.filter(pk__in=wanted).delete()
    scope = _scope.get()
    if scope is not None:
        for dossier_id in wanted:
            scope.pop(dossier_id, None)
    return gone


def purpose_key(purpose: str) -> bytes:
    """The key of a purpose (an index, the trail), made when first asked for."""
    return _held(("purpose", purpose), lambda: _fetch_purpose(purpose))


def has_purpose_key(purpose: str) -> bool:
    """Whether the key of a purpose was ever made; asking makes none."""
    scope = _scope.get()
    return (scope is not None and ("purpose", purpose) in scope) or PurposeKey.objects.filter(pk=purpose).exists()


def _fetch_purpose(purpose: str) -> bytes:
    row = PurposeKey.objects.filter(pk=purpose).first()
    if row is None:
        epoch, wrapped = _wrap(purpose, os.urandom(suites.KEY_BYTES))
        # Two processes may get here at once: the first row counts, so it is read back.
        PurposeKey.objects.bulk_create([PurposeKey(purpose=purpose, epoch=epoch, wrapped=wrapped)], ignore_conflicts=True)
        row = PurposeKey.objects.get(pk=purpose)
    return _unwrap(purpose, bytes(row.wrapped))

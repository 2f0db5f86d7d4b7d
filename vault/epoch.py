"""The epoch key: wraps record keys, lies wrapped by the root key in a slot of its own.

The slot is a file (later an HSM object) outside the key store and its backups: once its content is
replaced, old copies of the key store open nothing.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from vault import suites
from vault.errors import KeyStoreUnusable
from vault.rootkey import root_key

_PLACE = b"xinmi|epoch|"


def epoch_key() -> tuple[int, bytes]:
    """Number and key of the running epoch; makes the first one on an empty key store."""
    slot = Path(settings.EPOCH_SLOT_FILE)
    if not slot.exists():
        _first_epoch(slot)
    return _read(slot)


def _read(slot: Path) -> tuple[int, bytes]:
    content = slot.read_bytes()
    number = int.from_bytes(content[:4], "big")
    key = suites.current().open(root_key(), content[4:], _PLACE + content[:4])
    return number, key


def _first_epoch(slot: Path) -> None:
    from vault.models import PurposeKey, RecordKey  # models load after this module

    holds_keys = RecordKey.objects.exists() or PurposeKey.objects.exists()
    if slot.exists():
        return  # another process made it meanwhile, and perhaps keys under it
    if holds_keys:
        raise KeyStoreUnusable("EPOCH_SLOT_FILE is missing though the key store holds keys")
    write_slot(slot, number=1, key=os.urandom(suites.KEY_BYTES), replace=False)


def write_slot(slot: Path, *, number: int, key: bytes, replace: bool) -> None:
    """Durable and atomic: after a crash the slot holds the old content or the new, never half."""
    head = number.to_bytes(4, "big")
    content = head + suites.current().seal(root_key(), key, _PLACE + head)
    handle, temporary = tempfile.mkstemp(dir=slot.parent, prefix=".epoch-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(temporary, slot, replace=replace)
    finally:
        Path(temporary).unlink(missing_ok=True)
    _sync_folder(slot.parent)


def _put_in_place(temporary: str, slot: Path, *, replace: bool) -> None:
    if replace:
        Path(temporary).replace(slot)
        return
    # Another process may make the first epoch at the same moment; then its key counts.
    with contextlib.suppress(FileExistsError):
        os.link(temporary, slot)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

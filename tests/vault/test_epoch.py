"""The epoch key in its slot: one for everybody who starts at once, never made anew over living keys."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from vault import keys
from vault.epoch import epoch_key, write_slot
from vault.errors import DoesNotVerify, KeyStoreUnusable
from vault.identity import uuid7


@pytest.fixture
def slot(settings: Any, tmp_path: Path) -> Path:
    """A slot of this test's own, not there yet."""
    settings.EPOCH_SLOT_FILE = tmp_path / "epoch"
    return tmp_path / "epoch"


@pytest.fixture
def root(settings: Any, tmp_path: Path) -> Path:
    settings.ROOT_KEY_FILE = tmp_path / "root"
    settings.ROOT_KEY_FILE.write_bytes(os.urandom(32))
    return tmp_path / "root"


@pytest.mark.django_db
def test_the_first_epoch_is_made_on_an_empty_key_store_and_stays(slot: Path) -> None:
    first = epoch_key()
    assert first[0] == 1
    assert epoch_key() == first
    assert first[1] not in slot.read_bytes()
    assert [path.name for path in slot.parent.iterdir()] == ["epoch"], "nothing temporary is left"


@pytest.mark.django_db(transaction=True)
def test_whoever_starts_at_once_shares_one_epoch(slot: Path) -> None:
    for _ in range(20):
        slot.unlink(missing_ok=True)
        start = Barrier(6)

        def begin(_: int, start: Barrier = start) -> tuple[int, bytes]:
            try:
                start.wait()
                return epoch_key()
            finally:
                connections["keystore"].close()

        with ThreadPoolExecutor(6) as pool:
            assert len(set(pool.map(begin, range(6)))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("make", [lambda: keys.make_key(uuid7()), lambda: keys.purpose_key("trail")])
def test_a_missing_slot_is_refused_where_keys_live(slot: Path, make) -> None:
    make()
    slot.unlink()
    with pytest.raises(KeyStoreUnusable, match="EPOCH_SLOT_FILE"):
        epoch_key()
    assert not slot.exists()


@pytest.mark.django_db
def test_another_root_key_opens_nothing(slot: Path, root: Path) -> None:
    epoch_key()
    root.write_bytes(os.urandom(32))
    with pytest.raises(DoesNotVerify):
        epoch_key()


@pytest.mark.django_db
def test_a_slot_that_was_touched_does_not_open(slot: Path) -> None:
    epoch_key()
    content = bytearray(slot.read_bytes())
    for position in range(len(content)):
        slot.write_bytes(bytes([*content[:position], content[position] ^ 1, *content[position + 1 :]]))
        with pytest.raises(DoesNotVerify):
            epoch_key()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_a_root_key_of_the_wrong_size_says_so(slot: Path, root: Path, content: bytes) -> None:
    root.write_bytes(content)
    with pytest.raises(KeyStoreUnusable, match="ROOT_KEY_FILE must hold exactly 32 bytes"):
        epoch_key()


@pytest.mark.django_db
def test_a_missing_root_key_says_so(slot: Path, root: Path) -> None:
    root.unlink()
    with pytest.raises(KeyStoreUnusable, match="ROOT_KEY_FILE cannot be read"):
        epoch_key()


@pytest.mark.django_db
def test_a_replaced_slot_ends_what_was_wrapped_before(slot: Path) -> None:
    """Closing an epoch: an old copy of the key store opens nothing."""
    dossier = uuid7()
    keys.make_key(dossier)
    assert keys.record_key(dossier)
    write_slot(slot, number=2, key=os.urandom(32), replace=True)
    assert epoch_key()[0] == 2
    with pytest.raises(DoesNotVerify):
        keys.record_key(dossier)

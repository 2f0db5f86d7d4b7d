"""Every byte the system stores, searched for what was typed during the walk. Basis: THREATS, harness CS."""

import gzip
import secrets
import zlib
from pathlib import Path

import pytest

from tests.browser.sweep import control
from tests.browser.sweep.needles import SHAPES
from tests.browser.sweep.planted import han
from tests.browser.sweep.search import look_through
from tests.browser.walk import Walk


@pytest.mark.parametrize("shape", SHAPES)
def test_the_sweep_finds_a_value_in_every_shape(tmp_path: Path, shape: str) -> None:
    value = han(12)
    (tmp_path / "store").write_bytes(secrets.token_bytes(70_001) + SHAPES[shape](f"{han(3)}{value}{han(2)}") + secrets.token_bytes(500))
    assert look_through({"one": tmp_path / "store"}, {"value": value}, tmp_path) != []


@pytest.mark.parametrize("pack", [zlib.compress, gzip.compress])
def test_the_sweep_finds_a_value_that_was_packed(tmp_path: Path, pack) -> None:
    value = han(12)
    (tmp_path / "store").write_bytes(secrets.token_bytes(9_999) + pack(f"<p>{value}</p>".encode()) + secrets.token_bytes(500))
    assert "packed utf-8" in {hit.shape for hit in look_through({"one": tmp_path / "store"}, {"value": value}, tmp_path)}


def test_the_sweep_finds_a_control_value_in_every_store(walk: Walk) -> None:
    """Before it is believed that there is nothing, it finds what was put there."""
    walk.through("swept_destroyed")
    assert control.missed(walk) == []


def test_t47_t55_t57_t58_no_store_holds_a_word_while_everything_is_in_force(walk: Walk) -> None:
    assert walk.through("swept_alive").hits["alive"] == []


def test_t02_t22_t57_t90_no_store_holds_a_word_after_the_destruction(walk: Walk) -> None:
    assert walk.through("swept_destroyed").hits["destroyed"] == []

"""Parts of a running product, taken away and given back."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.supervisor.places import Places
from tests.config.starting.products import the_process

PARTS = ("records", "keys", "valkey")


@contextmanager
def away(var: Path, part: str) -> Iterator[None]:
    """Killed, and kept from starting again until the block ends: then it must come back by itself."""
    with _unable(var, part):
        os.kill(_number(var, part), signal.SIGKILL)
        yield


def _number(var: Path, part: str) -> int:
    return the_process(var, b"valkey-server" if part == "valkey" else f"clusters/{part}".encode())


@contextmanager
def _unable(var: Path, part: str) -> Iterator[None]:
    if part == "valkey":
        manifest = next((var / "valkey" / "appendonlydir").glob("*.manifest"))
        kept = manifest.read_bytes()
        manifest.write_text("nonsense\n")
        try:
            yield
        finally:
            manifest.write_bytes(kept)
        return
    folder = (Places(var).elsewhere() or var) / "clusters" / part
    folder.rename(folder.with_name(f"{part}.away"))
    try:
        yield
    finally:
        folder.with_name(f"{part}.away").rename(folder)

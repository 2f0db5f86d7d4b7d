"""Looks through every store for every value in every shape; first for a control value, to prove that it would find one."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.sweep.needles import members, needles
from tests.browser.sweep.stores import lay_out

if TYPE_CHECKING:
    from tests.browser.walk import Walk


@dataclass(frozen=True)
class Hit:
    store: str
    file: str
    field: str
    shape: str


def sweep(walk: "Walk") -> list[Hit]:
    """Every place where a planted value lies readable; none is what the product promises."""
    return look_through(lay_out(walk), walk.planted.values(), walk.folder)


def look_through(stores: dict[str, Path], values: dict[str, str], workplace: Path) -> list[Hit]:
    wanted = needles(values)
    patterns = workplace / "patterns"
    patterns.write_bytes(b"\n".join(wanted))
    try:
        return sorted({hit for name, place in stores.items() for hit in _in_store(name, place, wanted, patterns)}, key=str)
    finally:
        patterns.unlink()


def _in_store(name: str, place: Path, wanted: dict[bytes, tuple[str, str]], patterns: Path) -> Iterator[Hit]:
    for file in _files_that_match(place, patterns):
        content = _read(file)
        for needle, (field, shape) in wanted.items():
            if needle in content:
                yield Hit(name, file.name, field, shape)
    for file in _files(place):
        for unpacked in members(_read(file)):
            for needle, (field, shape) in wanted.items():
                if needle in unpacked:
                    yield Hit(name, file.name, field, f"packed {shape}")


def _files_that_match(place: Path, patterns: Path) -> list[Path]:
    """Which files to read: grep takes a hundred patterns as fast as one. A needle with a line break in it asks for each half.

    Files that vanish meanwhile (queues, logs) are no error.
    """
    command = ["grep", "-rlaFs", "--devices=skip", "-f", str(patterns), str(place)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, "LC_ALL": "C"}, check=False)
    return [Path(os.fsdecode(line)) for line in done.stdout.splitlines()]


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*") if path.is_file() and not path.is_symlink()]


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""

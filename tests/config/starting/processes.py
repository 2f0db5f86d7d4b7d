"""Who still runs of a VAR: every process whose command, folder or environment names it."""

import contextlib
import os
import time
from pathlib import Path


def naming(var: Path) -> list[int]:
    """Process numbers, without this one. A process that is gone or already a zombie does not count."""
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and _names(folder, os.fsencode(str(var)))]


def wait_until_none(var: Path, seconds: float = 20) -> list[int]:
    deadline = time.monotonic() + seconds
    while naming(var) and time.monotonic() < deadline:
        time.sleep(0.1)
    return naming(var)


def _names(folder: Path, var: bytes) -> bool:
    if folder.name == str(os.getpid()):
        return False
    with contextlib.suppress(OSError):
        if (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z":
            return False
        told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes() + os.fsencode(os.readlink(folder / "cwd"))
        return var in told
    return False

"""Who still runs of a VAR: every process whose command, folder or environment names it."""

import contextlib
import math
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


def started(process: int) -> tuple[float, int]:
    """Orders processes by age. Numbers alone do not: they begin again from below, and a server's child may have the smaller one."""
    try:
        return float(_stat(process)[19]), process
    except OSError:
        return math.inf, process


def _stat(process: int) -> list[str]:
    """What the kernel says of it after its name, its state first."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _names(folder: Path, var: bytes) -> bool:
    if folder.name == str(os.getpid()):
        return False
    with contextlib.suppress(OSError):
        if _stat(int(folder.name))[0] == "Z":
            return False
        told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes() + os.fsencode(os.readlink(folder / "cwd"))
        return var in told
    return False

"""Who PostgreSQL runs as. It refuses to run as root, so root hands it to an account without rights."""

import os
import pwd
import stat
from pathlib import Path

from config.supervisor.refusal import Refusal

ACCOUNTS = ("postgres", "nobody")


def unprivileged() -> tuple[int, int] | None:
    """User and group for PostgreSQL, or None where this process has no rights to give up."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise Refusal("PostgreSQL may not run as root, and this machine has neither an account postgres nor nobody. Run as an ordinary user.")


def can_reach(path: Path, user: tuple[int, int] | None) -> bool:
    """Whether that user may pass through every folder down to this path."""
    if user is None:
        return True
    return all(_may_pass(folder, *user) for folder in (path.resolve(), *path.resolve().parents) if folder.is_dir())


def _may_pass(folder: Path, uid: int, gid: int) -> bool:
    found = folder.stat()
    if found.st_uid == uid:
        return bool(found.st_mode & stat.S_IXUSR)
    if found.st_gid == gid:
        return bool(found.st_mode & stat.S_IXGRP)
    return bool(found.st_mode & stat.S_IXOTH)

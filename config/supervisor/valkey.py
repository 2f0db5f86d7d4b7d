"""Valkey: the queue and the cache, on a unix socket, with a password, its queue kept on disk."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from config.supervisor.children import Child, wait_until
from config.supervisor.refusal import Refusal

SETTINGS = """\
port 0
unixsocket {socket}
unixsocketperm 700
requirepass {password}
dir {folder}
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
databases 2
daemonize no
loglevel warning
"""


@dataclass
class Valkey:
    program: Path
    folder: Path
    socket: Path
    password_file: Path
    log: Path
    child: Child | None = None

    def url(self) -> str:
        return f"unix://:{self._password()}@{self.socket}"

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.socket.unlink(missing_ok=True)
        settings = self.folder / "valkey.conf"
        write_private(settings, SETTINGS.format(socket=self.socket, password=self._password(), folder=self.folder))
        command = [str(self.program), str(settings)]
        self.child = Child("Valkey", command, environment={"PATH": "/usr/bin:/bin"}, log=self.log)
        if not wait_until(lambda: self.socket.exists() or self.child_has_ended(), seconds=30) or self.child_has_ended():
            raise Refusal(f"Valkey did not start. Its last words in {self.log}:\n{self.child.last_words()}")

    def child_has_ended(self) -> bool:
        return self.child is not None and self.child.has_ended()

    def _password(self) -> str:
        if not self.password_file.exists():
            write_private(self.password_file, secrets.token_hex(32))
        return self.password_file.read_text(encoding="ascii").strip()


def write_private(path: Path, content: str | bytes) -> None:
    """Written whole or not at all, readable by its owner alone."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)

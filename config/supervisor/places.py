"""Where things lie under VAR, and who holds it."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.supervisor.refusal import Refusal

PROJECT = Path(__file__).resolve().parents[2]
SOCKET_PATH_LIMIT = 90
POINTER = "clusters-lie-in"


@dataclass
class Places:
    """VAR and its folders. Exactly one supervisor holds a VAR at a time."""

    var: Path
    is_temporary: bool = False
    _held: IO[str] | None = field(default=None, repr=False)

    @property
    def secrets(self) -> Path:
        return self.var / "secrets"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def media(self) -> Path:
        return self.var / "media"

    @property
    def checkpoints(self) -> Path:
        return self.var / "checkpoints"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def services_file(self) -> Path:
        return self.run / "services.json"

    def make(self) -> None:
        try:
            if not self.var.exists():
                self.var.parent.mkdir(parents=True, exist_ok=True)
                make_passable(self.var)
            for folder in (self.secrets, self.logs, self.media):
                folder.mkdir(mode=0o700, exist_ok=True)
            make_passable(self.run)
        except OSError as problem:
            raise Refusal(f"VAR is {self.var}, which cannot be written ({problem.strerror}). Choose another folder.") from None

    def hold(self) -> bool:
        """Takes VAR for this process; False where another supervisor has it."""
        self.make()
        handle = (self.var / "lock").open("a", encoding="ascii")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            return False
        self._held = handle
        return True

    def release(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            self.services_file.unlink()
        if self._held is not None:
            self._held.close()
        if self.is_temporary:
            self.remove()
            self.var.parent.rmdir()

    def remove(self) -> None:
        """Everything of this VAR, also what lies elsewhere."""
        elsewhere = self.elsewhere()
        if elsewhere is not None:
            shutil.rmtree(elsewhere, ignore_errors=True)
        shutil.rmtree(self._short_folder(), ignore_errors=True)
        shutil.rmtree(self.var, ignore_errors=True)

    def elsewhere(self) -> Path | None:
        """The folder outside VAR that holds the clusters, where VAR has to point to one."""
        pointer = self.var / POINTER
        return Path(pointer.read_text(encoding="utf-8").strip()) if pointer.is_file() else None

    def make_elsewhere(self) -> Path:
        """A new folder that an unprivileged PostgreSQL can reach; VAR points to it from now on."""
        base = Path("/var/lib/xinmi")
        with contextlib.suppress(OSError):
            make_passable(base)
        if not os.access(base, os.W_OK):
            base = Path(tempfile.gettempdir())
        folder = base / f"xinmi-{_short(self.var)}-{secrets.token_hex(4)}"
        make_passable(folder)
        (self.var / POINTER).write_text(f"{folder}\n", encoding="utf-8")
        return folder

    def socket_folder(self, base: Path, name: str) -> Path:
        """A folder for a socket; a short one elsewhere where the path would be too long for a socket."""
        folder = base / name
        if len(os.fsencode(str(folder))) > SOCKET_PATH_LIMIT:
            folder = self._short_folder() / name
            _make_private_parent(folder.parent)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _short_folder(self) -> Path:
        return Path("/tmp") / f"xinmi-{os.getuid()}-{_short(self.var)}"  # noqa: S108 - owner and mode are checked


def make_passable(folder: Path) -> None:
    """PostgreSQL may run as another user: it passes through, but cannot list."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(0o711)


def temporary(like: str = "") -> Places:
    """A VAR of its own, empty or a copy of another one that nobody holds."""
    folder = Path(tempfile.mkdtemp(prefix="xinmi-"))
    folder.chmod(0o711)
    made = Places(folder / "var", is_temporary=True)
    if like:
        if Places(Path(like)).elsewhere() is not None:
            raise Refusal(f"VAR is {like}, whose clusters lie elsewhere: it cannot be copied.")
        subprocess.run(["cp", "-a", like, str(made.var)], check=True)  # noqa: S607 - PostgreSQL's files keep their owner
    return made


def _make_private_parent(folder: Path) -> None:
    make_passable(folder)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise Refusal(f"{folder} belongs to somebody else. Choose a shorter path for VAR.")


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(str(path.resolve()))).hexdigest()[:12]

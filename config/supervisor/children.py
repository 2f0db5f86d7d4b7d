"""Child processes that cannot outlive the supervisor, not even when it is killed without warning."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)


class Child:
    """One process in a session of its own, so that Ctrl-C reaches the supervisor alone."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: Mapping[str, str],
        log: Path,
        stop_signal: signal.Signals = signal.SIGTERM,
        user: tuple[int, int] | None = None,
        patience: float = 15,
    ) -> None:
        self.name, self.stop_signal, self.patience = name, stop_signal, patience
        self.log = log
        self._command, self._environment, self._user = command, environment, user
        self.start()

    @property
    def child(self) -> "Child":
        """A program is its own process; a server (Cluster, Valkey) has one."""
        return self

    def start(self) -> None:
        """The first time, or anew after it has ended."""
        with self.log.open("ab") as output:
            self.process = _start(self._command, self._environment, output, self.stop_signal, self._user)

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def ask_to_stop(self) -> None:
        if not self.has_ended():
            self.process.send_signal(self.stop_signal)

    def wait_or_kill(self) -> None:
        """Waits as long as the child may take to finish, then ends its whole session."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.patience)
        self.kill_session()
        self.process.wait()

    def kill_session(self) -> None:
        """What a process that was killed has left behind: its own children would keep its port or its queue."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def how_it_ended(self) -> str:
        code = self.process.poll()
        if code is None:
            return "is running"
        return f"was ended by signal {-code}" if code < 0 else f"has ended with exit status {code}"

    def last_words(self, lines: int = 15) -> str:
        content = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(content[-lines:])


def die_with_parent(signal_number: int, parent: int) -> Callable[[], None]:
    """To be run in a new child: the kernel sends it the signal when its parent is gone."""

    def arrange() -> None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return arrange


def wait_until(condition: Callable[[], bool], *, seconds: float, pause: float = 0.03) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


def _start(
    command: Sequence[str],
    environment: Mapping[str, str],
    output: IO[bytes],
    stop_signal: signal.Signals,
    user: tuple[int, int] | None,
) -> "subprocess.Popen[bytes]":
    uid, gid = user or (None, None)
    return subprocess.Popen(  # every command is put together by the supervisor itself
        list(command),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        user=uid,
        group=gid,
        extra_groups=[] if user else None,
        cwd="/" if user else None,
        preexec_fn=die_with_parent(stop_signal, os.getpid()),  # no threads here
    )

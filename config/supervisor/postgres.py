"""A PostgreSQL cluster of our own: made once, started and stopped with the product, reached by a unix socket only."""

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.supervisor.children import Child, die_with_parent, wait_until
from config.supervisor.refusal import Refusal

SMALL_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C", "LC_ALL": "C"}
OWNER, RUNTIME, BACKUP = "xinmi_owner", "xinmi_web", "xinmi_backup"

# No value of a row may reach the server's log: neither in a message's detail, nor with the statement, nor as a parameter.
QUIET_LOG = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Default privileges stand in template1 too, so that a test database made by the owner has them.
ROLES = f"""\
CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER;
CREATE ROLE {RUNTIME} LOGIN NOSUPERUSER NOCREATEDB;
CREATE ROLE {BACKUP} LOGIN NOSUPERUSER NOCREATEDB BYPASSRLS;
GRANT pg_read_all_data TO {BACKUP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {RUNTIME};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE ON SEQUENCES TO {RUNTIME};
CREATE DATABASE {{database}} OWNER {OWNER} TEMPLATE template1;
"""
# Who may come in: nobody over a network; the bootstrap superuser not at all.
ACCESS = f"""\
local all {OWNER},{RUNTIME},{BACKUP} trust
"""


@dataclass
class Cluster:
    """One cluster. `user` is who it runs as where that is not ourselves."""

    name: str
    database: str
    data: Path
    socket_folder: Path
    programs: Path
    log: Path
    user: tuple[int, int] | None
    is_fast: bool = False
    child: Child | None = None

    def url(self, role: str) -> str:
        return f"postgres://{role}@/{self.database}?host={self.socket_folder}"

    def make(self) -> bool:
        """True where it was made just now. A cluster half made is made anew: nothing was ever stored in it."""
        if (self.data / "made").exists():
            return False
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        self._give(self.data)
        self._run("initdb", "-D", str(self.data), "-U", "xinmi_root", "-E", "UTF8", "-A", "reject", "--no-instructions", *self._locale())
        self._run("postgres", "--single", "-j", "-D", str(self.data), "template1", told=self._roles())
        (self.data / "pg_hba.conf").write_text(ACCESS, encoding="ascii")
        (self.data / "made").touch()
        self._give(self.data / "made")
        return True

    def start(self) -> None:
        self._clear_what_a_crash_left()
        self._give(self.socket_folder)
        self.socket_folder.chmod(0o700)
        self.log.touch(mode=0o600)
        self.child = Child(
            f"PostgreSQL ({self.name})",
            [str(self.programs / "postgres"), "-D", str(self.data), *self._settings()],
            environment=SMALL_ENVIRONMENT,
            log=self.log,
            stop_signal=signal.SIGINT,
            user=self.user,
            patience=30,
        )
        if not wait_until(lambda: self.is_ready() or self.child_has_ended(), seconds=60) or self.child_has_ended():
            raise Refusal(f"PostgreSQL ({self.name}) did not start. Its last words in {self.log}:\n{self.child.last_words()}")

    def is_ready(self) -> bool:
        return self._pid_file()[7:8] == ["ready"]

    def child_has_ended(self) -> bool:
        return self.child is not None and self.child.has_ended()

    def _settings(self) -> list[str]:
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
            "logging_collector": "off",
            **QUIET_LOG,
            **(FAST if self.is_fast else {}),
        }
        return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]

    def _clear_what_a_crash_left(self) -> None:
        """A server that is still stopping is waited for, and so are the children of one that was killed; the file of one
        that is gone is removed.
        """
        if not wait_until(lambda: not self._at_work(), seconds=30):
            raise Refusal(f"An earlier PostgreSQL still runs on {self.data} (process {self._at_work()[0]}). Stop it first.")
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _at_work(self) -> list[int]:
        """The processes that work in this cluster's folder; the number in the pid file may be another's by now."""
        here = str(self.data.resolve())
        return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and _works_in(folder) == here]

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()]
        except OSError:
            return []

    def _locale(self) -> list[str]:
        """With locale C alone, pg_trgm would drop every Chinese character; the builtin provider came with version 17."""
        if self._major_version() >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _major_version(self) -> int:
        said = subprocess.run([str(self.programs / "postgres"), "--version"], capture_output=True, text=True, check=True).stdout
        return int(said.split()[2].split(".")[0])

    def _roles(self) -> str:
        return ROLES.format(database=self.database).replace(";\n", ";\n\n")

    def _give(self, path: Path) -> None:
        if self.user is not None:
            os.chown(path, *self.user)

    def _run(self, program: str, *arguments: str, told: str | None = None) -> None:
        uid, gid = self.user or (None, None)
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            input=told,
            capture_output=True,
            text=True,
            env=SMALL_ENVIRONMENT,
            cwd="/",
            user=uid,
            group=gid,
            extra_groups=[] if self.user else None,
            preexec_fn=die_with_parent(signal.SIGKILL, os.getpid()),
            check=False,
        )
        if done.returncode != 0 or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
            raise Refusal(f"PostgreSQL ({self.name}) could not be made:\n{done.stderr[-2000:]}")


def _works_in(process: Path) -> str:
    with contextlib.suppress(OSError):
        return str((process / "cwd").readlink())
    return ""

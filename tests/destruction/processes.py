"""Real processes against the test databases: forks that kill themselves, a Celery worker, PostgreSQL's own tools."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connections

from config.supervisor.programs import postgres_programs

ALIASES = ("default", "keystore")
# What a connection is told once about itself: a fork has new ones.
OF_THE_CONNECTION = ("SET join_collapse_limit", "PREPARE told")
ROOT = Path(__file__).resolve().parents[2]


class Killer:
    """Counts statements on both databases and kills its own process before or after the n-th."""

    def __init__(self, *, at: int, after: bool):
        self.at, self.after, self.seen = at, after, 0
        self.statements: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(OF_THE_CONNECTION):
            return execute(sql, params, many, context)
        self.seen += 1
        self.statements.append(f"{context['connection'].alias}: {sql}")
        if self.seen == self.at and not self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if self.seen == self.at and self.after:
            os.kill(os.getpid(), signal.SIGKILL)
        return result


def killed(work: Callable[[], object], *, at: int, after: bool = False) -> bool:
    """Does the work in a forked process that kills itself at the n-th statement; answers whether it came to that."""
    child = os.fork()
    if child == 0:
        _work_and_leave(work, Killer(at=at, after=after))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0, "the child failed by itself"
    return False


def _work_and_leave(work: Callable[[], object], killer: Killer) -> None:
    """Never returns into pytest. The parent's sockets are left alone, not closed."""
    inherited = [connections[alias].connection for alias in ALIASES]
    code = 9
    try:
        for alias in ALIASES:
            connections[alias].connection = None
        with ExitStack() as stack:
            for alias in ALIASES:
                stack.enter_context(connections[alias].execute_wrapper(killer))
            work()
        code = 0
    finally:
        os._exit(code if inherited is not None else 9)


def statements_of(work: Callable[[], object]) -> list[str]:
    """Every statement the work takes, in order, done for real in this process."""
    listener = Killer(at=-1, after=False)
    with ExitStack() as stack:
        for alias in ALIASES:
            stack.enter_context(connections[alias].execute_wrapper(listener))
        work()
    return listener.statements


@contextmanager
def worker() -> Iterator[subprocess.Popen]:
    """A Celery worker on the test databases and this run's Valkey."""
    command = [sys.executable, "-m", "celery", "--app", "config.celery", "--workdir", str(ROOT), "worker", "--pool", "solo"]
    command += ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    process = subprocess.Popen(command, env=environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def environment() -> dict[str, str]:
    """As this process, but with the test databases, as the runtime role."""
    return {**os.environ, "DATABASE_URL": _url("default"), "KEYSTORE_URL": _url("keystore"), "DATABASE_ROLE": "runtime"}


def _url(alias: str) -> str:
    chosen = connections[alias].settings_dict
    role = settings.DATABASE_ROLES["runtime"][alias]
    secret = f":{quote(role['PASSWORD'], safe='')}" if role["PASSWORD"] else ""
    port = f":{role['PORT']}" if role["PORT"] else ""
    if role["HOST"].startswith("/"):
        # A socket folder goes into the query; libpq finds the socket by its port.
        return f"postgres://{role['USER']}{secret}@{port}/{chosen['NAME']}?host={role['HOST']}"
    return f"postgres://{role['USER']}{secret}@{role['HOST']}{port}/{chosen['NAME']}"


def wait_until(true: Callable[[], object], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def dump(path: Path) -> None:
    """A real `pg_dump` of the records' database by the backup role."""
    _postgres("pg_dump", "backup", "--format=plain", f"--file={path}", connections["default"].settings_dict["NAME"])


def restore(path: Path, database: str) -> None:
    """Into a database of its own, as the owner."""
    _postgres("createdb", "owner", database)
    _postgres("psql", "owner", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={path}", f"--dbname={database}")


def drop(database: str) -> None:
    _postgres("dropdb", "owner", "--if-exists", "--force", database)


def _postgres(program: str, role: str, *arguments: str) -> None:
    who = settings.DATABASE_ROLES[role]["default"]
    port = [f"--port={who['PORT']}"] if who["PORT"] else []
    command = [
        str(postgres_programs(None) / program),
        f"--host={who['HOST']}",
        *port,
        f"--username={who['USER']}",
        "--no-password",
        *arguments,
    ]
    subprocess.run(command, check=True, env={**os.environ, "PGPASSWORD": who["PASSWORD"] or ""}, stdout=subprocess.DEVNULL)

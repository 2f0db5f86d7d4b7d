"""Behind the pages of a running supervisor: its services as an administrator of the machine could use them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis
from psycopg import sql

from vault import lock

PROJECT = Path(__file__).resolve().parents[3]
DATABASES = {"records": "DATABASE_OWNER_URL", "keys": "KEYSTORE_OWNER_URL"}


def services(var: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((var / "run" / "services.json").read_text(encoding="utf-8"))
    return found


def manage(var: Path, *command: str) -> dict[str, Any]:
    """A management command beside the running services; its last line is one JSON object."""
    from tests.browser.conftest import bare_environment  # the conftest imports the walk

    environment = {**bare_environment(), "VAR": str(var), "DEMO": "0", "DEBUG": "0"}
    arguments = [sys.executable, "-m", "config.supervisor", "exec", "--", sys.executable, "manage.py", *command]
    done = subprocess.run(arguments, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def connect(var: Path, database: str) -> "psycopg.Connection[Any]":
    return psycopg.connect(services(var)[DATABASES[database]], autocommit=True, options=f"-c {lock.SETTING}={lock.EVERYTHING}")


def valkey(var: Path, number: int) -> "redis.Redis":
    address = Path(services(var)["REDIS_URL_FILE"]).read_text(encoding="utf-8").strip()
    return redis.Redis.from_url(address, db=number)


@contextmanager
def broken(var: Path, table: str) -> Iterator[None]:
    """As long as this lasts the table is away: whoever writes there fails on the server."""
    with connect(var, "records") as connection:
        connection.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(sql.Identifier(table), sql.Identifier(f"{table}_away")))
        try:
            yield
        finally:
            connection.execute(sql.SQL("ALTER TABLE {} RENAME TO {}").format(sql.Identifier(f"{table}_away"), sql.Identifier(table)))


def environments(process: int) -> Iterator[bytes]:
    """Environment and command line of a process and of all below it."""
    for name in ("environ", "cmdline"):
        try:
            yield Path(f"/proc/{process}/{name}").read_bytes()
        except OSError:
            continue
    for child in _children(process):
        yield from environments(child)


def _children(process: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(number) for number in task.read_text(encoding="ascii").split()]
        except OSError:
            continue
    return found


def pg_dump() -> Path:
    from config.supervisor.programs import postgres_programs

    return postgres_programs(None) / "pg_dump"


def dump(var: Path, address: str, into: Path) -> None:
    command = [str(pg_dump()), "--dbname", services(var)[address], "--file", str(into)]
    subprocess.run(command, check=True, env=dict(os.environ, PGCONNECT_TIMEOUT="10"))

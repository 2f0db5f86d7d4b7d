"""One side: makes its database, then does what it is asked, line by line."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module

import django
import psycopg

from vault import lock


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # what anything prints must not be taken for an answer
    _make_database()
    django.setup()
    lock._at_rest = lock.EVERYTHING  # what measures looks at everything; what is measured declares its own
    answers.write("ready\n")
    answers.flush()
    for line in sys.stdin:
        function, arguments = json.loads(line)
        answers.write(json.dumps(_function(function)(**arguments)) + "\n")
        answers.flush()


def _make_database() -> None:
    """Its own, in the cluster that runs; the tables by the product's migrations."""
    owner = os.environ["DATABASE_OWNER_URL"]
    name = owner.split("/")[3].split("?")[0]
    home = owner.replace(f"/{name}?", f"/{name.rsplit('_', 1)[0]}?")
    with psycopg.connect(home, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template1")
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)


def as_owner(*statements: str) -> None:
    """Statements of whoever owns this side's tables."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True, options=f"-c {lock.SETTING}={lock.EVERYTHING}") as connection:
        for statement in statements:
            connection.execute(statement)


def _function(name: str) -> Callable:
    module, function = name.rsplit(".", 1)
    return getattr(import_module(f"bench.{module}"), function)


def timed(act: Callable[[], object]) -> float:
    """Seconds one call takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

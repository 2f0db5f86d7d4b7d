"""Whole products, started and asked from outside."""

import json
import signal
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from config.supervisor.places import Places
from tests.browser.conftest import PROJECT, bare_environment, free_port
from tests.config.starting import processes


@contextmanager
def a_room():
    """A folder that PostgreSQL's account may pass through; pytest's own is private."""
    with tempfile.TemporaryDirectory(prefix="xinmi-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)
        Places(Path(name) / "var").remove()


def copy(source, target):
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def supervisor(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "config.supervisor", *arguments],
        cwd=PROJECT,
        env={**bare_environment(), "DEMO": "0", "PORT": str(free_port()), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def change(var, statement):
    """As the owner of the tables; a statement that fails fails the test."""
    program = f"import os, psycopg; psycopg.connect(os.environ['DATABASE_OWNER_URL'], autocommit=True).execute({statement!r})"
    done = supervisor("exec", "--", sys.executable, "-c", program, VAR=str(var))
    assert done.returncode == 0, done.stderr


def count_people(var):
    program = "import django; django.setup(); from personnel.models import Person; print(Person.objects.count())"
    return supervisor("exec", "--", sys.executable, "-c", program, VAR=str(var)).stdout.strip()


def health(url):
    with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
        return json.load(answer)


def processes_are_up(url, tries=40):
    for _ in range(tries):
        try:
            if set(health(url).values()) == {"up"}:
                return True
        except OSError:
            pass
        signal.sigtimedwait([], 1)
    return False


def the_process(var, word):
    """The oldest process of this VAR whose command holds the word; None where there is none."""
    return min((number for number in processes.naming(var) if word in commanded(number)), key=processes.started, default=None)


def commanded(number):
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""

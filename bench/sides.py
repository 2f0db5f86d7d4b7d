"""Two processes with the same code and the same data: the product, and its twin on plain text. They take turns.

Each side is `python -m bench.side` with a database of its own; the parent asks, one side answers, the other waits.
"""

import atexit
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
SETTINGS = {"sealed": "config.settings", "plain": "bench.plain.settings"}
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL")


class Side:
    """One of the two. `ask("pages.list", size=50)` runs that function there and answers its result."""

    def __init__(self, name: str):
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.side"],
            cwd=PROJECT,
            env=_environment(name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError(f"the {name} side did not start")

    def ask(self, function: str, **arguments: Any) -> Any:
        self.process.stdin.write(json.dumps([function, arguments]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise RuntimeError(f"the {self.name} side ended at {function}")
        return json.loads(answer)

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait(60)


@cache
def both() -> list[Side]:
    """The product first, its plain twin second, with the same data; they serve every measurement of a run."""
    sides = [Side(name) for name in SETTINGS]
    for side in sides:
        atexit.register(side.end)
        side.ask("house.fill")
    return sides


def in_turn(sides: list[Side], rounds: int, function: str, **arguments: Any) -> list[list[float]]:
    """Seconds of each side, measured round by round; who begins changes with every round."""
    found: list[list[float]] = [[] for _ in sides]
    for number in range(rounds):
        order = range(len(sides)) if number % 2 == 0 else reversed(range(len(sides)))
        for at in order:
            found[at] += sides[at].ask(function, **arguments)
    return found


def _environment(name: str) -> dict[str, str]:
    """The plain side works in a database of the same cluster, named after it."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS[name], "BENCH_SIDE": name}
    return environment | {address: beside(os.environ[address], name) for address in ADDRESSES}


def beside(address: str, name: str) -> str:
    return re.sub(r"/(\w+)\?", rf"/\1_{name}?", address, count=1)

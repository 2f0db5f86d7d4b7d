"""What `make test` and `make check` do, step by step: `python -m tests.run all|check`."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO

from config.supervisor.places import Places
from tests.browser import chromium

PY = sys.executable
BIN = os.path.dirname(PY)
TEMPLATES = "templates"

CHECKS = {
    "lint": [f"{BIN}/ruff", "check", "--quiet", "."],
    "format": [f"{BIN}/ruff", "format", "--check", "--quiet", "."],
    "types": [f"{BIN}/mypy", "--no-error-summary"],
    "layers": [f"{BIN}/lint-imports"],
    "templates": [f"{BIN}/djlint", TEMPLATES, "--lint", "--quiet"],
    "settings": [PY, "manage.py", "check", "--fail-level", "WARNING"],
    "migrations": [PY, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PY, "-m", "tests.translations"],
}
CORES = 2  # what a small machine has; one step more is under way, for those that start products or drive a browser mostly wait
STARTS = ("tests/config/starting", "tests/bad_days")  # starts, kills and stops whole products: beside the others, for it mostly waits
EXEC = [PY, "-m", "config.supervisor", "exec"]
FRESH = [*EXEC, "--fresh", "--"]
DATABASES = [*EXEC, "--", PY, "-m", "tests.databases"]  # in a VAR to be copied: walking through all migrations is slow, and once is enough
# Parts with services of their own, the longest first. A folder named nowhere runs in the first.
PETITIONS = ("tests/petitions", "tests/ui", "tests/vault")
MATRIX = ("tests/matrix",)
PYTEST = [PY, "-m", "pytest", "--reuse-db"]
QUICK = [*PYTEST, "-m", "not browser and not prove", "--durations=10"]
TESTING = {
    "tests": [*QUICK, *(f"--ignore={folder}" for folder in (*STARTS, *PETITIONS, *MATRIX))],
    "tests of petitions": [*QUICK, *PETITIONS],
    "tests of the matrix": [*QUICK, *MATRIX],
    "browser": [*PYTEST, "-m", "browser and not prove", "tests/browser"],
    "starts": [*PYTEST, "-m", "not prove", *STARTS],
}


def main() -> int:
    mode = sys.argv[1] if len(sys.argv) > 1 else "all"
    if mode == "checks":
        with ThreadPoolExecutor(CORES) as lanes:
            passed = lanes.map(_passes, CHECKS, CHECKS.values())
            return _close([name for name, right in zip(CHECKS, passed, strict=True) if not right])
    checks = partial(_passes, "checks", [*FRESH, PY, "-m", "tests.run", "checks"])
    if mode == "check":
        return 0 if checks() else 1
    with tempfile.TemporaryDirectory(prefix="xinmi-") as folder:
        os.chmod(folder, 0o711)
        var = f"{folder}/var"
        if failed := _side_by_side({"checks": checks, "databases": partial(_passes, "databases", DATABASES, VAR=var)}):
            return _close(failed)
        like = var if Places(Path(var)).elsewhere() is None else ""  # where it cannot be copied, each part makes its own
        fresh = [*EXEC, "--fresh", "--like", like, "--"]
        steps = {name: partial(_passes, name, [*fresh, *command]) for name, command in TESTING.items()}
        steps["browser"] = partial(_browser_tests, [*fresh, *TESTING["browser"]])
        return _close(_side_by_side(steps))


def _side_by_side(steps: dict[str, Callable[..., bool]]) -> list[str]:
    """Runs steps at the same time; the first is heard as it goes, the others afterwards. The names of those that failed."""
    with ThreadPoolExecutor(CORES + 1) as lanes, ExitStack() as files:
        heard = {name: files.enter_context(tempfile.TemporaryFile("w+")) for name in list(steps)[1:]}
        running = {name: lanes.submit(step, output=heard.get(name)) for name, step in steps.items()}
        failed = [name for name, step in running.items() if not step.result()]
        for output in heard.values():
            output.seek(0)
            print(output.read(), flush=True)
    return failed


def _browser_tests(command: list[str], *, output: IO[str] | None = None) -> bool:
    """Whether they passed. Without a Chromium it says loudly what was not seen."""
    path = chromium.find() or chromium.get()
    if path is not None:
        return _passes("browser", command, output=output, CHROMIUM=str(path))
    left_out = _count(command)
    print(f"\n{'!' * 78}\n!! No Chromium was found and none could be had: {left_out} browser tests did NOT run.\n{'!' * 78}\n")
    return os.environ.get("REQUIRE_BROWSER") != "1"


def _count(command: list[str]) -> int:
    listed = subprocess.run([*command, "--collect-only", "-q"], capture_output=True, text=True, check=False).stdout
    return sum("::" in line for line in listed.splitlines())


def _passes(name: str, command: list[str], *, output: IO[str] | None = None, **environment: str) -> bool:
    print(f"== {name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(command, env={**os.environ, **environment}, stdout=output, stderr=output, check=False)
    passed = done.returncode == 0
    print(f"== {name}: {'passed' if passed else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
    return passed


def _close(failed: list[str]) -> int:
    print(f"Failed: {', '.join(failed)}." if failed else "Everything passed.", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

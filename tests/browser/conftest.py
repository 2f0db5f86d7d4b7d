"""Chromium over HTTP against a supervisor of its own, with data of its own and the demonstration organisation."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium
from tests.browser.walk import Walk

PROJECT = Path(__file__).resolve().parents[2]
GIVEN = (
    "DJANGO_ALLOW",
    "DATABASE",
    "KEYSTORE",
    "REDIS",
    "SECRET_KEY",
    "ROOT_KEY",
    "EPOCH_SLOT",
    "MEDIA_ROOT",
    "CHECKPOINT_DIR",
    "ALLOWED_HOSTS",
    "XINMI",
    "MAKE",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Playwright keeps a loop in this thread, beside which these tests ask the database; nothing else runs in it meanwhile."""
    if any(Path(__file__).parent in item.path.parents for item in session.items):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@dataclass(frozen=True)
class Supervised:
    """A product that serves: `url` without a slash at its end, and the VAR in which it keeps everything."""

    url: str
    var: Path
    process: "subprocess.Popen[bytes]"


@pytest.fixture(scope="session")
def live_supervisor() -> Iterator[Supervised]:
    with tempfile.TemporaryDirectory(prefix="xinmi-browser-") as folder:
        Path(folder).chmod(0o711)
        yield from serve(Path(folder) / "var")


def serve(var: Path, *, demo: str = "1") -> Iterator[Supervised]:
    port = free_port()
    log, temporary = var.parent / "supervisor.log", var.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.supervisor", "run"],
            cwd=PROJECT,
            env={**bare_environment(), "VAR": str(var), "PORT": str(port), "HOST": "127.0.0.1", "DEMO": demo, "DEBUG": "0"}
            | {"TMPDIR": str(temporary), "DOCUMENT_INLINE_ROWS": "1"},  # the worker makes every list of more than one line
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_it_answers(process, f"http://127.0.0.1:{port}/healthz", log)
        yield Supervised(f"http://127.0.0.1:{port}", var, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def bare_environment() -> dict[str, str]:
    """Without what an outer `exec` has set: this supervisor starts its own services."""
    return {name: value for name, value in os.environ.items() if not name.startswith(GIVEN)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    path = chromium.find()
    if path is None:
        pytest.skip("No Chromium is installed.")
    return {"executable_path": str(path), "args": chromium.arguments(), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args(live_supervisor: Supervised) -> dict[str, object]:
    return {"base_url": live_supervisor.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def walk(
    live_supervisor: Supervised,
    playwright: Any,
    browser: Any,
    browser_type_launch_args: dict[str, object],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walk]:
    """One day at the office, shared by the walk and by the sweep: each act is played once."""
    day = Walk(live_supervisor, playwright, browser, browser_type_launch_args, tmp_path_factory.mktemp("walk"))
    yield day
    day.close()

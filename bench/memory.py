"""What all that `make run` starts holds in memory after everybody has walked through the house: proportional set size (PSS).

PSS shares a page among all who map it, so other products of the same files on this machine make the sum a little smaller.
"""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from bench.figures import Figure, plain
from bench.sides import PROJECT
from config.demonstration.organisation import MEMBERS, PASSWORD

PAGES_EACH = 40
LEFT_OUT = ("/logout", "/static", "/healthz", "/language")


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="xinmi-bench-") as folder:
        Path(folder).chmod(0o711)
        port = _free_port()
        environment = {**_bare(), "VAR": f"{folder}/var", "PORT": str(port), "HOST": "127.0.0.1", "DEMO": "1", "DEBUG": "0"}
        run = subprocess.Popen([sys.executable, "-m", "config.supervisor", "run"], cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
        try:
            seen = _walk(f"http://127.0.0.1:{port}")
            parts = _by_program(_descendants(run.pid))
        finally:
            run.send_signal(signal.SIGTERM)
            run.wait(60)
            subprocess.run([sys.executable, "-m", "config.supervisor", "remove"], cwd=PROJECT, env=environment, check=False)
    note = f"after {seen} pages by {len(MEMBERS)} people; " + ", ".join(f"{name} {size:.0f}" for name, size in sorted(parts.items()))
    return [plain("memory of `make run`", sum(parts.values()), 700, unit="MB", note=note)]


def _bare() -> dict[str, str]:
    given = ("DATABASE", "KEYSTORE", "REDIS", "SECRET_KEY", "ROOT_KEY", "EPOCH_SLOT", "MEDIA_ROOT", "ALLOWED_HOSTS", "XINMI", "MAKE")
    return {name: value for name, value in os.environ.items() if not name.startswith(given)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Visitor:
    """Somebody signed in, who follows links."""

    def __init__(self, home: str, account: str):
        self.home = home
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.post("/login/", login=account, password=PASSWORD)

    def get(self, path: str) -> str:
        try:
            with self.opener.open(self.home + path, timeout=60) as answer:
                return answer.read().decode("utf-8", errors="replace")
        except urllib.error.HTTPError:
            return ""

    def post(self, path: str, *, shown_on: str = "", **fields: str) -> None:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(shown_on or path))
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1] if token else ""}).encode()
        with self.opener.open(urllib.request.Request(self.home + path, data, headers={"Referer": self.home + path}), timeout=60):
            pass

    def wander(self, most: int) -> int:
        """Breadth first; how many pages were seen."""
        waiting, seen = ["/"], {"/"}
        for count in range(most):
            if not waiting:
                return count
            for link in re.findall(r'href="(/[^"#]*)"', self.get(waiting.pop(0))):
                if link not in seen and not link.startswith(LEFT_OUT):
                    seen.add(link)
                    waiting.append(link)
        return most


def _walk(home: str) -> int:
    _wait_for(f"{home}/healthz")
    seen = sum(Visitor(home, member.account).wander(PAGES_EACH) for member in MEMBERS)
    li = Visitor(home, "li")
    li.post("/audit/reports/interim/", shown_on="/audit/reports/")
    time.sleep(5)  # the worker makes the report
    return seen + li.wander(10)


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the product did not start")


def _descendants(root: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, last = {root}, set()
    while found != last:
        last = found
        found = found | {pid for pid, parent in parents.items() if parent in found}
    return sorted(found)


def _by_program(pids: list[int]) -> dict[str, float]:
    """Megabytes of PSS by kind of process."""
    sizes: dict[str, float] = {}
    for pid in pids:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
        kind = next((kind for kind in ("postgres", "valkey", "gunicorn", "beat", "worker", "supervisor") if kind in words), "other")
        pss = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        sizes[kind] = sizes.get(kind, 0) + int(pss[1]) / 1024
    return sizes

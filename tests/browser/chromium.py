"""Finds a Chromium, or gets one: the system's package when root, else the one that comes inside an npm package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
OWN = PROJECT / ".browser"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NPM_PACKAGE = "@sparticuz/chromium@147.0.0"
UNPACK = "const m = await import('@sparticuz/chromium'); console.log(await m.default.executablePath());"


def find() -> Path | None:
    chosen = os.environ.get("CHROMIUM", "").strip()
    if chosen:
        return Path(chosen)
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    own = OWN / "tmp" / "chromium"
    return Path(found) if found else own if own.is_file() else None


def get() -> Path | None:
    print("No Chromium here: trying to get one.", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run(["apt-get", "update", "-q"])
        _run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-noto-cjk"])
    elif shutil.which("npm") and shutil.which("node"):
        _unpack_from_npm()
    return find()


def arguments() -> list[str]:
    """Chromium's own sandbox cannot be set up as root."""
    return ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _unpack_from_npm() -> None:
    temporary = OWN / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    _run(["npm", "install", "--prefix", str(OWN), "--no-save", "--no-package-lock", "--silent", NPM_PACKAGE])
    _run(["node", "--input-type=module", "-e", UNPACK], cwd=OWN, TMPDIR=str(temporary))


def _run(command: list[str], cwd: Path = PROJECT, **environment: str) -> None:
    extra = {"DEBIAN_FRONTEND": "noninteractive", **environment}
    try:
        subprocess.run(command, cwd=cwd, env={**os.environ, **extra}, stdout=sys.stderr, timeout=600, check=False)
    except subprocess.TimeoutExpired:
        print(f"{command[0]} did not finish within ten minutes.", flush=True)

"""Runs the chosen measurements, prints the table, keeps the results in bench/results.json (beside those of other runs)."""

import argparse
import json
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import django

from bench.figures import Figure, table

RESULTS = Path(__file__).with_name("results.json")
QUICK = ("list", "detail", "import", "grants", "writers", "documents", "memory", "duplicates")
SCALE = ("search", "flows", "verify", "projection")
PLACES = {"list": "pages", "detail": "pages", "import": "importing"}


def main() -> int:
    options = _options()
    django.setup()
    names = options.names or list(SCALE if options.scale else QUICK)
    figures: list[Figure] = []
    broken = []
    for name in names:
        began = time.monotonic()
        print(f"== {name}", flush=True)
        try:
            found = _measure(name)() or []
        except Exception:  # noqa: BLE001 - the other figures are still worth having
            traceback.print_exc()
            found, broken = [], [*broken, name]
        figures += found
        print(f"== {name}: {time.monotonic() - began:.0f} s", flush=True)
        if found:
            _keep(name, found)
    print(f"\n{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n\n{table(figures)}")
    if broken:
        print(f"\nNot measured: {', '.join(broken)}. The reasons stand above.")
    return 1 if broken else 0


def _measure(name: str) -> Callable[[], list[Figure] | None]:
    module = import_module(f"bench.{PLACES.get(name, name)}")
    return getattr(module, f"measure_{name}", None) or getattr(module, "measure", None) or module.main


def _keep(name: str, figures: list[Figure]) -> None:
    """Each name's last result, with its day and the load of the machine at its end."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    kept[name] = {"at": now, "load": os.getloadavg()[0], "figures": [figure.as_json() for figure in figures]}
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=" ".join((*QUICK, *SCALE)))
    parser.add_argument("--scale", action="store_true", help="the measurements over millions of rows")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

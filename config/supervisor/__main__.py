"""`run`: everything, until it is told to stop. `exec COMMAND …`: a command beside the services of a VAR."""

import argparse
import fcntl
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from config import catalogues
from config.supervisor import demonstration, product, watching
from config.supervisor.address import Address
from config.supervisor.children import Child, die_with_parent, wait_until
from config.supervisor.places import PROJECT, Places, temporary
from config.supervisor.refusal import Refusal
from config.supervisor.services import Services
from config.supervisor.welcome import welcome


def main() -> int:
    options = _options()
    os.chdir(PROJECT)
    os.umask(0o077)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, _stop)
    if os.environ.get("MAKELEVEL"):
        die_with_parent(signal.SIGTERM, os.getppid())()
    try:
        return MODES[options.mode](options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1


def run(options: argparse.Namespace) -> int:
    """Serves until a signal comes, or until a part cannot be kept running."""
    places, address = _places(), Address.from_environment()
    _demand_sensible_demonstration(address)
    address.demand_free()
    if not places.hold():
        raise Refusal(f"VAR is {places.var}, which another run is using. Stop that one, or choose another VAR.")
    services, children = Services(places), []
    try:
        catalogues.compile_stale()
        demonstration.clear_what_was_interrupted(places)
        services.start()
        environment = _environment(services.environment, address)
        with demonstration.marked(places, is_new=services.has_new_records and environment["DEMO"] == "1"):
            product.prepare(environment)
        children = product.start(places, address, environment)
        welcome(address, children)
        return watching.watch([*services.servers, *children], places)
    finally:
        _ignore_further_signals()
        _stop_all(children)
        services.stop()
        places.release()


def execute(options: argparse.Namespace) -> int:
    """Joins the running services of this VAR, or starts them for as long as the command runs."""
    places = temporary(options.like) if options.fresh else _places()
    address = Address.from_environment()
    catalogues.compile_stale()
    if not places.hold():
        return _join(places, address, options.command)
    services = Services(places, is_fast=options.fresh)
    try:
        services.start()
        return product.command(options.command, _environment(services.environment, address))
    finally:
        _ignore_further_signals()
        _wait_for_joined(places)
        services.stop()
        places.release()


def remove(options: argparse.Namespace) -> int:
    """Removes VAR, and what it points to."""
    places = _places()
    if not places.var.exists():
        return 0
    if not (places.var / "lock").is_file():
        raise Refusal(f"VAR is {places.var}, which was not made by this product. Nothing was removed.")
    if not places.hold():
        raise Refusal(f"VAR is {places.var}, which another run is using. Stop that one first.")
    places.remove()
    return 0


def _join(places: Places, address: Address, command: list[str]) -> int:
    if not wait_until(places.services_file.exists, seconds=60):
        raise Refusal(f"VAR is {places.var}, which another run is using, but its services do not answer.")
    with (places.run / "joined").open("a", encoding="ascii") as joined:
        fcntl.flock(joined, fcntl.LOCK_SH)
        started = json.loads(places.services_file.read_text(encoding="utf-8"))
        return product.command(command, _environment(started, address))


def _wait_for_joined(places: Places) -> None:
    with (places.run / "joined").open("a", encoding="ascii") as joined:
        fcntl.flock(joined, fcntl.LOCK_EX)


def _stop_all(children: list[Child]) -> None:
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.wait_or_kill()


def _environment(services: Mapping[str, str], address: Address) -> dict[str, str]:
    defaults = {"DEBUG": "0", "DEMO": "0", "DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONUNBUFFERED": "1"}
    own = {"PYTHONPATH": str(PROJECT)}
    return {**defaults, **os.environ, **address.environment(), **services, **own}


def _demand_sensible_demonstration(address: Address) -> None:
    if os.environ.get("DEMO") == "1" and not address.is_loopback:
        raise Refusal(
            f"DEMO is 1 but HOST is {address.host}. The demonstration is only for a loopback address; set DEMO=0, or HOST=127.0.0.1."
        )


def _places() -> Places:
    return Places((PROJECT / Path(os.environ.get("VAR", "").strip() or "var").expanduser()).resolve())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m config.supervisor", description=__doc__)
    modes = parser.add_subparsers(dest="mode", required=True)
    modes.add_parser("run", help="serve until told to stop")
    modes.add_parser("remove", help="remove VAR and what it points to")
    executing = modes.add_parser("exec", help="run a command beside the services")
    executing.add_argument("--fresh", action="store_true", help="with services and data of its own, removed afterwards")
    executing.add_argument("--like", default="", metavar="VAR", help="with --fresh: its data begin as a copy of these")
    executing.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.mode == "exec":
        options.command = options.command[1:] if options.command[:1] == ["--"] else options.command
        if not options.command:
            parser.error("exec needs a command")
    return options


def _stop(number: int, frame: object) -> NoReturn:
    sys.exit(0 if number in (signal.SIGTERM, signal.SIGINT) else 1)


def _ignore_further_signals() -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


MODES = {"run": run, "exec": execute, "remove": remove}


if __name__ == "__main__":
    sys.exit(main())

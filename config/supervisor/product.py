"""The product itself: tables first, then web, worker and beat."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping

from config.supervisor.address import Address
from config.supervisor.children import Child, die_with_parent
from config.supervisor.places import PROJECT, Places
from config.supervisor.refusal import Refusal

MANAGE = [sys.executable, str(PROJECT / "manage.py")]


def command(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Runs a program in the foreground; it goes when the supervisor goes."""
    process = subprocess.Popen(arguments, env=dict(environment), preexec_fn=die_with_parent(signal.SIGTERM, os.getpid()))
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def prepare(environment: Mapping[str, str]) -> None:
    """Tables as the owner role, interrupted destructions to their end; in a demonstration its organisation where there is none yet."""
    if command([*MANAGE, "migrate", "--verbosity", "0"], environment) != 0:
        raise Refusal("The tables could not be brought up to date, so nothing was started. The reason stands above.")
    if command([*MANAGE, "recover_destructions"], environment) != 0:
        raise Refusal("An interrupted destruction could not be finished, so nothing was started. The reason stands above.")
    if environment.get("DEMO") == "1" and command([*MANAGE, "make_demonstration"], environment) != 0:
        raise Refusal("The demonstration organisation could not be made, so nothing was started. The reason stands above.")


def start(places: Places, address: Address, environment: Mapping[str, str]) -> list[Child]:
    children: list[Child] = []
    for name, arguments in _commands(places, address).items():
        log = places.logs / f"{name}.log"
        log.touch(mode=0o600)
        children.append(Child(name, arguments, environment={**environment, "XINMI_PROCESS": name}, log=log, patience=20))
    return children


def _commands(places: Places, address: Address) -> dict[str, list[str]]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "--app", "config.celery", "--workdir", str(PROJECT)]
    return {
        "web": [
            *python,
            "gunicorn",
            "config.wsgi:application",
            "--config",
            str(PROJECT / "config" / "gunicorn.py"),
            "--bind",
            address.bind,
        ],
        "worker": [
            *celery,
            "worker",
            "--pool",
            "prefork",
            "--concurrency",
            "2",
            "--loglevel",
            "WARNING",
            "--without-gossip",
            "--without-mingle",
        ],
        "beat": [*celery, "beat", "--loglevel", "WARNING", "--pidfile=", "--schedule", str(places.run / "beat")],
    }

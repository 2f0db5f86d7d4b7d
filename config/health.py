"""Which parts are up. The page says no more than that; the command says why."""

import time
from collections.abc import Callable, Mapping

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_SECONDS = 15
WORKER_IS_LATE_AFTER = 90


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    parts = {name: "up" if problem is None else "down" for name, problem in problems().items()}
    return JsonResponse(parts, status=503 if "down" in parts.values() else 200)


def problems() -> dict[str, str | None]:
    """Each part's problem as a word, or None where it is up."""
    return {name: _problem(check) for name, check in CHECKS.items()}


def beat_heart() -> None:
    cache.set(HEARTBEAT, int(time.time()), timeout=None)


def _problem(check: Callable[[], None]) -> str | None:
    try:
        check()
    except Exception as problem:  # noqa: BLE001 - a health check reports every failure, whatever it is
        return type(problem).__name__
    return None


def _database(alias: str) -> Callable[[], None]:
    def check() -> None:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")

    return check


def _valkey() -> None:
    cache.get("health")


def _worker() -> None:
    if time.time() - (cache.get(HEARTBEAT) or 0) > WORKER_IS_LATE_AFTER:
        raise TimeoutError


CHECKS = {"records": _database("default"), "keystore": _database("keystore"), "valkey": _valkey, "worker": _worker}


def warnings(roles: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[str]:
    """Safeguards that this installation lacks, although it runs."""
    found = []
    for alias, database in (("default", "records"), ("keystore", "keystore")):
        if roles["runtime"][alias]["USER"] == roles["owner"][alias]["USER"]:
            found.append(f"The second lock of the {database} is missing: owner and runtime are one role, which can disable triggers.")
    return found

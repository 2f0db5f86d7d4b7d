"""Which parts are up. The page says no more than that; the command says why."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from audit.trail import publishing
from audit.trail.events import Kind
from audit.trail.models import Entry
from config.events import SYNTHETIC_LOADED

HEARTBEAT = "worker-heartbeat"
HEARTBEAT_SECONDS = 15
WORKER_IS_LATE_AFTER = 90
LITTLE_SPACE = 512 * 2**20


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
    """A heartbeat far ahead of the clock says nothing either: the clock was set back."""
    if abs(time.time() - (cache.get(HEARTBEAT) or 0)) > WORKER_IS_LATE_AFTER:
        raise TimeoutError


CHECKS = {"records": _database("default"), "keystore": _database("keystore"), "valkey": _valkey, "worker": _worker}


def disk_left() -> int:
    """Bytes left on the disk of MEDIA_ROOT, or of the folder that will hold it."""
    folder = Path(settings.MEDIA_ROOT)
    return shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.is_dir())).free


def warnings() -> list[str]:
    """Safeguards that this installation lacks, although it runs; of a part that is away nothing is known."""
    found = [
        f"The second lock of the {title} is missing: the role at work owns the database, so it can disable triggers."
        for alias, title in (("default", "records"), ("keystore", "key store"))
        if _owns_database(alias)
    ]
    if disk_left() < LITTLE_SPACE:
        found.append(f"The disk of MEDIA_ROOT is nearly full: {disk_left() // 2**20} MiB are left.")
    return found


def made_up_warnings() -> list[str]:
    """Whether a made-up past was loaded here. Basis: docs/decisions/0014."""
    try:
        loaded = Entry.objects.filter(kind=Kind.SYSTEM, event=SYNTHETIC_LOADED.code).exists()
    except Exception:  # noqa: BLE001 - which part is down stands among the parts
        return []
    return ["This installation holds made-up petitions; moments before its first day are told, not true."] if loaded else []


def checkpoint_warnings() -> list[str]:
    """Whether signed checkpoints wait for their folder; nothing where the records cannot be asked either."""
    try:
        standing = publishing.standing()
    except Exception:  # noqa: BLE001 - which part is down stands among the parts
        return []
    found = [str(standing.trouble)] if standing.trouble else []
    if standing.is_late:
        found.append(f"{standing.waiting} checkpoints of the trail wait to be signed into the folder outside the database.")
    return found


def _owns_database(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_has_role(datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()")
            return bool(cursor.fetchone()[0])
    except DatabaseError:
        return False

"""Where sealed files lie: under MEDIA_ROOT, named by their random id and nothing else. Basis: THREATS T36."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

UNFINISHED = ".part"


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "sealed"


def place_of(file_id: UUID) -> Path:
    """The last two digits are random ones: 256 folders, evenly filled."""
    return folder() / file_id.hex[-2:] / str(file_id)


def begin(file_id: UUID) -> IO[bytes]:
    """A new unfinished file, readable by this account alone. An id is never written twice."""
    place = unfinished(file_id)
    for parent in (folder(), place.parent):
        parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(descriptor, "wb", buffering=0)


def finish(file_id: UUID) -> None:
    """Puts a written and synchronised file in its place, durably."""
    place = place_of(file_id)
    unfinished(file_id).rename(place)
    for parent in (place.parent, place.parent.parent):
        _sync(parent)


def unfinished(file_id: UUID) -> Path:
    place = place_of(file_id)
    return place.with_name(place.name + UNFINISHED)


def take_away(file_id: UUID) -> None:
    """Removes the ciphertext, finished or not; may be repeated."""
    place_of(file_id).unlink(missing_ok=True)
    unfinished(file_id).unlink(missing_ok=True)


def sync_folders(file_ids: Iterator[UUID] | list[UUID]) -> None:
    """Makes removals durable."""
    for parent in {place_of(file_id).parent for file_id in file_ids}:
        if parent.is_dir():
            _sync(parent)


def lying() -> Iterator[tuple[UUID, float]]:
    """Every file that lies here, finished or not, with the time of its last change. What is not ours is passed over."""
    for place in folder().glob("??/*"):
        try:
            yield UUID(place.name.removesuffix(UNFINISHED)), place.stat().st_mtime
        except (ValueError, FileNotFoundError):
            continue


def _sync(parent: Path) -> None:
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

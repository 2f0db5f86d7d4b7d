"""The demonstration organisation: made once in a new database, and made anew where the first time was interrupted."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from config.supervisor.places import Places

MARK = "demonstration-is-being-made"


def clear_what_was_interrupted(places: Places) -> None:
    """Nobody could sign in yet when the making was cut short, so nothing of anybody's is lost with it."""
    if not (places.var / MARK).exists():
        return
    print("The last start was interrupted while the demonstration was being made; it is made anew.", flush=True)
    elsewhere = places.elsewhere()
    if elsewhere is not None:
        shutil.rmtree(elsewhere, ignore_errors=True)
    for path in places.var.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in ("lock", MARK):
            path.unlink()
    (places.var / MARK).unlink()
    places.make()


@contextmanager
def marked(places: Places, *, is_new: bool) -> Iterator[None]:
    """Marks the time from the first table to the last person, in clusters that this very start has made."""
    if is_new:
        (places.var / MARK).touch()
    yield
    (places.var / MARK).unlink(missing_ok=True)

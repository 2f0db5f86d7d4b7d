"""What time it is when something happens. The machine's own, except while a demonstration makes up its past.

A told clock never hides itself: every trail entry written under it carries the true moment beside the told one, and checkpoints
know the true time only. Basis: docs/decisions/0014.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.conf import settings
from django.utils import timezone

_told: ContextVar[datetime | None] = ContextVar("vault_clock", default=None)


def now() -> datetime:
    """The moment that is written down with what happens."""
    return _told.get() or timezone.now()


def is_told() -> bool:
    """Whether somebody tells the time instead of the machine."""
    return _told.get() is not None


@contextmanager
def telling(at: datetime) -> Iterator[None]:
    """Inside, it is `at`. Only in a demonstration, and never in the future."""
    if not settings.DEMO:
        raise RuntimeError("the clock is told only in a demonstration (DEMO=1)")
    if at > timezone.now():
        raise ValueError("a told clock runs behind the machine's, never before it")
    token = _told.set(at)
    try:
        yield
    finally:
        _told.reset(token)

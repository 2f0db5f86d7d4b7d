"""Where a request comes from, and which entries it has written so far."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Origin:
    """Device or session of the running request; the entries it has written, some of which a rollback may have undone."""

    device: str = ""
    written: list[UUID] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)


origin: ContextVar[Origin | None] = ContextVar("trail_origin", default=None)

# Set from above (personnel): actor → (offices held now, circle). The trail itself knows no offices.
_describe: list[Callable] = []


def describe_actors_with(function: Callable) -> None:
    """Registers who words an actor's offices and circle."""
    _describe[:] = [function]


def described(actor) -> tuple[str, str]:
    if actor is None:
        return "", "system"
    return _describe[0](actor) if _describe else ("", "unknown")

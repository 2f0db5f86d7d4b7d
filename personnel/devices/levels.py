"""Which levels a device may have: known to an app above, which registers them."""

from collections.abc import Callable

Choices = Callable[[], list[tuple[str, str]]]
_choices: list[Choices] = []


def register_levels(choices: Choices) -> None:
    """Called in `ready()` of the app that knows the levels: code and words, the highest first."""
    _choices[:] = [choices]


def device_levels() -> list[tuple[str, str]]:
    return _choices[0]() if _choices else []

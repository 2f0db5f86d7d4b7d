"""What reaches into custody from above: who stands in the way of lending (a running destruction)."""

from collections.abc import Callable, Iterable, Iterator

from audit.trail.refusals import Obstacle
from classification.models import GradedRecord
from custody.models import Carrier

Hindrance = Callable[[GradedRecord, list[Carrier]], Iterable[Obstacle]]
_hindrances: list[Hindrance] = []


def register_hindrance(function: Hindrance) -> None:
    """Called in `ready()` of a higher app; asked under the record's row lock, at filing and at hand-over."""
    if function not in _hindrances:
        _hindrances.append(function)


def hindrances(record: GradedRecord, carriers: list[Carrier]) -> Iterator[Obstacle]:
    for function in _hindrances:
        yield from function(record, carriers)

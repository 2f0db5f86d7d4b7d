"""Why not: obstacles, and the refusal that carries them."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way. The sentence says what it is and who can remove it.

    `authority` is true where the person lacks the right, false where the state of the thing is in the way.
    """

    code: str
    sentence: object
    authority: bool = False

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(Exception):
    """An action was not carried out. Always raised; its entry is written after the rollback."""

    def __init__(self, obstacles: list[Obstacle]):
        self.obstacles = obstacles
        super().__init__(", ".join(self.codes))

    @property
    def codes(self) -> list[str]:
        return [obstacle.code for obstacle in self.obstacles]

    @property
    def lacks_authority(self) -> bool:
        return any(obstacle.authority for obstacle in self.obstacles)


def demand(obstacles: Iterable[Obstacle]) -> None:
    """Raises Refused unless there is nothing in the way."""
    found = list(obstacles)
    if found:
        raise Refused(found)

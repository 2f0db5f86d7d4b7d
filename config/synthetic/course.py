"""The course of a case: what happens after what, and how many days later. Chances as a busy petition office has them."""

import heapq
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from config.synthetic.days import working
from config.synthetic.topics import Topic


@dataclass
class Case:
    """A petition on its way: who has it in hand, the slip that is under way."""

    petition: UUID
    topic: Topic
    received_on: date
    officer: str = "li"
    level: str = ""
    slip: UUID | None = None
    out: bool = False  # on loan


@dataclass(order=True)
class Step:
    """What is to happen to a case on a day. `turn` keeps the order in which steps were thought of."""

    on: date
    turn: int
    act: str = field(compare=False)
    case: Case = field(compare=False)


class Diary:
    """Steps to come, earliest first; what would fall behind the last day never happens."""

    def __init__(self, chance: Random, *, last: date):
        self.chance = chance
        self._last = last
        self._steps: list[Step] = []
        self._turn = 0

    def after(self, case: Case, act: str, on: date, shortest: int, longest: int) -> None:
        """Notes a step so many days from now, on a working day."""
        day = working(on + timedelta(days=self.chance.randint(shortest, longest)))
        if day <= self._last:
            self._turn += 1
            heapq.heappush(self._steps, Step(day, self._turn, act, case))

    def due(self, on: date) -> Step | None:
        """The next step of this day or of one before it; None where the day is done."""
        return heapq.heappop(self._steps) if self._steps and self._steps[0].on <= on else None

    def happens(self, share: float) -> bool:
        return self.chance.random() < share


def begin(diary: Diary, case: Case, on: date) -> None:
    """What is to come once a petition is registered."""
    if diary.happens(0.97):
        diary.after(case, "assign", on, 0, 4)


def after_assigning(diary: Diary, case: Case, on: date) -> None:
    """Grading soon; a note, a phone number looked up; the end within two months, now and then later."""
    if diary.happens(0.78):
        diary.after(case, "propose", on, 1, 5)
    if diary.happens(0.6):
        diary.after(case, "note", on, 3, 20)
    if diary.happens(0.25):
        diary.after(case, "reveal", on, 1, 10)
    diary.after(case, "close", on, *((9, 55) if diary.happens(0.93) else (60, 160)))


def after_deciding(diary: Diary, case: Case, on: date) -> None:
    if case.level == "core":
        return
    if diary.happens(0.3):
        diary.after(case, "hand_on", on, 0, 2)
    if diary.happens(0.14):
        diary.after(case, "borrow", on, 1, 12)


def after_closing(diary: Diary, case: Case, on: date) -> None:
    if diary.happens(0.03):
        diary.after(case, "reopen", on, 10, 60)
    elif diary.happens(0.06):
        diary.after(case, "destroy", on, 200, 420)

"""Keeps every part running: one that has ended is started again, later each time; one that keeps ending stops everything."""

import shutil
import signal
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from config.supervisor.children import Child
from config.supervisor.places import Places
from config.supervisor.refusal import Refusal

DEATHS, WITHIN_SECONDS = 5, 300
FULL_BELOW_BYTES = 32 * 1024 * 1024
LOOK_AGAIN_AT_DISK_SECONDS = 10


class Part(Protocol):
    """A program, or a server that waits until it answers. `start` may refuse with a sentence."""

    @property
    def child(self) -> Child | None: ...

    def start(self) -> None: ...


@dataclass
class Patience:
    """How long to wait before a part is started again: 1, 2, 4, 8, 16 seconds; None when it has ended too often."""

    _deaths: deque[float] = field(default_factory=deque)

    def delay(self, now: float) -> int | None:
        while self._deaths and now - self._deaths[0] > WITHIN_SECONDS:
            self._deaths.popleft()
        self._deaths.append(now)
        number = len(self._deaths)
        return None if number > DEATHS else 2 ** (number - 1)


@dataclass
class Watched:
    part: Part
    patience: Patience = field(default_factory=Patience)
    due: float | None = None  # when it is to be started again; None while it runs
    refusal: str = ""  # why the last attempt failed

    @property
    def child(self) -> Child:
        assert self.part.child is not None  # noqa: S101 - every part was started before it is watched
        return self.part.child


def watch(parts: Sequence[Part], places: Places) -> int:
    """Until a signal comes, or until a part has ended too often to go on."""
    watched = [Watched(part) for part in parts]
    while True:
        signal.sigtimedwait([signal.SIGCHLD], 1)
        for one in watched:
            if not _is_kept(one, places):
                return 1


def _is_kept(one: Watched, places: Places) -> bool:
    now = time.monotonic()
    if one.due is None:
        return not one.child.has_ended() or _arrange_start(one, places, now)
    if now < one.due:
        return True
    one.due = None
    try:
        one.part.start()
    except (Refusal, OSError) as problem:
        one.refusal = str(problem)
        return True  # its process has ended: the next look arranges another start
    _say(f"{one.child.name} was started again.")
    return True


def _arrange_start(one: Watched, places: Places, now: float) -> bool:
    one.child.kill_session()
    how = f"{one.child.name} {one.child.how_it_ended()}"
    if (left := free_bytes(places)) < FULL_BELOW_BYTES:
        one.due = now + LOOK_AGAIN_AT_DISK_SECONDS
        _say(f"{how}. The disk of {places.var} is full ({left // 1024} KiB left): make room, and it goes on by itself.")
        return True
    delay = one.patience.delay(now)
    words = one.refusal or f"Its last words in {one.child.log}:\n{one.child.last_words()}"
    if delay is None:
        _say(f"{how}, for the {DEATHS + 1}th time within {WITHIN_SECONDS // 60} minutes, so everything stops. {words}")
        return False
    one.due, one.refusal = now + delay, ""
    _say(f"{how}. It is started again in {delay} s. {words}")
    return True


def free_bytes(places: Places) -> int:
    """What is left on the fuller one of the disks that hold VAR and its clusters."""
    return min(shutil.disk_usage(place).free for place in (places.var, places.elsewhere() or places.var))


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

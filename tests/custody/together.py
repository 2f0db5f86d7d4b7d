"""Several acts started at the same moment, each in a thread and a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connections

from audit.trail.refusals import Refused


def at_once(*acts: Callable[[], object]) -> list[list[str]]:
    """What became of each: no codes where it was done, else the obstacles. Any other exception is raised."""
    barrier = threading.Barrier(len(acts))
    outcomes: list = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=20)
            act()
            outcomes[place] = []
        except Refused as refused:
            outcomes[place] = refused.codes
        except BaseException as error:  # noqa: BLE001  (shown by the test that asked)
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes


def winners(outcomes: list[list[str]]) -> int:
    return sum(not outcome for outcome in outcomes)

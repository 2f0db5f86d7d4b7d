"""Beat that does not fall silent when the clock is set back."""

import time

from celery.beat import PersistentScheduler

SET_BACK_SECONDS = 5


class Rhythm(PersistentScheduler):
    """What ran "in the future" would not run again until the clock has caught up: then the rhythm begins anew."""

    _before: tuple[float, float] | None = None  # the clock of the wall, the clock that never goes back

    def setup_schedule(self) -> None:
        super().setup_schedule()
        self.begin_anew_if_ahead()

    def tick(self, *args: object, **kwargs: object) -> float:
        wall, steady = time.time(), time.monotonic()
        if self._before is not None and wall - self._before[0] < steady - self._before[1] - SET_BACK_SECONDS:
            self.begin_anew_if_ahead()
        self._before = wall, steady
        return float(super().tick(*args, **kwargs))

    def begin_anew_if_ahead(self) -> None:
        """Entries whose last run lies ahead ran just now; what is due when is worked out again."""
        now = self.app.now()
        for entry in self.schedule.values():
            if entry.last_run_at is not None and entry.last_run_at > now:
                entry.last_run_at = now
        self._heap = None

"""Celery: ids only, JSON only, no results kept. What runs when stands in config.schedule.

A task is tried again: while a part is away for as long as it takes, otherwise a few times. What fails after that is noted
(config.failures). A message may get lost all the same, so every task that carries an id is found again from the state of
the database by a task without one (config.schedule.SWEPT_BY).
"""

import logging
import os
from collections.abc import Sequence
from typing import NoReturn

from celery import Celery, Task
from celery.exceptions import SoftTimeLimitExceeded, TaskPredicate
from celery.signals import setup_logging, task_failure, task_success, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # the settings' name must stand first

from config.away import is_away
from config.schedule import AT_START, BEAT

TRIES = 5
PAUSE_SECONDS_AT_MOST = 60
FOR_AS_LONG_AS_IT_TAKES = 1_000_000
log = logging.getLogger(__name__)


class ScopedTask(Task):
    """Keys unwrapped by a task live until its end, no longer. What fails is tried again after 1, 2, 4, … seconds."""

    max_retries = TRIES
    retry_on_worker_lost = True
    is_noted = True

    def __call__(self, *args: object, **kwargs: object) -> object:
        from vault import lock  # models are there only once the apps are loaded
        from vault.keys import key_scope

        try:
            with key_scope(), lock.nothing(because="a task declares itself what it sees"):
                return super().__call__(*args, **kwargs)
        except (TaskPredicate, SoftTimeLimitExceeded):
            raise
        except Exception as problem:  # noqa: BLE001 - whatever it was, it is tried again
            self._try_again(problem)

    def _try_again(self, problem: Exception) -> NoReturn:
        """Raises the problem itself when it was tried often enough, or when nobody sent the task."""
        pause = min(PAUSE_SECONDS_AT_MOST, 2 ** min(self.request.retries, 10))
        raise self.retry(exc=problem, countdown=pause, max_retries=FOR_AS_LONG_AS_IT_TAKES if is_away(problem) else TRIES)


app = Celery("xinmi", task_cls=ScopedTask)


@setup_logging.connect
def keep_our_logging(**kwargs: object) -> None:
    """Celery sets up no log of its own: Django's, which names no values, stays."""


def broker_address(url: str) -> str:
    """Celery's own spelling of a unix socket; database 0 holds the queue, 1 the cache."""
    if not url.startswith("unix://"):
        return url
    return url.replace("unix://", "redis+socket://", 1).partition("?")[0] + "?virtual_host=0"


app.conf.update(
    broker_url=broker_address(settings.REDIS_URL),
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 4 * 3600, "socket_connect_timeout": 5},
    broker_connection_max_retries=None,
    result_backend=None,
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    task_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_send_task_events=False,
    task_time_limit=900,
    task_soft_time_limit=840,
    timezone=settings.TIME_ZONE,
    enable_utc=True,
    beat_schedule=BEAT,
    beat_scheduler="config.beat:Rhythm",
)
app.autodiscover_tasks()
app.autodiscover_tasks(["petitions.attachments", "petitions.openings"])


@worker_ready.connect
def begin(**kwargs: object) -> None:
    """A machine that was off makes up for what it missed."""
    for name in AT_START:
        app.send_task(name)


@task_failure.connect
def note(sender: Task, exception: BaseException, args: Sequence[object], **kwargs: object) -> None:
    """Also sent for a task that ran too long or lost its process."""
    if not getattr(sender, "is_noted", True):
        return
    from config.failures import kind_of, note_failure  # its models are there only once the apps are loaded
    from vault.keys import key_scope

    try:
        with key_scope():
            note_failure(sender.name, args or (), exception)
    except Exception as problem:  # noqa: BLE001 - the failure itself must still be reported
        log.critical("%s failed (%s), and that could not be noted (%s).", sender.name, kind_of(exception), kind_of(problem))


@task_success.connect
def settle_failure(sender: Task, **kwargs: object) -> None:
    if not getattr(sender, "is_noted", True):
        return
    from config.failures import settle  # its models are there only once the apps are loaded

    settle(sender.name, sender.request.args or ())

"""Celery: ids only, JSON only, no results kept. What runs when stands in config.schedule."""

import os

from celery import Celery, Task
from celery.signals import setup_logging, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # the settings' name must stand first

from config.schedule import AT_START, BEAT


class ScopedTask(Task):
    """Keys unwrapped by a task live until its end, no longer."""

    def __call__(self, *args: object, **kwargs: object) -> object:
        from vault.keys import key_scope  # its models are there only once the apps are loaded

        with key_scope():
            return super().__call__(*args, **kwargs)


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
    broker_transport_options={"visibility_timeout": 4 * 3600},
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
)
app.autodiscover_tasks()


@worker_ready.connect
def begin(**kwargs: object) -> None:
    """A machine that was off makes up for what it missed."""
    for name in AT_START:
        app.send_task(name)

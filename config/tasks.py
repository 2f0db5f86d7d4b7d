"""The worker's sign of life."""

from celery import shared_task

from config import health
from vault import lock


@shared_task(name="config.tasks.beat_heart", expires=30, is_noted=False, max_retries=0)
@lock.nothing(because="it asks the queue alone")
def beat_heart() -> None:
    """Beat sent it, the queue carried it, a worker ran it: all three are alive."""
    health.beat_heart()

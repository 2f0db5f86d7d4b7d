"""The worker's sign of life."""

from celery import shared_task

from config import health


@shared_task(name="config.tasks.beat_heart", expires=30, is_noted=False, max_retries=0)
def beat_heart() -> None:
    """Beat sent it, the queue carried it, a worker ran it: all three are alive."""
    health.beat_heart()

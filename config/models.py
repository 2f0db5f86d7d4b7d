"""What the roof keeps: tasks that failed."""

from django.db import models
from django.db.models import Q

from vault.identity import uuid7


class FailedTask(models.Model):
    """A task that failed although it was tried again; open until the same task succeeds.

    Holds the task's name, the ids it was sent with and the kind of the problem, never a message: that may hold content.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    task = models.CharField(max_length=100)
    ids = models.CharField(max_length=400, blank=True)
    problem = models.CharField(max_length=120)
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-last_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "ids"], condition=Q(settled_at__isnull=True), name="one_open_failure_of_a_task"),
        ]

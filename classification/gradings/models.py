"""What follows a decision: the notice to everyone concerned, and its receipt."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from vault.history import Remembered
from vault.identity import uuid7


class GradingNotice(Remembered):
    """Tells one person of a change or declassification (变更、解密通知); acknowledged by that person alone (已阅). Basis: BM 23, BMT 21."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    grading = models.ForeignKey("classification.Grading", models.PROTECT, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "classification"
        ordering = ["sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["grading", "person"], name="one_notice_per_person_and_decision")]
        indexes = [models.Index(fields=["person"], condition=models.Q(acknowledged_at__isnull=True), name="notices_not_acknowledged")]

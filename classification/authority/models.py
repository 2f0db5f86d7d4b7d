"""Limits of grading authorities."""

from django.conf import settings
from django.db import models

from vault.history import Remembered
from vault.identity import uuid7


class GradingLimit(Remembered):
    """The highest level a grading authority (定密责任人) decides; for which units says the appointment. Without one only clearance limits.

    In the level's scheme by rank, in schemes without a limit of their own by the mapping. A lifted limit ends, it is not deleted.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grading_limits")
    scheme = models.ForeignKey("classification.Scheme", models.PROTECT, related_name="+")
    level = models.ForeignKey("classification.SecrecyLevel", models.PROTECT, related_name="+")
    since = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        app_label = "classification"
        ordering = ["scheme__position", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scheme"], condition=models.Q(ended_on__isnull=True), name="one_limit_per_authority_and_scheme"
            )
        ]

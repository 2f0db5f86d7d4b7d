"""From where records of a level are shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vault.history import Remembered
from vault.identity import uuid7


class AddressRange(Remembered):
    """A network from which records of a level, and those above it, are shown; a level without any is shown from everywhere.

    Basis: REQUIREMENTS P11.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.ForeignKey("classification.SecrecyLevel", models.PROTECT, related_name="ranges")
    network = models.CharField(_("network"), max_length=43)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["level__rank", "network"]
        constraints = [
            models.UniqueConstraint(fields=["level", "network"], condition=models.Q(ended_on__isnull=True), name="one_range_once")
        ]

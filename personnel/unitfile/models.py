"""Rewards of units."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.file.models import CATEGORIES, EntryKind
from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7

REWARDS = [(category.value, category.label) for category in CATEGORIES[EntryKind.REWARD]]


class UnitReward(Remembered):
    """A unit is commended, given a certificate or something of value (通报表扬、证书、物质奖励); what for is sealed by a key of its own."""

    trail_noun = _("Reward of a unit")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("personnel.Unit", models.PROTECT, related_name="rewards")
    category = models.CharField(max_length=12, choices=REWARDS)
    awarded_on = models.DateField()
    ground = SealedTextField(dossier="id")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-awarded_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(category__in=[code for code, _label in REWARDS]), name="a_unit_is_rewarded_in_one_of_three_ways"
            ),
        ]

"""The opening of an account, and the two halves of its code."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.history import Remembered
from vault.identity import uuid7


class Half(models.TextChoices):
    """Which administrator hands it out."""

    FIRST = "first", _("First half, from the system administrator")
    SECOND = "second", _("Second half, from the security administrator")


class Activation(Remembered):
    """An account waits for its owner to choose a password (账号激活): at first, and again when a password is lost.

    Only keyed digests of the halves are kept; each half is shown once, to the administrator who hands it out. Basis: DOMAIN §4.2.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="activations")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    first = models.CharField(max_length=64, blank=True)
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second = models.CharField(max_length=64, blank=True)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    unremembered = ("first", "second")

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at__isnull=True), name="one_open_activation_per_person"),
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | Q(second_by__isnull=True) | ~Q(first_by=F("second_by")),
                name="nobody_hands_out_both_halves",
            ),
            models.CheckConstraint(
                condition=~(Q(first_by=F("person")) | Q(second_by=F("person"))), name="nobody_hands_out_a_half_for_themself"
            ),
        ]

    def given(self, half: str) -> bool:
        return bool(getattr(self, half))

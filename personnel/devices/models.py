"""A workstation of one person, known by a token that lies in its browser."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.history import Remembered
from vault.identity import uuid7


class State(models.TextChoices):
    REQUESTED = "requested", _("Waits to be enrolled")
    ENROLLED = "enrolled", _("Enrolled")
    REFUSED = "refused", _("Not enrolled")
    REVOKED = "revoked", _("Revoked")


class Device(Remembered):
    """An enrolled device (登记终端). Of the token only a digest is kept; `level` is a code of the schemes above this app.

    Records above the level are not shown on it. Basis: REQUIREMENTS P3.
    """

    trail_noun = _("Device")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="devices")
    name = models.CharField(_("name"), max_length=60)
    token = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.REQUESTED)
    level = models.SlugField(blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    unremembered = ("token",)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")), name="nobody_enrols_their_own_device"
            ),
            models.CheckConstraint(
                condition=~Q(state="enrolled") | (Q(decided_at__isnull=False) & ~Q(level="")), name="an_enrolled_device_has_a_level"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(state="requested"), name="one_waiting_device_per_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("personnel:device", args=[self.pk])

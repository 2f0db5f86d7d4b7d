"""What was published to everybody or to units, and who has read it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.history import Remembered
from vault.identity import uuid7


class Kind(models.TextChoices):
    NOTICE = "notice", _("Reminder")
    CASE = "case", _("Case to learn from")


_BOTH_OR_NEITHER = Q(withdrawn_by=None, withdrawn_at=None) | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False)


class Bulletin(Remembered):
    """A reminder or a case (保密提醒、案例). It is not changed once published; what is wrong is withdrawn, with what was read on record.

    `units`: to which units (none: to everybody), `within`: with those below them. `reminded_at`: who has not read it was last reminded.
    """

    trail_noun = _("Notice or case")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"))
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    units = models.ManyToManyField("personnel.Unit", blank=True, related_name="+")
    within = models.BooleanField(default=True)
    reminded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=_BOTH_OR_NEITHER, name="a_withdrawn_bulletin_names_who"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """What the trail calls it."""
        return f"XC-{timezone.localdate(self.published_at):%Y%m%d}-{self.pk.hex[-6:].upper()}"

    def get_absolute_url(self) -> str:
        return reverse("bulletins:bulletin", args=[self.pk])


class BulletinReceipt(Remembered):
    """Somebody has read it and says so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bulletin = models.ForeignKey(Bulletin, models.PROTECT, related_name="receipts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="bulletin_receipts")
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-read_at"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "person"], name="one_receipt_per_bulletin_and_person")]

"""Background checks, the pledge with its versions, and which of them are demanded."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class Demand(models.TextChoices):
    """What the gate can ask for."""

    CHECK = "check", _("Background check")
    TRAINING = "training", _("Training")
    PLEDGE = "pledge", _("Confidentiality pledge")
    AGREEMENT = "agreement", _("Agreement of the partner firm")


class GateCondition(Remembered):
    """Whether something is demanded in this house; off until the security administrator turns it on, but for the agreement of firms."""

    demand = models.CharField(max_length=12, primary_key=True, choices=Demand.choices)
    on = models.BooleanField(default=False)


class BackgroundCheck(Remembered):
    """A background check (审查) before a secret post or during it. Its reasons are sealed by the person's own record key."""

    class Kind(models.TextChoices):
        BEFORE = "before", _("Before the post")
        AGAIN = "again", _("Regular re-check")
        SPECIAL = "special", _("For a special reason")

    class Result(models.TextChoices):
        PASSED = "passed", _("Passed")
        FAILED = "failed", _("Not passed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="checks")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    checked_on = models.DateField(_("checked on"))
    result = models.CharField(_("result"), max_length=8, choices=Result.choices)
    valid_until = models.DateField(_("valid until"))
    reasons = SealedTextField(_("reasons"), dossier="person_id")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-checked_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(valid_until__gte=models.F("checked_on")), name="a_check_is_valid_after_it_was_made"),
            models.CheckConstraint(
                condition=models.Q(recorded_by__isnull=True) | ~models.Q(recorded_by=models.F("person")),
                name="nobody_records_their_own_check",
            ),
        ]


class Text(models.TextChoices):
    """Which legal texts are kept in versions."""

    DUTY = "duty", _("Confidentiality pledge")
    LEAVING = "leaving", _("Leaving pledge")
    PARTNER = "partner", _("Confidentiality agreement")


class PledgeText(Remembered):
    """One version of 《信访信息保密责任书》, 《离职保密承诺书》 or 《保密协议》. Never changed: the next one takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=Text.choices, default=Text.DUTY)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=60)
    body = models.TextField(_("text"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_text_of_each_version")]

    def __str__(self) -> str:
        return self.title


class Pledge(Remembered):
    """A pledge as somebody signed it: `payload` holds what was read, `payload_hash` binds it. Basis: REQUIREMENTS H3, DOMAIN §5.8."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pledges")
    text = models.ForeignKey(PledgeText, models.PROTECT, related_name="+")
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=64)
    signed_on = models.DateField(_("signed"))
    signed_at = models.DateTimeField(default=timezone.now)
    until = models.DateField(_("until"))

    class Meta:
        ordering = ["-signed_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("signed_on")), name="a_pledge_ends_after_it_was_signed"),
        ]

    @property
    def number(self) -> str:
        """What a printed copy is called."""
        return f"ZR-{self.signed_on:%Y%m%d}-{self.pk.hex[-6:].upper()}"

    def get_absolute_url(self) -> str:
        return reverse("gate:signed", args=[self.pk])

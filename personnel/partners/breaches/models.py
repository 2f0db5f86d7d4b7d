"""A breach with the measure that is asked for, decided by the leader in charge."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.file.models import CATEGORIES, EntryKind, WithLoss
from vault.fields import SealedTextField
from vault.identity import uuid7

KINDS = [(category.value, category.label) for category in CATEGORIES[EntryKind.VIOLATION]]


class Measure(models.TextChoices):
    DEDUCTION = "deduction", _("Deduction from the price")
    TERMINATION = "termination", _("Termination of the agreement")
    COMPENSATION = "compensation", _("Compensation of the loss")


WITH_AMOUNT = (Measure.DEDUCTION, Measure.COMPENSATION)
_WITH = Q(measure__in=WITH_AMOUNT, amount__isnull=False, amount__gt=0)


class Breach(WithLoss):
    """A breach of the agreement (违约). `account`: what happened, sealed by the firm's record key; `amount`: yuan.

    `proposal`: where the leader in charge decides; what they decide takes effect there. Refused, another measure is proposed for the same
    breach; the history keeps which measure each proposal asked for.
    """

    trail_noun = _("Breach")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey("personnel.Partner", models.PROTECT, related_name="breaches")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=12, choices=KINDS)
    happened_on = models.DateField()
    account = SealedTextField(dossier="partner_id")
    measure = models.CharField(max_length=12, choices=Measure.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    proposal = models.OneToOneField("personnel.Proposal", models.PROTECT, null=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    objection = SealedTextField(dossier="partner_id")
    objected_on = models.DateField(null=True)
    answer = SealedTextField(dossier="partner_id")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-happened_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=_WITH | Q(measure=Measure.TERMINATION, amount__isnull=True),
                name="a_deduction_or_compensation_has_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(objected_on__isnull=False), name="only_an_objection_is_answered"
            ),
            *WithLoss.Meta.constraints,
        ]

    @property
    def number(self) -> str:
        """What the trail calls it."""
        return f"WY-{timezone.localdate(self.recorded_at):%Y%m%d}-{self.pk.hex[-6:].upper()}"

"""A partner firm, its agreements, its people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class Partner(Remembered):
    """A firm that works for the house (合作单位). `unit` answers for it; its record key seals what its agreements name.

    `code`: its unified social credit code, where it has one.
    """

    trail_noun = _("Partner firm")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=80, unique=True)
    code = models.CharField(_("registration code"), max_length=18, blank=True)
    unit = models.ForeignKey("personnel.Unit", models.PROTECT, related_name="+")
    units = models.ManyToManyField("personnel.Unit", related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_firm_of_each_registration_code"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def number(self) -> str:
        """What the trail calls it."""
        return f"HZ-{timezone.localdate(self.entered_at):%Y%m%d}-{self.pk.hex[-6:].upper()}"

    def get_absolute_url(self) -> str:
        return reverse("partners:partner", args=[self.pk])


class State(models.TextChoices):
    DRAFT = "draft", _("Not signed yet")
    SIGNED = "signed", _("Signed for both sides")
    ENDED = "ended", _("Ended early")
    DISCARDED = "discarded", _("Discarded")


class Agreement(Remembered):
    """《保密协议》 with a firm: `payload` is what both sides sign, `payload_hash` binds it. Basis: REQUIREMENTS H3, DOMAIN §5.4.

    `contact`: the firm's named security contact; `responsible`: who answers for it here. The firm signs on paper (`signatory`,
    `firm_signed_on`), the leader in charge here. `ended_on`: the first day on which it no longer holds. Free text is sealed by
    the firm's record key.
    """

    trail_noun = _("Confidentiality agreement")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="agreements")
    text = models.ForeignKey("personnel.PledgeText", models.PROTECT, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    contact = SealedTextField(dossier="partner_id")
    contact_phone = SealedTextField(dossier="partner_id")
    liability = SealedTextField(dossier="partner_id")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    signatory = SealedTextField(dossier="partner_id")
    firm_signed_on = models.DateField(null=True)
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        ordering = ["-since", "-drafted_at"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="an_agreement_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "ended"])
                | Q(firm_signed_on__isnull=False, signed_by__isnull=False, signed_at__isnull=False),
                name="a_signed_agreement_names_both_sides",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("drafted_by")),
                name="an_agreement_is_signed_by_someone_else",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | (~Q(state="ended") & Q(ended_on__isnull=True)),
                name="an_ended_agreement_names_the_day",
            ),
        ]

    @property
    def number(self) -> str:
        """What a printed copy is called."""
        return f"XY-{timezone.localdate(self.drafted_at):%Y%m%d}-{self.pk.hex[-6:].upper()}"

    def get_absolute_url(self) -> str:
        return reverse("partners:agreement", args=[self.pk])


class Membership(Remembered):
    """Somebody belongs to a firm: while they do, the firm's agreement is a condition of their access."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey(Partner, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True)

    class Meta:
        ordering = ["person__username"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until__isnull=True), name="one_firm_per_person"),
            models.CheckConstraint(condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="a_membership_ends_after_it_begins"),
        ]

"""The end of a cooperation, what was handed back, what was written off."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class Ground(models.TextChoices):
    DONE = "done", _("The work is done")
    NOT_RENEWED = "not_renewed", _("The agreement is not renewed")
    TERMINATED = "terminated", _("Termination after a breach")


class State(models.TextChoices):
    OPEN = "open", _("Under way")
    FINISHED = "finished", _("Finished")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Ending(Remembered):
    """The end of the cooperation with a firm (合作终止). Finished, its agreements no longer hold. The firm's key seals the reason."""

    trail_noun = _("End of a cooperation")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey("personnel.Partner", models.PROTECT, related_name="endings")
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices)
    reason = SealedTextField(dossier="partner_id")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partner"], condition=Q(state="open"), name="one_open_end_per_firm"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="a_closed_end_says_when",
            ),
        ]

    @property
    def number(self) -> str:
        """What the closing statement is called."""
        return f"ZZ-{timezone.localdate(self.opened_at):%Y%m%d}-{self.pk.hex[-6:].upper()}"

    def get_absolute_url(self) -> str:
        return reverse("partners:ending", args=[self.pk])


class Proof(models.TextChoices):
    RETURNED = "returned", _("Returned")
    DESTROYED = "destroyed", _("Destroyed by the firm")
    NOTHING = "nothing", _("Nothing had been handed out")


class HandBack(Remembered):
    """Proof of return or destruction (返还、销毁证明): who handed over what, on which receipt or certificate."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ending = models.ForeignKey(Ending, models.PROTECT, related_name="hand_backs")
    partner = models.ForeignKey("personnel.Partner", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Proof.choices)
    on = models.DateField()
    what = SealedTextField(dossier="partner_id")
    handed_by = SealedTextField(dossier="partner_id")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["on", "recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind="nothing") | ~Q(reference=""), name="a_proof_names_its_receipt_or_certificate"),
        ]


class FirmWriteOff(Remembered):
    """One thing somebody of the firm did not give back, written off: proposed with a reason, confirmed by a leader, in `proposal`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ending = models.ForeignKey(Ending, models.PROTECT, related_name="write_offs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    source = models.SlugField(max_length=24)
    key = models.CharField(max_length=64)
    proposal = models.OneToOneField("personnel.Proposal", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ending", "person", "source", "key"], name="a_thing_of_a_firm_is_written_off_once"),
        ]

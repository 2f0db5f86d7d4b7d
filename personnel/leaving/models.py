"""A departure, what was written off in it, the pledge that was signed, and how long each level cools off."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class Ground(models.TextChoices):
    RESIGNED = "resigned", _("Resignation")
    TRANSFERRED = "transferred", _("Transfer to another organisation")
    RETIRED = "retired", _("Retirement")
    ENDED = "ended", _("End of the contract")
    DISMISSED = "dismissed", _("Dismissal")


class State(models.TextChoices):
    OPEN = "open", _("Under way")
    FINISHED = "finished", _("Finished")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Departure(Remembered):
    """Somebody leaves (离岗离职). Access ends at `ends_at` whatever is still open; finished it is when nothing is.

    `unit`, `of_a_head` and `of_a_leader` hold what the person was when it was opened: offices end with access. `ended_at`: when it did.
    `code`: of the level whose cooling-off (脱密期) runs to `cools_until`. Free text is sealed by the person's own record key.
    """

    trail_noun = _("Departure")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="departures")
    unit = models.ForeignKey("personnel.Unit", models.PROTECT, null=True, related_name="+")
    of_a_head = models.BooleanField(default=False)
    of_a_leader = models.BooleanField(default=False)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices)
    reason = SealedTextField(_("reason"), dossier="person_id")
    ends_at = models.DateTimeField(_("access ends"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    talk_on = models.DateField(_("reminder talk"), null=True)
    talk_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    conclusion = SealedTextField(_("conclusion"), dossier="person_id")
    ended_at = models.DateTimeField(null=True)
    code = models.SlugField(blank=True)
    cools_until = models.DateField(_("cooling-off until"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    withdrawal = SealedTextField(dossier="person_id")

    class Meta:
        ordering = ["-ends_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="open"), name="one_open_departure_per_person"),
            models.CheckConstraint(condition=~Q(opened_by=F("person")), name="nobody_opens_their_own_departure"),
            models.CheckConstraint(
                condition=Q(talk_by__isnull=True) | ~Q(talk_by=F("person")), name="nobody_holds_the_reminder_talk_with_themself"
            ),
            models.CheckConstraint(
                condition=~Q(state="finished") | Q(ended_at__isnull=False, talk_on__isnull=False, closed_at__isnull=False),
                name="a_finished_departure_has_ended_access_after_a_talk",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(ended_at__isnull=True, closed_at__isnull=False),
                name="access_that_ended_is_not_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], condition=Q(state="open", ended_at=None), name="departure_due")]

    def get_absolute_url(self) -> str:
        return reverse("leaving:departure", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        """Whether access is over."""
        return self.ended_at is not None


class WriteOff(Remembered):
    """One thing that stood in the way and was written off (核销): proposed with a reason, confirmed by a leader, both in `proposal`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    departure = models.ForeignKey(Departure, models.PROTECT, related_name="write_offs")
    source = models.SlugField(max_length=24)
    key = models.CharField(max_length=64)
    proposal = models.OneToOneField("personnel.Proposal", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["departure", "source", "key"], name="a_thing_is_written_off_once")]


class LeavingPledge(Remembered):
    """《离职保密承诺书》 as it was signed: `payload` is what was read, `payload_hash` binds it and the ciphertext of what was filled in.

    Basis: REQUIREMENTS H4, DOMAIN §5.8.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    departure = models.OneToOneField(Departure, models.PROTECT, related_name="pledge")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.ForeignKey("personnel.PledgeText", models.PROTECT, related_name="+")
    payload = models.JSONField()
    payload_hash = models.CharField(max_length=64)
    address = SealedTextField(dossier="person_id")
    id_number = SealedTextField(dossier="person_id")
    contact = SealedTextField(dossier="person_id")
    destination = SealedTextField(dossier="person_id")
    signed_at = models.DateTimeField(default=timezone.now)

    @property
    def number(self) -> str:
        """What a printed copy is called."""
        return f"LZ-{timezone.localdate(self.signed_at):%Y%m%d}-{self.pk.hex[-6:].upper()}"


class CoolingOff(Remembered):
    """How many months somebody cleared for a level cools off after leaving; 0: not at all. A change is for departures to come."""

    code = models.SlugField(primary_key=True)
    months = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(months__lte=120), name="nobody_cools_off_for_more_than_ten_years")]

"""Slips that need several signatures, and the signatures."""

import hashlib
import json
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.steps import Step
from personnel.models import Unit
from vault.history import Remembered
from vault.identity import uuid7


class Status(models.TextChoices):
    """States every slip shares. What follows APPROVED belongs to the slip's own kind."""

    FILED = "filed", _("Waiting for the first signature")
    HALF_APPROVED = "half_approved", _("Waiting for the next signature")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Lapsed")


OPEN = (Status.FILED, Status.HALF_APPROVED)

NEXT: dict[str, set[str]] = {
    Status.FILED: {Status.HALF_APPROVED, Status.REFUSED, Status.WITHDRAWN, Status.LAPSED},
    Status.HALF_APPROVED: {Status.HALF_APPROVED, Status.APPROVED, Status.REFUSED, Status.WITHDRAWN, Status.LAPSED},
    Status.APPROVED: {Status.WITHDRAWN, Status.LAPSED},
}


class ForbiddenMove(Exception):
    """A move that the state map does not name: a defect in the calling action."""


class Slip(Remembered):
    """A slip (单) on which one person asks and at least two others sign.

    Its free text is sealed by a record key of its own (the slip's id), so that destroying a petition
    leaves its slips readable. `steps` is the policy's list at filing, `payload_hash` what is signed.
    """

    NEXT: dict[str, set[str]] = NEXT
    number_prefix = ""
    kind_name: object = ""  # as lists of several kinds say it
    listed_with: tuple[str, ...] = ()  # relations that a list reads with the slip, to show its mark
    trail_noun = ""
    seats: tuple[str, ...] = ()  # columns that name whoever is on it besides applicant and signers
    shown_to: dict[str, tuple[str, ...]] = {}  # offices that see the slips of every unit: in these states, or in any
    for_applicant = False  # whether it serves the applicant alone, and has no sense once they have left
    counted: int | None = None  # signatures, where a list has counted them for all its slips

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True)
    status = models.CharField(_("state"), max_length=16, default=Status.FILED)
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    applicant_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owning_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(default=timezone.now)
    approved_at = models.DateTimeField(null=True)
    steps = models.JSONField()
    payload_hash = models.CharField(max_length=64)

    class Meta:
        abstract = True
        ordering = ["-filed_at"]

    def __str__(self) -> str:
        return self.number

    def payload(self) -> dict:
        """What the signers bind themselves to: numbers, levels, days, pages and ciphertext hashes, never content."""
        raise TypeError(f"{type(self).__name__} must say what is signed")

    @classmethod
    def records_of(cls, slips: "list[Slip]") -> dict[UUID, set[UUID]]:
        """Ids of the records each of these slips is about; asked for walls."""
        return {}

    def canonical_hash(self) -> str:
        """SHA-256 (hex) of the canonical payload as it stands now."""
        content = json.dumps(self.payload(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(content.encode()).hexdigest()

    def move_to(self, status: str, *, by, **facts) -> None:
        """The one way a slip changes state: only along NEXT, together with the facts that carry it."""
        if status not in self.NEXT.get(self.status, ()):
            raise ForbiddenMove(f"{self.number}: {self.status} -> {status}")
        self.status = status
        for name, value in facts.items():
            setattr(self, name, value)
        self.keep(by=by)

    @property
    def signatures(self):
        return Signature.objects.filter(slip_id=self.pk).select_related("signer").order_by("step")

    @property
    def open_step(self) -> int | None:
        """Index of the step that waits for a signature, None where none does. Lists count the signatures beforehand."""
        done = self.signatures.count() if self.counted is None else self.counted
        return done if self.status in OPEN and done < len(self.steps) else None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def filed_on(self) -> date:
        return timezone.localdate(self.filed_at)


class Signature(models.Model):
    """One signature on one step: who, in which office, when, over which payload. Never changed, never removed."""

    only_grows = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slip_id = models.UUIDField()
    slip_kind = models.CharField(max_length=40)
    step = models.PositiveSmallIntegerField()
    step_code = models.CharField(max_length=32, choices=Step.choices)
    applicant = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.CharField(max_length=200)
    payload_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slip_id", "step"], name="one_signature_per_step"),
            models.UniqueConstraint(fields=["slip_id", "signer"], name="one_signature_per_person_and_slip"),
            models.CheckConstraint(condition=~models.Q(signer=models.F("applicant")), name="nobody_signs_their_own_slip"),
        ]


class SlipNumber(models.Model):
    """The last number given in a series and year. Locked while a number is taken, so no gap and no twin."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="one_counter_per_series_and_year")]


class Making(models.TextChoices):
    """How far a document made by the worker is."""

    ASKED = "asked", _("Waiting for the worker")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class MadeDocument(models.Model):
    """A document that one person asked for and the worker makes; it goes after a day. Sealed by a key of its own (its id).

    `subject_id` and `number`: what it is about. `code`: of the copy. `heard_at`: when something last happened.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    number = models.CharField(max_length=20)
    suffix = models.CharField(max_length=8)
    language = models.CharField(max_length=10)
    address = models.CharField(max_length=300)
    code = models.CharField(max_length=8)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    state = models.CharField(max_length=8, choices=Making.choices, default=Making.ASKED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField(default=timezone.now)
    problem = models.CharField(max_length=20, blank=True)
    depth = models.CharField(max_length=100, blank=True)  # how much of it its reader saw when it was made
    file_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=Making.values), name="a_made_document_is_in_a_known_state"),
            models.CheckConstraint(condition=~models.Q(state="ready") | models.Q(file_id__isnull=False), name="ready_means_a_file"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.pk])

    @property
    def reader(self) -> str:
        return f"{self.asked_by.name} {self.asked_by.username}"

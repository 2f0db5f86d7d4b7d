"""The petition (信访事项), who brought it, notes on the case."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from classification.models import GradedRecord, Mark
from personnel.models import Unit
from petitions.attachments.kinds import Kind
from petitions.choices import NEXT, TONES, Category, Channel, InformationCategory, Result, Status
from petitions.importing.models import ImportedPetition, ImportRun, RejectedRow  # noqa: F401 - Django looks for models here
from petitions.openings.models import Opening  # noqa: F401 - and here
from vault.fields import SealedTextField
from vault.history import Remembered, bulk_change
from vault.identity import uuid7


class ForbiddenMove(Exception):
    """A move that the state map does not name: a defect in the calling action."""


class Petition(Remembered):
    """A petition (信访事项). It is its dossier: primary key and record key are the graded record's.

    The number's series and year are those of its registration and never change, whatever is corrected later.
    """

    locked_by_unit = True
    is_locked = False  # read under its lock: what was worked out before about who sees it is asked anew

    record = models.OneToOneField(GradedRecord, models.PROTECT, primary_key=True, related_name="petition")
    number = models.CharField(_("number"), max_length=20, unique=True)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.REGISTERED)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    received_on = models.DateField(_("received"))
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    information_category = models.CharField(_("information"), max_length=8, choices=InformationCategory.choices)
    subject = SealedTextField(_("subject"), dossier="record_id")
    body = SealedTextField(_("text"), dossier="record_id")
    extra = SealedTextField(_("further columns"), dossier="record_id")  # JSON: columns of an import nobody mapped
    handling_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handling officer")
    )
    handling_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handling unit"))
    assigned_at = models.DateTimeField(null=True)
    result = models.CharField(_("result"), max_length=16, choices=Result.choices, blank=True)
    reply = SealedTextField(_("reply"), dossier="record_id")
    closed_on = models.DateField(_("closed on"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("registered by"))
    registered_at = models.DateTimeField(_("registered on"), default=timezone.now)
    source = models.CharField(_("source"), max_length=80, blank=True)
    source_number = models.CharField(_("number at the source"), max_length=80, blank=True)
    repeat_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats", verbose_name=_("repeat of"))

    class Meta:
        ordering = ["-registered_at", "-number"]
        indexes = [
            models.Index(fields=["status", "-registered_at"], name="petition_by_status"),
            models.Index(fields=["received_on"], name="petition_by_received"),
            models.Index(fields=["handling_officer", "status"], name="petition_by_officer"),
            models.Index(fields=["source_number"], name="petition_by_source_number"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="a_petition_is_in_a_known_state"),
            models.CheckConstraint(
                condition=~models.Q(status="in_hand")
                | models.Q(handling_officer__isnull=False, handling_unit__isnull=False, assigned_at__isnull=False),
                name="a_petition_in_hand_names_who_handles_it",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="closed") | (models.Q(closed_on__isnull=False, closed_by__isnull=False) & ~models.Q(result="")),
                name="a_closed_petition_has_a_result_a_day_and_a_name",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["closed", "destroyed"])
                | models.Q(closed_on__isnull=True, closed_by__isnull=True, result=""),
                name="an_open_petition_is_not_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("received_on")),
                name="a_petition_is_closed_after_it_came_in",
            ),
            models.CheckConstraint(
                condition=models.Q(repeat_of__isnull=True) | ~models.Q(repeat_of=models.F("record")),
                name="a_petition_does_not_repeat_itself",
            ),
            models.UniqueConstraint(
                fields=["source", "source_number"],
                condition=~models.Q(source="") & ~models.Q(status="withdrawn"),
                name="one_petition_per_source_and_number",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("petitions:petition", args=[self.pk])

    @property
    def mark(self) -> Mark:
        return self.record.mark

    @property
    def tone(self) -> str:
        """How the state looks beside its word."""
        return TONES[self.status]

    @property
    def is_destroyed(self) -> bool:
        return self.status == Status.DESTROYED

    @property
    def is_open(self) -> bool:
        return self.status in (Status.REGISTERED, Status.IN_HAND)

    def registered_on(self) -> date:
        return timezone.localdate(self.registered_at)

    def move_to(self, status: str, *, by, **facts) -> None:
        """The one way (with `move_all`) a petition changes state: only along NEXT, together with the facts that carry it."""
        self._demand_move(status)
        self.status = status
        for name, value in facts.items():
            setattr(self, name, value)
        self.keep(by=by)

    @classmethod
    def move_all(cls, petitions: "list[Petition]", status: str, *, by) -> None:
        """As `move_to`, for many at once that need no facts for it."""
        for petition in petitions:
            petition._demand_move(status)
        bulk_change(petitions, by=by, status=status)

    def _demand_move(self, status: str) -> None:
        if status not in NEXT.get(self.status, ()):
            raise ForbiddenMove(f"{self.number}: {self.status} -> {status}")


class Petitioner(Remembered):
    """Who brought it (信访人). Anonymous: no name. Sealed by the petition's record key."""

    locked_by_unit = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="petitioners")
    position = models.PositiveSmallIntegerField(default=1)
    name = SealedTextField(_("name"), dossier="petition_id")
    id_number = SealedTextField(_("ID number"), dossier="petition_id")
    phone = SealedTextField(_("phone"), dossier="petition_id")
    phone_normalised = SealedTextField(dossier="petition_id")
    address = SealedTextField(_("address"), dossier="petition_id")

    class Meta:
        ordering = ["petition", "position"]
        constraints = [models.UniqueConstraint(fields=["petition", "position"], name="one_petitioner_per_position")]


class Note(Remembered):
    """A note on the case (办理记录), part of its content."""

    locked_by_unit = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="notes")
    text = SealedTextField(_("note"), dossier="petition_id")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "id"]


class Attachment(Remembered):
    """A file of the petition, or of one note on it (附件); part of its content, sealed by its record key.

    The file itself is `vault.files`' and stays until the petition is destroyed, also when the attachment is removed.
    """

    locked_by_unit = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    petition = models.ForeignKey(Petition, models.PROTECT, related_name="attachments")
    note = models.ForeignKey(Note, models.PROTECT, null=True, related_name="attachments")
    file = models.UUIDField(unique=True)
    name = SealedTextField(_("name"), dossier="petition_id")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    size = models.BigIntegerField(_("size"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("removed by"))
    removed_at = models.DateTimeField(_("removed on"), null=True)
    removal_reason = SealedTextField(_("reason"), dossier="petition_id")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_by__isnull=True, removal_reason__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False, removal_reason__isnull=False),
                name="a_removed_attachment_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


class Rendering(models.Model):
    """How far the pictures of an attachment's pages are made. Derived: it can be made again, so it has no history."""

    class State(models.TextChoices):
        WAITING = "waiting", _("The pages are being prepared.")
        READY = "ready", _("All pages can be viewed.")
        CUT = "cut", _("Only the first pages can be viewed here; the whole file can be downloaded.")
        LOCKED = "locked", _("The file is protected by a password and cannot be viewed here; it can be downloaded.")
        BROKEN = "broken", _("The file is damaged and cannot be viewed here; it can be downloaded.")
        TOO_BIG = "too_big", _("The pages are too large to be viewed here; the file can be downloaded.")
        FAILED = "failed", _("The pages could not be prepared; the file can be downloaded.")

    attachment = models.OneToOneField(Attachment, models.PROTECT, primary_key=True, related_name="rendering")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    pages = models.PositiveIntegerField(default=0)  # of the file; fewer may have been made
    attempts = models.PositiveSmallIntegerField(default=0)  # since the last page that was made


class RenderedPage(models.Model):
    """The picture of one page: a sealed file of its own."""

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="rendered")
    number = models.PositiveSmallIntegerField()
    file = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attachment", "number"], name="one_picture_per_page")]


class SearchTicket(models.Model):
    """What somebody searched for, so that the address carries only an opaque token. Sealed by the searcher's own key."""

    token = models.UUIDField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    terms = SealedTextField(dossier="person_id")
    at = models.DateTimeField(default=timezone.now, db_index=True)


class Submission(models.Model):
    """A form that was sent, and what came of it: sent again, it does nothing more. Holds no content. Basis: THREATS T69."""

    token = models.UUIDField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    petition = models.ForeignKey(Petition, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

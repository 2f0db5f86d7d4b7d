"""The audit trail (审计日志): entries, the leaves that number them, the checkpoints that seal them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail import events
from audit.trail.wording import worded
from vault.fields import SealedTextField
from vault.identity import uuid7

WRITTEN_AT = "written_at"  # fact of an entry whose moment was told: when it was really written


class Result(models.TextChoices):
    DONE = "done", _("Done")
    DENIED = "denied", _("Denied")
    FAILED = "failed", _("Failed")


class Circle(models.TextChoices):
    """Whose entry it is; decides who may read it (CONTRACT: who reads which part of the trail)."""

    BUSINESS = "business", _("Business")
    AUDITORS = "auditors", _("Auditors")
    ADMINISTRATORS = "administrators", _("Administrators")
    SYSTEM = "system", _("System")
    UNKNOWN = "unknown", _("Unknown")


class Entry(models.Model):
    """One line that nobody can take back: who, office, device, when, what, which record, result, reason code.

    Never content. Free text is sealed by the dossier's key. Basis: REQUIREMENTS S1.
    """

    only_grows = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    office = models.CharField(max_length=200, blank=True)
    circle = models.CharField(max_length=20, choices=Circle.choices)
    device = models.CharField(max_length=64, blank=True)
    event = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=events.Kind.choices)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField(null=True)
    result = models.CharField(max_length=8, choices=Result.choices)
    reason = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    text = SealedTextField()
    seal = models.BinaryField()
    # Set by the database: which transaction wrote it, so that sealing knows when nothing earlier can still appear.
    xid = models.BigIntegerField(
        db_default=Cast(
            Cast(models.Func(function="pg_current_xact_id", output_field=models.TextField()), models.TextField()),
            models.BigIntegerField(),
        ),
        editable=False,
    )

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["at"], name="entry_by_time"),
            models.Index(fields=["xid"], name="entry_by_transaction"),
            models.Index(fields=["dossier_id", "at"], name="entry_by_dossier"),
            models.Index(fields=["subject_id", "at"], name="entry_by_subject"),
            models.Index(fields=["actor", "at"], name="entry_by_actor"),
            models.Index(fields=["circle", "at"], name="entry_by_circle"),
            models.Index(fields=["kind", "at"], name="entry_by_kind"),
        ]

    @property
    def sentence(self) -> str:
        """What happened, worded for the reader."""
        event = events.by_code(self.event)
        if event is None:
            return self.event
        sentence = str(event.sentence) % {name: worded(name, self.facts.get(name, "–")) for name in event.facts}
        return f"{sentence} {self._told()}" if WRITTEN_AT in self.facts else sentence

    def _told(self) -> str:
        """A moment that was made up says so wherever the entry is read."""
        moment = timezone.localtime(datetime.fromisoformat(self.facts[WRITTEN_AT]))
        return _("(Made up for the demonstration; written at %(moment)s.)") % {"moment": f"{moment:%Y-%m-%d %H:%M}"}


class Leaf(models.Model):
    """The gap-free position of a settled entry, and its digest."""

    only_grows = True

    position = models.BigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    digest = models.BinaryField()


class Checkpoint(models.Model):
    """Seals the leaves up to `size`; chained to the checkpoint before.

    `horizon`: every transaction numbered below it had ended. Such numbers mean something only in the cluster that
    counted them, so `cluster` names it: after a restore elsewhere they begin anew.
    """

    only_grows = True

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    root = models.BinaryField()
    previous = models.BinaryField()
    horizon = models.BigIntegerField()
    cluster = models.CharField(max_length=32)
    seal = models.BinaryField()


class Signature(models.Model):
    """Notes that a checkpoint was signed and lies in the folder outside the database: in which timeline, as which bytes."""

    only_grows = True

    size = models.BigIntegerField(primary_key=True)
    timeline = models.PositiveIntegerField()
    at = models.DateTimeField()
    document = models.BinaryField()

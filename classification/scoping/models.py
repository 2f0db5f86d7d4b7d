"""Requests to widen or to narrow a scope, and who was told what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class ScopeChange(Remembered):
    """Somebody is added to the scope of a graded record until a day, or taken out of it: a request and its decision.

    Names one unit, one working group or one person. `until` is the last day of what is added. The reason is sealed with the record.
    """

    class Kind(models.TextChoices):
        ADDING = "add", _("Add to the scope")
        REMOVAL = "remove", _("Take out of the scope")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for the grading authority")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        LAPSED = "lapsed", _("Lapsed: the grading was decided anew")
        EXPIRED = "expired", _("Lapsed: nobody decided it in time")
        ENDED = "ended", _("Over")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("classification.GradedRecord", models.PROTECT, related_name="scope_changes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("personnel.Unit", models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey("personnel.WorkingGroup", models.PROTECT, null=True, related_name="+")
    until = models.DateField(null=True)
    reason = SealedTextField(dossier="record_id")
    refusal = SealedTextField(dossier="record_id")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "classification"
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, unit__isnull=True, group__isnull=True)
                | Q(person__isnull=True, unit__isnull=False, group__isnull=True)
                | Q(person__isnull=True, unit__isnull=True, group__isnull=False),
                name="a_scope_change_names_one",
            ),
            models.CheckConstraint(condition=Q(kind="remove") | Q(until__isnull=False), name="what_is_added_to_a_scope_has_an_end"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~(Q(decided_by=F("proposer")) | Q(person__isnull=False, decided_by=F("person"))),
                name="a_scope_change_is_decided_by_someone_else",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["granted", "declined", "ended"]) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_scope_change_says_who",
            ),
            models.CheckConstraint(condition=~Q(status="declined") | Q(refusal__isnull=False), name="a_declined_scope_change_says_why"),
            models.UniqueConstraint(fields=["record", "person"], condition=Q(status="proposed"), name="one_open_scope_change_per_person"),
            models.UniqueConstraint(fields=["record", "unit"], condition=Q(status="proposed"), name="one_open_scope_change_per_unit"),
            models.UniqueConstraint(fields=["record", "group"], condition=Q(status="proposed"), name="one_open_scope_change_per_group"),
        ]
        indexes = [models.Index(fields=["until"], condition=Q(status="granted", kind="add"), name="running_scope_changes")]

    @property
    def named(self):
        """The unit, group or person it is about."""
        return self.person or self.unit or self.group

    @property
    def waits(self) -> bool:
        return self.status == self.Status.PROPOSED

    @property
    def adds(self) -> bool:
        return self.kind == self.Kind.ADDING


class ScopeNotice(Remembered):
    """Tells one person that they were let in, taken out, or what became of their request; acknowledged by that person alone."""

    class Said(models.TextChoices):
        LET_IN = "let_in", _("You are let in to it.")
        LET_OUT = "let_out", _("You are no longer in its scope.")
        GRANTED = "granted", _("Your request was granted.")
        DECLINED = "declined", _("Your request was declined.")
        LAPSED = "lapsed", _("Your request lapsed: the grading was decided anew.")
        EXPIRED = "expired", _("Your request lapsed: nobody decided it in time.")
        ENDED = "ended", _("What you asked for is over.")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    change = models.ForeignKey(ScopeChange, models.PROTECT, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said = models.CharField(max_length=8, choices=Said.choices)
    sent_at = models.DateTimeField(default=timezone.now)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "classification"
        ordering = ["sent_at", "id"]
        constraints = [models.UniqueConstraint(fields=["change", "person", "said"], name="said_once_of_a_scope_change")]
        indexes = [models.Index(fields=["person"], condition=Q(acknowledged_at__isnull=True), name="scope_notices_not_seen")]

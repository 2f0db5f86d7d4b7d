"""Somebody kept out of a record: accused in it, or with an interest of their own."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class Ground(models.TextChoices):
    ACCUSED = "accused", _("Accused in the petition")
    RECUSED = "recused", _("Has an interest of their own")


class Wall(Remembered):
    """From now on the person sees nothing of the record; of an accused neither do those who sit in a unit they head or lead.

    It protects at once, by one person; taking it down needs another. The reason is sealed with the record. `matched`: raised by itself;
    `left_nobody`: nobody else read the record then, and those above were told (`petitions.worklist`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey("classification.GradedRecord", models.PROTECT, related_name="walls")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="walls")
    ground = models.CharField(_("ground"), max_length=8, choices=Ground.choices)
    matched = models.BooleanField(default=False)
    left_nobody = models.BooleanField(default=False)
    reason = SealedTextField(dossier="record_id")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record", "person"], condition=Q(lifted_at__isnull=True), name="one_wall_per_person"),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~(Q(lifted_by=F("person")) | Q(lifted_by=F("raised_by"))),
                name="a_wall_is_taken_down_by_someone_else",
            ),
        ]

"""A working group, and who is in it from when to when."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class WorkingGroup(Remembered):
    """A group of people (工作组、专班) for a time; its auth group is what need-to-know grants name.

    `unit` answers for it: its leader in charge confirms who joins. What the group is for, and why anybody is in it, is sealed by its
    own record key; its name is read by whoever names a scope.
    """

    trail_noun = _("Working group")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)
    unit = models.ForeignKey("personnel.Unit", models.PROTECT, related_name="+")
    group = models.OneToOneField(Group, models.PROTECT, related_name="working_group")
    purpose = SealedTextField(dossier="id")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateField(_("since"))
    until = models.DateField(_("until"))
    dissolved_at = models.DateTimeField(null=True)
    dissolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dissolved_because = SealedTextField(dossier="id")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="a_group_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(dissolved_at__isnull=True, dissolved_by__isnull=True)
                | Q(dissolved_at__isnull=False, dissolved_by__isnull=False, dissolved_because__isnull=False),
                name="a_dissolved_group_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.pk])


class GroupMember(Remembered):
    """Somebody in a group (成员), as long as they sit in the unit from which they joined. The row stays when they leave."""

    class How(models.TextChoices):
        LEFT = "left", _("Left by their own word")
        TAKEN_OUT = "taken_out", _("Taken out")
        MOVED = "moved", _("No longer sits in the unit")
        OVER = "over", _("The last day came")
        DISSOLVED = "dissolved", _("The group was dissolved")

    trail_noun = _("Working group")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="members")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="groups_joined")
    unit = models.ForeignKey("personnel.Unit", models.PROTECT, related_name="+")
    reason = SealedTextField(dossier="group_id")
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"))
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    ended_because = SealedTextField(dossier="group_id")

    class Meta:
        ordering = ["person__name", "since"]
        constraints = [
            models.UniqueConstraint(fields=["group", "person"], condition=Q(ended_at__isnull=True), name="once_in_a_group"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="being_in_a_group_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(ended_at__isnull=True) | ~Q(how=""), name="who_left_a_group_left_somehow"),
        ]

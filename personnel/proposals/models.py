"""A change of somebody's powers, proposed by one person and confirmed by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class State(models.TextChoices):
    PROPOSED = "proposed", _("Waits for confirmation")
    CONFIRMED = "confirmed", _("Confirmed by a leader")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


DECIDED = (State.CONFIRMED, State.REFUSED)


class Proposal(Remembered):
    """What the security administrator asks for (提请事项): `kind` says which change, `values` its codes, ids and days, never free text.

    Why it is asked for, and why it was refused, is sealed by the proposal's own record key.
    """

    trail_noun = _("Proposal")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.SlugField(max_length=24)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="proposals")
    values = models.JSONField()
    reason = SealedTextField(dossier="id")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.PROPOSED)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = SealedTextField(dossier="id")

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(proposer=F("person")), name="nobody_proposes_for_themself"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~(Q(decided_by=F("proposer")) | Q(decided_by=F("person"))),
                name="a_proposal_is_decided_by_someone_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_decided_proposal_names_who",
            ),
            models.UniqueConstraint(
                fields=["kind", "person", "values"],
                condition=Q(state=State.PROPOSED),
                nulls_distinct=False,
                name="one_open_proposal_of_the_same",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("personnel:proposal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == State.PROPOSED

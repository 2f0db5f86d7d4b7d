"""Two people who open one petition together: asked for, signed by both, open for minutes, ended."""

from datetime import datetime

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
    ASKED = "asked", _("Waits for both signatures")
    OPEN = "open", _("Open to the two")
    ENDED = "ended", _("Over")
    NOT_OPENED = "not_opened", _("Was not opened")


class Ending(models.TextChoices):
    """Why it is over, or never began."""

    READER = "reader", _("The reader closed it.")
    COMPANION = "companion", _("The companion closed it.")
    TIME = "time", _("The time was up.")
    ACCESS = "access", _("One of the two may no longer see the record.")
    WITHDRAWN = "withdrawn", _("The reader took the request back.")
    DECLINED = "declined", _("The companion declined.")
    LAPSED = "lapsed", _("The signatures did not come in time.")


NEXT = {State.ASKED: {State.OPEN, State.NOT_OPENED}, State.OPEN: {State.ENDED}}
OVER = (State.ENDED, State.NOT_OPENED)


class ForbiddenMove(Exception):
    """A move that the state map does not name: a defect in the calling action."""


class Opening(Remembered):
    """The reader asks, with a purpose; reader and companion sign; from then on the reader looks at it while the companion is by.

    `screen` tells the session in which the reader signed; `companion_device` and `companion_address` where the companion did,
    if on a machine of their own.
    """

    trail_noun = _("Opening by two")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    petition = models.ForeignKey("petitions.Petition", models.PROTECT, related_name="openings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    companion = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = SealedTextField(_("purpose"), dossier="petition_id")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    reader_signed_at = models.DateTimeField(null=True)
    companion_signed_at = models.DateTimeField(null=True)
    screen = models.CharField(max_length=16, blank=True)
    companion_device = models.ForeignKey("personnel.Device", models.PROTECT, null=True, related_name="+")
    companion_address = models.GenericIPAddressField(null=True)
    opened_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reader=F("companion")), name="nobody_is_their_own_companion"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="an_opening_is_in_a_known_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "ended"])
                | Q(reader_signed_at__isnull=False, companion_signed_at__isnull=False, opened_at__isnull=False, ends_at__gt=F("opened_at")),
                name="open_means_that_both_have_signed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "open"], ended_at__isnull=True, ending="")
                | (Q(state__in=["ended", "not_opened"], ended_at__isnull=False) & ~Q(ending="")),
                name="an_opening_that_is_over_says_when_and_why",
            ),
            models.UniqueConstraint(
                fields=["petition", "reader"], condition=Q(ended_at__isnull=True), name="one_running_opening_per_reader_and_record"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("petitions:opening", args=[self.pk])

    @property
    def is_asked(self) -> bool:
        return self.state == State.ASKED

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def first_signed_at(self) -> datetime | None:
        """When the first of the two signed: from then on the other has minutes."""
        return min((at for at in (self.reader_signed_at, self.companion_signed_at) if at), default=None)

    def move_to(self, state: str, *, by, **facts) -> None:
        """The one way an opening changes state, together with the facts that carry it."""
        if state not in NEXT.get(State(self.state), ()):
            raise ForbiddenMove(f"{self.pk}: {self.state} -> {state}")
        self.state = state
        for name, value in facts.items():
            setattr(self, name, value)
        self.keep(by=by)

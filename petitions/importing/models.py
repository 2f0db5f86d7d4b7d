"""An import through the browser (批量导入): where it stands, what it brought in, which rows it refused."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from personnel.models import Unit
from vault.fields import SealedTextField
from vault.identity import uuid7


class State(models.TextChoices):
    CHECKING = "checking", _("Being checked")
    UNUSABLE = "unusable", _("Cannot be read")
    READY = "ready", _("Checked, not imported yet")
    RUNNING = "running", _("Being imported")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Imported")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


NEXT: dict[str, set[str]] = {
    State.CHECKING: {State.READY, State.UNUSABLE, State.DISCARDED},
    State.UNUSABLE: {State.DISCARDED},
    State.READY: {State.CHECKING, State.RUNNING, State.DISCARDED},
    State.RUNNING: {State.DONE, State.STOPPED},
    State.STOPPED: {State.RUNNING, State.DONE},
    State.DONE: {State.UNDOING},
    State.UNDOING: {State.UNDONE, State.UNDOING},  # by somebody else
    State.UNDONE: set(),
    State.DISCARDED: set(),
}
SILENT_FOR = timedelta(minutes=2)
BUSY = (State.CHECKING, State.RUNNING, State.UNDOING)
TONES: dict[str, str] = {
    State.CHECKING: "active",
    State.UNUSABLE: "bad",
    State.READY: "waiting",
    State.RUNNING: "active",
    State.STOPPED: "warn",
    State.DONE: "good",
    State.UNDOING: "active",
    State.UNDONE: "done",
    State.DISCARDED: "done",
}


class ForbiddenStep(Exception):
    """A step the state map does not name: a defect in the calling action."""


class ImportRun(models.Model):
    """One table given to be imported (批量导入). Its words are sealed by a record key of its own, the file by another.

    `row` is the number of the last row that is dealt with: each batch moves it on in its own transaction.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("imported by"))
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("undone by"))
    language = models.CharField(max_length=10)  # of the reasons given for refused rows
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKING)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    file_name = SealedTextField(dossier="id")
    file = models.UUIDField(null=True)  # the sealed file, until it has done its work
    size = models.BigIntegerField()
    layout = SealedTextField(dossier="id")  # JSON: how the file is read, once it could be
    mapping = SealedTextField(dossier="id")  # JSON: field → header, or null for no column
    findings = SealedTextField(dossier="id")  # JSON: the sentence why not, or what the check counted and its first refusals
    row = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # rows in the file; 0 until counted
    rows = models.PositiveIntegerField(default=0)
    registered = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)  # by undoing it
    kept = models.PositiveIntegerField(default=0)  # not withdrawn: somebody had touched them meanwhile

    class Meta:
        ordering = ["-made_at"]
        constraints = [models.CheckConstraint(condition=models.Q(state__in=State.values), name="an_import_is_in_a_known_state")]

    def get_absolute_url(self) -> str:
        return reverse("petitions:import", args=[self.pk])

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def is_busy(self) -> bool:
        return self.state in BUSY

    @property
    def is_silent(self) -> bool:
        """Being undone, and nothing has happened for a while: whoever wanted it may no longer."""
        return self.state == State.UNDOING and timezone.now() - self.changed_at > SILENT_FOR

    def move_to(self, state: str, **facts) -> None:
        """The one way an import changes state: only along NEXT. Its steps are entries of the trail."""
        if state not in NEXT[self.state]:
            raise ForbiddenStep(f"{self.pk}: {self.state} -> {state}")
        self.state = state
        self.go_on(**facts)

    def go_on(self, **facts) -> None:
        """Keeps how far it is."""
        for name, value in facts.items():
            setattr(self, name, value)
        self.changed_at = timezone.now()
        self.save()


class ImportedPetition(models.Model):
    """Which petitions an import registered."""

    petition = models.OneToOneField("petitions.Petition", models.PROTECT, primary_key=True, related_name="imported")
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="petitions")


class RejectedRow(models.Model):
    """A row that was not taken: its cells and the reasons, sealed by the import's key. Goes when the registrar has done with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="rejects")
    number = models.PositiveIntegerField()
    content = SealedTextField(dossier="run_id")  # JSON: reasons, cells

    class Meta:
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="a_row_is_refused_once")]

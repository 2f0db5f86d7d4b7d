"""The quarterly self-inspection report (保密工作自查报告) and the rows behind each of its figures."""

import hashlib
import json

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Signature
from audit.inspection.quarters import Quarter
from vault.fields import SealedTextField, sealed_fields, verbatim
from vault.history import Remembered
from vault.identity import uuid7


class Status(models.TextChoices):
    DRAFT = "draft", _("Waiting for the wording")
    WORDED = "worded", _("Waiting for the signature")
    SIGNED = "signed", _("Signed")


class ForbiddenMove(Exception):
    """A move that the state map does not name: a defect in the calling action."""


NEXT: dict[str, set[str]] = {
    Status.DRAFT: {Status.WORDED},
    Status.WORDED: {Status.WORDED, Status.SIGNED},
    Status.SIGNED: set(),
}


class Report(Remembered):
    """A self-inspection report of a quarter, one version of it. Basis: REQUIREMENTS S2, DESIGN §8.

    The snapshot and its hash are fixed when it is made; a second run is a new version. An interim report (阶段性) of a
    running quarter stays a draft: it is neither worded nor signed. The wording is sealed by a record key of its own.
    """

    unremembered = ("snapshot",)  # it never changes, so the history needs no second copy

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    version = models.PositiveSmallIntegerField(_("version"))
    interim = models.BooleanField(_("interim"))
    as_of = models.DateTimeField(_("as of"))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    snapshot = models.JSONField()
    hash = models.CharField(max_length=64)
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.DRAFT)
    organisation = SealedTextField(_("I. How the inspection was organised"), dossier="id")
    results = SealedTextField(_("II. Results, item by item"), dossier="id")
    problems = SealedTextField(_("IV. Problems found"), dossier="id")
    measures = SealedTextField(_("V. Measures and deadlines"), dossier="id")
    next_steps = SealedTextField(_("VI. Next steps"), dossier="id")
    worded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    worded_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-quarter", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "quarter", "version"], name="one_report_per_quarter_and_version"),
            models.CheckConstraint(condition=models.Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"),
            models.CheckConstraint(
                condition=~models.Q(interim=True) | models.Q(status="draft"), name="an_interim_report_is_neither_worded_nor_signed"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(worded_by__isnull=False, worded_at__isnull=False),
                name="worded_means_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="signed") | models.Q(signed_by__isnull=False, signed_at__isnull=False),
                name="signed_means_by_somebody",
            ),
            models.CheckConstraint(condition=~models.Q(signed_by=models.F("worded_by")), name="nobody_signs_the_report_they_worded"),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {_('version %(version)s') % {'version': self.version}}"

    @property
    def period(self) -> Quarter:
        return Quarter(self.year, self.quarter)

    @property
    def number(self) -> str:
        """How the report is named in lists, files and the trail: no content, no language."""
        return f"ZC-{self.year}-Q{self.quarter}-{self.version:02d}"

    @property
    def is_signed(self) -> bool:
        return self.status == Status.SIGNED

    @property
    def signature(self) -> Signature | None:
        return Signature.objects.filter(slip_id=self.pk).first()

    def get_absolute_url(self) -> str:
        return reverse("inspection:report", args=[self.pk])

    def move_to(self, status: str, *, by, **facts) -> None:
        """The one way a report changes state: only along NEXT, together with the facts that carry it."""
        if status not in NEXT[self.status]:
            raise ForbiddenMove(f"{self.number}: {self.status} -> {status}")
        self.status = status
        for name, value in facts.items():
            setattr(self, name, value)
        self.keep(by=by)

    def payload_hash(self) -> str:
        """What the leader signs: the snapshot's hash and the ciphertext of the wording, never its text or the text's hash."""
        with verbatim():
            wording = {field.name: getattr(self, field.name) for field in sealed_fields(type(self))}
        parts = {"report": self.number, "snapshot": self.hash, "by": str(self.worded_by_id)}
        parts |= {name: value.blob.hex() if value else "" for name, value in wording.items()}
        return hash_of(parts)


class ReportFigure(models.Model):
    """A figure of a report and the ids of its rows. Never changed, never removed."""

    only_grows = True

    report = models.ForeignKey(Report, models.PROTECT, related_name="figures")
    key = models.CharField(max_length=80)
    value = models.PositiveIntegerField()
    rows = ArrayField(models.UUIDField())

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="one_figure_per_report_and_key")]

    def __str__(self) -> str:
        return self.key


def hash_of(content: dict) -> str:
    """SHA-256 (hex) of canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def rows_hash(ids: list) -> str:
    """SHA-256 (hex) of row ids in their order."""
    return hashlib.sha256(b"".join(row.bytes for row in ids)).hexdigest()

"""Carriers in the ledger, borrow slips, and which carrier is out on which slip."""

import hashlib
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from approvals.models import NEXT, Slip, Status
from classification.models import GradedRecord, HandlingPolicy, Mark, SecrecyLevel
from personnel.offices import Office
from vault.fields import SealedTextField, verbatim
from vault.history import Remembered
from vault.identity import uuid7


class Carrier(Remembered):
    """A carrier (载体) in the ledger from making to destruction: number, keeper, place. Basis: REQUIREMENTS C3.

    `title` is neutral (a record number, never a subject): the ledger is read by people outside the scope.
    `level` and `mark_text`: of a state carrier whose content this installation does not hold; it has no record (`lines`).
    """

    class Kind(models.TextChoices):
        ELECTRONIC = "electronic", _("Electronic original")
        PAPER = "paper", _("Paper original")
        EXPORT = "export", _("File taken out")

    class Status(models.TextChoices):
        IN_STORE = "in_store", _("In store")
        ON_LOAN = "on_loan", _("On loan")
        DESTROYED = "destroyed", _("Destroyed")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    record = models.ForeignKey(GradedRecord, models.PROTECT, null=True, related_name="carriers")
    number = models.CharField(_("number"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=80)
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    copies = models.PositiveSmallIntegerField(_("copies"), default=1)
    keeper = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("keeper"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    status = models.CharField(_("state"), max_length=12, choices=Status.choices, default=Status.IN_STORE)
    made_on = models.DateField(_("made on"))
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, null=True, related_name="+")
    mark_text = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="a_carrier_has_at_least_one_copy"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(record__isnull=True, kind="paper") & ~Q(mark_text=""),
                name="a_line_alone_is_paper_and_marked",
            ),
            models.UniqueConstraint(fields=["record"], condition=Q(kind="electronic"), name="one_electronic_original_per_record"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("custody:carrier", args=[self.pk])

    @property
    def mark(self) -> Mark:
        if self.level is not None:
            return Mark(self.mark_text, self.level.colour, str(self.level))
        return self.record.mark if self.record else Mark("", "ungraded")


class LoanStatus(models.TextChoices):
    """What follows an approved borrow slip."""

    ON_LOAN = "on_loan", _("On loan")
    RETURNED = "returned", _("Returned")


class BorrowSlip(Slip):
    """A borrow slip (借阅单): one record, the carriers wanted, purpose and working days. Basis: REQUIREMENTS C4.

    `recalled_at`: called back because the borrower leaves, with `due_before_recall` as the day it was due until then.
    `returned_by`: who brought it back in the borrower's place.
    """

    NEXT = NEXT | {
        Status.APPROVED: NEXT[Status.APPROVED] | {LoanStatus.ON_LOAN},
        LoanStatus.ON_LOAN: {LoanStatus.RETURNED},
    }
    number_prefix = "JY"
    kind_name = _("Borrow slip")
    listed_with = ("level",)
    for_applicant = True
    shown_to = {Office.SECURITY_CLERK: (), Office.AUDITOR: ()}

    status = models.CharField(_("state"), max_length=16, choices=[*Status.choices, *LoanStatus.choices], default=Status.FILED)
    record = models.ForeignKey(GradedRecord, models.PROTECT, related_name="borrow_slips")
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, null=True, related_name="+")
    mark_text = models.CharField(max_length=120, blank=True)
    purpose = SealedTextField(dossier="id")
    days = models.PositiveSmallIntegerField(_("working days"))
    place = models.CharField(_("place"), max_length=16, choices=HandlingPolicy.Place.choices)
    due_on = models.DateField(_("due on"), null=True)
    by_weekdays = models.BooleanField(default=False)
    handed_over_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_over_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    pages_returned = models.PositiveIntegerField(null=True)
    condition = SealedTextField(dossier="id")
    difference = SealedTextField(dossier="id")
    overdue_noted_on = models.DateField(null=True)
    recalled_at = models.DateTimeField(null=True)
    due_before_recall = models.DateField(null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta(Slip.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1), name="a_loan_lasts_a_day_or_more"),
            models.CheckConstraint(
                condition=~Q(status__in=["on_loan", "returned"])
                | Q(handed_over_by__isnull=False, handed_over_at__isnull=False, due_on__isnull=False),
                name="on_loan_means_handed_over",
            ),
            models.CheckConstraint(
                condition=~Q(status="returned") | Q(received_by__isnull=False, returned_at__isnull=False),
                name="returned_means_received",
            ),
            models.CheckConstraint(condition=~Q(handed_over_by=F("applicant")), name="nobody_hands_over_to_themselves"),
            models.CheckConstraint(condition=~Q(received_by=F("applicant")), name="nobody_takes_back_their_own_loan"),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True, due_before_recall__isnull=True)
                | Q(recalled_at__isnull=False, due_on__lte=F("due_before_recall")),
                name="a_recall_puts_no_loan_off",
            ),
            models.CheckConstraint(
                condition=Q(returned_by__isnull=True) | ~Q(returned_by=F("received_by")) & ~Q(returned_by=F("applicant")),
                name="nobody_takes_back_what_they_bring_for_another",
            ),
        ]

    @classmethod
    def records_of(cls, slips: "list[Slip]") -> dict[UUID, set[UUID]]:
        return {slip.pk: {slip.record_id} for slip in slips if isinstance(slip, cls)}

    def get_absolute_url(self) -> str:
        return reverse("custody:borrow_slip", args=[self.pk])

    @property
    def mark(self) -> Mark:
        """The record's mark as it stood at filing."""
        return Mark(self.mark_text, self.level.colour, str(self.level)) if self.level else Mark(self.mark_text, "ungraded")

    def payload(self) -> dict:
        """The level and the carriers are read as they stand now: regrading or recounting voids what was signed."""
        with verbatim():
            purpose = self.purpose
        lines = self.lines.select_related("carrier").order_by("carrier__number")
        return {
            "slip": self.number,
            "record": str(self.record_id),
            "level": GradedRecord.objects.values_list("level_id", flat=True).get(pk=self.record_id),
            "applicant": str(self.applicant_id),
            "steps": list(self.steps),
            "days": self.days,
            "place": str(self.place),
            "carriers": [[line.carrier.number, line.carrier.kind, line.carrier.pages, line.carrier.copies] for line in lines],
            "purpose": hashlib.sha256(purpose.blob).hexdigest() if purpose else "",
        }


class LoanedCarrier(Remembered):
    """One carrier on one borrow slip. `open` from hand-over to return."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slip = models.ForeignKey(BorrowSlip, models.PROTECT, related_name="lines")
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="loans")
    open = models.BooleanField(default=False)

    class Meta:
        ordering = ["carrier__number"]
        constraints = [
            models.UniqueConstraint(fields=["slip", "carrier"], name="a_carrier_stands_once_on_a_slip"),
            models.UniqueConstraint(fields=["carrier"], condition=Q(open=True), name="one_open_loan_per_carrier"),
        ]

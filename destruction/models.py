"""The destruction slip (保密销毁单), what it lists, the intent to destroy, and what remains on record of it."""

from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from approvals.models import Slip
from classification.models import GradedRecord, Mark, SecrecyLevel
from custody.models import Carrier
from destruction import fingerprints
from destruction.choices import NEXT, RUNNING, Method, Status
from personnel.offices import Office
from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class DestructionSlip(Slip):
    """A destruction slip (保密销毁单): six different people, and after EXECUTED no way back.

    Applicant, two approvers, executor, two witnesses (监销人). The level is the highest among its items at filing.
    Basis: REQUIREMENTS D1, D2.
    """

    NEXT = NEXT
    number_prefix = "XH"
    kind_name = _("Destruction slip")
    listed_with = ("level",)
    trail_noun = "destruction slip"
    seats = ("executor_id", "first_witness_id", "second_witness_id")
    shown_to = {Office.SECURITY_CLERK: (), Office.AUDITOR: (), Office.DESTRUCTION_WITNESS: (Status.APPROVED, Status.EXECUTING)}

    status = models.CharField(_("state"), max_length=16, choices=Status.choices, default=Status.FILED)
    reason = SealedTextField(_("reason"), dossier="id")
    method = models.CharField(_("method"), max_length=12, choices=Method.choices)
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, null=True, related_name="+")
    mark_text = models.CharField(max_length=120, blank=True)
    executor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    first_witness = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_witness_at = models.DateTimeField(null=True)
    second_witness = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second_witness_at = models.DateTimeField(null=True)
    executed_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta(Slip.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["status", "-filed_at"], name="destruction_slip_by_status"),
            models.Index(fields=["owning_unit", "-filed_at"], name="destruction_slip_by_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="a_destruction_slip_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(executor=F("applicant")), name="nobody_executes_their_own_slip"),
            models.CheckConstraint(
                condition=~Q(first_witness=F("applicant")) & ~Q(second_witness=F("applicant")),
                name="nobody_witnesses_their_own_slip",
            ),
            models.CheckConstraint(
                condition=~Q(first_witness=F("executor")) & ~Q(second_witness=F("executor")),
                name="the_executor_does_not_witness",
            ),
            models.CheckConstraint(condition=~Q(second_witness=F("first_witness")), name="two_witnesses_are_two_people"),
            models.CheckConstraint(
                condition=Q(second_witness__isnull=True) | Q(first_witness__isnull=False),
                name="a_second_witness_follows_a_first",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["executing", "executed", "destroyed"]) | Q(executor__isnull=False, opened_at__isnull=False),
                name="an_execution_has_an_executor",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["executed", "destroyed"])
                | Q(
                    first_witness__isnull=False,
                    first_witness_at__isnull=False,
                    second_witness__isnull=False,
                    second_witness_at__isnull=False,
                    executed_at__isnull=False,
                ),
                name="executed_means_two_witnesses",
            ),
            models.CheckConstraint(
                condition=Q(status="destroyed") | Q(destroyed_at__isnull=True), name="destroyed_at_belongs_to_destroyed"
            ),
        ]

    @classmethod
    def records_of(cls, slips: list[Slip]) -> dict[UUID, set[UUID]]:
        """By what stands on the lines: records themselves, and those of carriers."""
        found: dict[UUID, set[UUID]] = {}
        lines = DestructionItem.objects.filter(slip__in=[slip.pk for slip in slips]).order_by()
        for slip, *records in lines.values_list("slip_id", "record_id", "carrier__record_id"):
            found.setdefault(slip, set()).update(record for record in records if record)
        return found

    def get_absolute_url(self) -> str:
        return reverse("destruction:slip", args=[self.pk])

    @property
    def mark(self) -> Mark | None:
        """The highest mark among the items when the slip was filed; None where nothing on it is graded."""
        return Mark(self.mark_text, self.level.colour, str(self.level)) if self.level else None

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    @property
    def is_witnessed(self) -> bool:
        """Whether both witnesses have signed."""
        return self.first_witness_id is not None and self.second_witness_id is not None

    def things(self) -> tuple[list[GradedRecord], list[Carrier]]:
        """The records that go with their keys, and every carrier listed; read anew."""
        lines = self.items.select_related("record__unit", "carrier__record__unit", "carrier__keeper")
        records = {line.record_id: line.record for line in lines if line.record}
        return list(records.values()), [line.carrier for line in lines if line.carrier]

    def payload(self) -> dict:
        """Computed from what stands in the registers now, so that anything changed since filing voids the signatures."""
        lines = list(self.items.select_related("record__grading__level__scheme", "carrier__record__grading__level__scheme"))
        return {
            "number": self.number,
            "unit": str(self.owning_unit_id),
            "applicant": str(self.applicant_id),
            "method": self.method,
            "reason": fingerprints.of_value(self, "reason"),
            "items": [line.as_it_stands() for line in lines],
            "carriers": fingerprints.carriers_of({line.record_id for line in lines if line.record_id}),
        }

    def move_to(self, status: str, *, by, **facts) -> None:
        """As for every slip; a slip that has ended lets go of what it lists."""
        super().move_to(status, by=by, **facts)
        if not self.is_running:
            for item in self.items.filter(running=True):
                item.running = None
                item.keep(by=by)


class DestructionItem(Remembered):
    """One line of the slip (逐件登记): a carrier, alone or as part of the record that is destroyed with it.

    With `record` the record's key goes too; without it only this carrier does. Number, mark, kind, pages and the hash
    of the ciphertext are frozen at filing: they stay readable when the record is gone. Basis: REQUIREMENTS D1.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slip = models.ForeignKey(DestructionSlip, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    record = models.ForeignKey(GradedRecord, models.PROTECT, null=True, related_name="+")
    carrier = models.ForeignKey(Carrier, models.PROTECT, null=True, related_name="+")
    record_number = models.CharField(max_length=20, blank=True)
    carrier_number = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=Carrier.Kind.choices, blank=True)
    mark_text = models.CharField(max_length=120, blank=True)
    level = models.ForeignKey(SecrecyLevel, models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(null=True)
    copies = models.PositiveIntegerField(null=True)
    cipher = models.CharField(max_length=64, blank=True)
    running = models.BooleanField(null=True, default=True)  # true while the slip runs, then NULL

    class Meta:
        ordering = ["slip", "position"]
        constraints = [
            models.UniqueConstraint(fields=["slip", "position"], name="one_item_per_line"),
            models.UniqueConstraint(fields=["carrier"], condition=Q(running=True), name="one_running_destruction_per_carrier"),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(running=True, carrier__isnull=True),
                name="one_running_destruction_per_bare_record",
            ),
            models.CheckConstraint(condition=Q(record__isnull=False) | Q(carrier__isnull=False), name="a_line_names_something"),
            models.CheckConstraint(condition=Q(running__isnull=True) | Q(running=True), name="running_is_true_or_nothing"),
        ]

    @property
    def mark(self) -> Mark | None:
        return Mark(self.mark_text, self.level.colour, str(self.level)) if self.level else None

    def frozen(self) -> dict:
        """The line as it was filed."""
        return {
            "position": self.position,
            "record": self.record_number,
            "carrier": self.carrier_number,
            "kind": self.kind,
            "mark": self.mark_text,
            "level": self.level_id or "",
            "pages": self.pages,
            "copies": self.copies,
            "cipher": self.cipher,
        }

    def as_it_stands(self) -> dict:
        """The same line, read anew."""
        return {"position": self.position, **fingerprints.line(self.record, self.carrier)}


class ShredIntent(models.Model):
    """The decision that cannot be taken back: written durably before a key is touched. Recovery finishes it.

    Basis: THREATS F2, T64.
    """

    only_grows = True

    slip = models.OneToOneField(DestructionSlip, models.PROTECT, primary_key=True, related_name="intent")
    dossier_ids = ArrayField(models.UUIDField())
    payload_hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)


class Certificate(models.Model):
    """What remains for good (销毁证明): who, when, how, which items; sealed with a key of its own purpose.

    Numbers, names, marks, days, hashes of ciphertext; never content. Basis: REQUIREMENTS D2, THREATS T76.
    """

    only_grows = True

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slip = models.OneToOneField(DestructionSlip, models.PROTECT, related_name="certificate")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    seal = models.BinaryField()
    made_at = models.DateTimeField()

    def get_absolute_url(self) -> str:
        return reverse("destruction:certificate", args=[self.slip_id])

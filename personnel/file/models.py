"""Violations, rewards and travel, as decided and entered; free text is sealed by the person's own record key."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField
from vault.history import Remembered
from vault.identity import uuid7


class EntryKind(models.TextChoices):
    VIOLATION = "violation", _("Violation")
    REWARD = "reward", _("Reward")
    TRAVEL = "travel", _("Travel abroad")


class Category(models.TextChoices):
    """Six kinds of violation (what the pledge forbids), three of reward, two of travel."""

    DISCLOSED = "disclosed", _("Disclosed information")
    COPIED = "copied", _("Copied, photographed or stored against the rules")
    PUBLISHED = "published", _("Published without review")
    PASSED_ON = "passed_on", _("Passed on or lent on")
    CARRIER_LOST = "carrier_lost", _("Lost a carrier, kept it or brought it back late")
    OPEN_NETWORK = "open_network", _("Used a public network or a private device")
    COMMENDED = "commended", _("Commendation")
    CERTIFIED = "certified", _("Certificate of merit")
    GIFT = "gift", _("Material reward")
    OFFICIAL = "official", _("On official business")
    PRIVATE = "private", _("On private matters")


CATEGORIES = {
    EntryKind.VIOLATION: (
        Category.DISCLOSED,
        Category.COPIED,
        Category.PUBLISHED,
        Category.PASSED_ON,
        Category.CARRIER_LOST,
        Category.OPEN_NETWORK,
    ),
    EntryKind.REWARD: (Category.COMMENDED, Category.CERTIFIED, Category.GIFT),
    EntryKind.TRAVEL: (Category.OFFICIAL, Category.PRIVATE),
}


class Sanction(models.TextChoices):
    TALK = "talk", _("Criticism and instruction")
    NOTICE = "notice", _("Notice of criticism")
    MOVED = "moved", _("Moved to another post")
    DISCIPLINE = "discipline", _("Disciplinary sanction")
    DAMAGES = "damages", _("Damages")
    JUSTICE = "justice", _("Handed to the courts")


class Currency(models.TextChoices):
    CNY = "CNY", _("yuan (CNY)")
    HKD = "HKD", _("Hong Kong dollars (HKD)")
    USD = "USD", _("US dollars (USD)")
    EUR = "EUR", _("euros (EUR)")


class Remedy(models.TextChoices):
    OPEN = "open", _("Not made good")
    PARTLY = "partly", _("Made good in part")
    WHOLLY = "wholly", _("Made good")


_ASSESSED = models.Q(loss__gte=0, assessed_on__isnull=False) & ~models.Q(currency="") & ~models.Q(assessed_by="") & ~models.Q(remedy="")
_NOT_ASSESSED = models.Q(loss__isnull=True, assessed_on__isnull=True, currency="", assessed_by="", remedy="")


class WithLoss(Remembered):
    """The loss (损失), nothing of it or all of it: zero is an assessment too. Assessed anew, the former stays in the history."""

    loss = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, choices=Currency.choices, blank=True)
    assessed_by = models.CharField(max_length=80, blank=True)
    assessed_on = models.DateField(null=True)
    remedy = models.CharField(max_length=8, choices=Remedy.choices, blank=True)

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=_ASSESSED | _NOT_ASSESSED, name="%(class)s_a_loss_says_who_assessed_it")]

    def loss_in_words(self) -> str:
        """Amount and money, as in 1,200.00 CNY; nothing where none was assessed."""
        return "" if self.loss is None else f"{self.loss:,.2f} {self.currency}"


class FileEntry(WithLoss):
    """One entry: what it is, what it rests on (`evidence`), what was decided, and the appeal of the person it is about."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="file_entries")
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    category = models.CharField(max_length=12, choices=Category.choices)
    happened_on = models.DateField()
    until = models.DateField(null=True)
    evidence = SealedTextField(dossier="person_id")
    decision = SealedTextField(dossier="person_id")
    sanction = models.CharField(max_length=10, choices=Sanction.choices, blank=True)
    appeal = SealedTextField(dossier="person_id")
    appealed_at = models.DateTimeField(null=True)
    answer = SealedTextField(dossier="person_id")
    answered_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-happened_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded_by__isnull=True) | ~models.Q(recorded_by=models.F("person")),
                name="nobody_keeps_their_own_file",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("happened_on")), name="an_entry_ends_after_it_began"
            ),
            models.CheckConstraint(condition=models.Q(kind="violation") | models.Q(sanction=""), name="only_violations_are_sanctioned"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(appealed_at__isnull=False), name="only_an_appeal_is_answered"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="violation") | models.Q(loss__isnull=True), name="only_violations_cost_something"
            ),
            *WithLoss.Meta.constraints,
        ]

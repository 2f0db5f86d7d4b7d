"""What a violation or a breach cost: how much, in which money, who assessed it, whether it is made good. Basis: REQUIREMENTS H7."""

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from vault.history import Remembered

ASSESSED_LATER = Obstacle("ASSESSED_LATER", _("A loss is entered after it was assessed; correct the day."))
ASSESSED_BEFORE = Obstacle("ASSESSED_BEFORE", _("It was assessed before it happened; correct the day."))


class Currency(models.TextChoices):
    CNY = "CNY", _("yuan (CNY)")
    HKD = "HKD", _("Hong Kong dollars (HKD)")
    USD = "USD", _("US dollars (USD)")
    EUR = "EUR", _("euros (EUR)")


class Remedy(models.TextChoices):
    OPEN = "open", _("Not made good")
    PARTLY = "partly", _("Made good in part")
    WHOLLY = "wholly", _("Made good")


_ASSESSED = Q(loss__gte=0, assessed_on__isnull=False) & ~Q(currency="") & ~Q(assessed_by="") & ~Q(remedy="")
_NOT_ASSESSED = Q(loss__isnull=True, assessed_on__isnull=True, currency="", assessed_by="", remedy="")


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


def obstacles_to_assessing(happened_on: date, assessed_on: date, *, on: date) -> Iterator[Obstacle]:
    if assessed_on > on:
        yield ASSESSED_LATER
    elif assessed_on < happened_on:
        yield ASSESSED_BEFORE


def set_loss(thing: WithLoss, values: dict) -> None:
    """`values`: loss, currency, assessed_by, assessed_on, remedy."""
    for name in ("loss", "currency", "assessed_by", "assessed_on", "remedy"):
        setattr(thing, name, values[name])

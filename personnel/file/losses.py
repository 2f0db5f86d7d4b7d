"""What a violation or a breach cost: how much, in which money, who assessed it, whether it is made good. Basis: REQUIREMENTS H7."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.file.models import WithLoss

ASSESSED_LATER = Obstacle("ASSESSED_LATER", _("A loss is entered after it was assessed; correct the day."))
ASSESSED_BEFORE = Obstacle("ASSESSED_BEFORE", _("It was assessed before it happened; correct the day."))


def obstacles_to_assessing(happened_on: date, assessed_on: date, *, on: date) -> Iterator[Obstacle]:
    if assessed_on > on:
        yield ASSESSED_LATER
    elif assessed_on < happened_on:
        yield ASSESSED_BEFORE


def set_loss(thing: WithLoss, values: dict) -> None:
    """`values`: loss, currency, assessed_by, assessed_on, remedy."""
    for name in ("loss", "currency", "assessed_by", "assessed_on", "remedy"):
        setattr(thing, name, values[name])

"""Who publishes and withdraws, what can be acknowledged."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.bulletins.audience import addressed_to, audience
from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.models import Person
from personnel.offices import Office

NOT_PUBLISHER = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator publishes to everybody."), True)
WITHDRAWN = Obstacle("BULLETIN_WITHDRAWN", _("This was withdrawn; there is nothing to acknowledge."))
NOT_FOR_YOU = Obstacle("NOT_FOR_YOU", _("This is published to other units; there is nothing for you to acknowledge."), True)
NOBODY_WAITS = Obstacle("NOBODY_WAITS", _("Everybody has read this; there is nobody to remind."))
REMINDED_TODAY = Obstacle("REMINDED_TODAY", _("Who has not read this was reminded today; remind them again tomorrow."))
ACKNOWLEDGED = Obstacle("ACKNOWLEDGED", _("You have acknowledged this."))


def obstacles_to_publishing(by: Person) -> Iterator[Obstacle]:
    if not by.holds(Office.SECURITY_ADMIN):
        yield NOT_PUBLISHER


def may_read(bulletin: Bulletin, reader: Person) -> bool:
    """What was withdrawn is read by whoever publishes; others are told its number, and that it was."""
    return bulletin.withdrawn_at is None or not any(obstacles_to_publishing(reader))


def obstacles_to_withdrawing(bulletin: Bulletin, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_publishing(by)
    if bulletin.withdrawn_at is not None:
        yield WITHDRAWN


def obstacles_to_acknowledging(bulletin: Bulletin, person: Person) -> Iterator[Obstacle]:
    if bulletin.withdrawn_at is not None:
        yield WITHDRAWN
    elif BulletinReceipt.objects.filter(bulletin=bulletin, person=person).exists():
        yield ACKNOWLEDGED
    elif not addressed_to(person).filter(pk=bulletin.pk).exists():
        yield NOT_FOR_YOU


def waiting_for(bulletin: Bulletin, *, on: date) -> QuerySet[Person]:
    """Who is to read it and has not."""
    return audience(bulletin, on=on).exclude(pk__in=bulletin.receipts.values("person"))


def obstacles_to_reminding(bulletin: Bulletin, by: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_publishing(by)
    if bulletin.withdrawn_at is not None:
        yield WITHDRAWN
    elif bulletin.reminded_at is not None and timezone.localdate(bulletin.reminded_at) >= on:
        yield REMINDED_TODAY
    elif not waiting_for(bulletin, on=on).exists():
        yield NOBODY_WAITS

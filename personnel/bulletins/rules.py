"""Who publishes and withdraws, what can be acknowledged."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.models import Person
from personnel.offices import Office

NOT_PUBLISHER = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator publishes to everybody."), True)
WITHDRAWN = Obstacle("BULLETIN_WITHDRAWN", _("This was withdrawn; there is nothing to acknowledge."))
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

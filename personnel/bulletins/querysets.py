"""What is still to be read, and by whom."""

from datetime import date

from django.db.models import QuerySet

from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.gate.querysets import people_open_to
from personnel.models import Person


def unread(person: Person) -> QuerySet[Bulletin]:
    """In force and not acknowledged by this person, oldest first."""
    read = BulletinReceipt.objects.filter(person=person).values("bulletin")
    return Bulletin.objects.filter(withdrawn_at=None).exclude(pk__in=read).order_by("published_at", "id")


def readers(bulletin: Bulletin, reader: Person, *, on: date) -> tuple[QuerySet[Person], QuerySet[Person]]:
    """Of those open to this reader: who has acknowledged, who of those at work has not."""
    told, done = people_open_to(reader, on=on), bulletin.receipts.values("person")
    return told.filter(pk__in=done).order_by("username"), told.filter(is_active=True).exclude(pk__in=done).order_by("username")

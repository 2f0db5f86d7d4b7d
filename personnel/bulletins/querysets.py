"""What is still to be read, and by whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from personnel.bulletins.audience import addressed_to, audience, overseen
from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.gate.querysets import people_open_to
from personnel.models import Appointment, Person, Unit
from personnel.querysets import in_force


def unread(person: Person) -> QuerySet[Bulletin]:
    """In force, published to this person and not acknowledged by them, oldest first."""
    read = BulletinReceipt.objects.filter(person=person).values("bulletin")
    return addressed_to(person).filter(withdrawn_at=None).exclude(pk__in=read).order_by("published_at", "id")


def readers(bulletin: Bulletin, reader: Person, *, on: date) -> tuple[QuerySet[Person], QuerySet[Person]]:
    """Of those open to this reader: who has acknowledged, who of those it is published to has not."""
    told, done = people_open_to(reader, on=on), bulletin.receipts.values("person")
    waiting = told.filter(pk__in=audience(bulletin, on=on).values("pk"))
    return told.filter(pk__in=done).order_by("username"), waiting.exclude(pk__in=done).order_by("username")


@dataclass(frozen=True)
class UnitReceipts:
    """How many people of a unit are to read it, and how many have."""

    unit: Unit
    done: int
    whole: int

    @property
    def left(self) -> int:
        return self.whole - self.done


def receipts_by_unit(bulletin: Bulletin, reader: Person, *, on: date) -> list[UnitReceipts]:
    """Of the units this reader oversees; whoever sits in two is counted in both."""
    done = set(bulletin.receipts.values_list("person", flat=True))
    seated = in_force(Appointment.objects.filter(person__in=audience(bulletin, on=on), unit__in=overseen(reader)), on=on)
    people: dict = {}
    for unit, person in seated.values_list("unit", "person").distinct():
        people.setdefault(unit, set()).add(person)
    return [UnitReceipts(unit, len(people[unit.pk] & done), len(people[unit.pk])) for unit in Unit.objects.filter(pk__in=people)]

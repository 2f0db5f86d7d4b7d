"""Random organisations: trees of units, people with offices and clearances, and who leads what. Everything is invented."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from classification import actions
from classification.models import GradedRecord, SecrecyLevel
from classification.rules import obstacles_to_clearing
from personnel.models import Appointment, Person, Unit
from personnel.offices import LEADING, Office
from personnel.rules import obstacles_to_appointing
from vault import keys
from vault.history import bulk_remember
from vault.identity import uuid7

DUTIES = [Office.REGISTRAR, Office.UNIT_HEAD, Office.LEADER_IN_CHARGE, Office.GRADING_AUTHORITY]
OFFICES = [*Office, *DUTIES * 4]


@dataclass
class Organisation:
    luck: random.Random
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    records: list[GradedRecord] = field(default_factory=list)

    @property
    def today(self) -> date:
        return timezone.localdate()

    def span(self) -> tuple[date, date | None]:
        """From a day to another; often in force today, sometimes over, sometimes to come, sometimes just beginning or ending."""
        since = self.today + timedelta(days=self.luck.choice([-900, -900, -30, -30, -1, 0, 0, 1]))
        ends = self.luck.choice([None, None, None, self.today - timedelta(days=1), self.today, self.today + timedelta(days=9)])
        return since, ends if ends is None or ends >= since else None


def organisation(seed: int, *, units: int = 6, people: int = 14) -> Organisation:
    """Units and people, with appointments and clearances made at random from a seed."""
    found = Organisation(random.Random(seed))
    _found_units(found, units)
    _hire(found, people)
    return found


def _found_units(house: Organisation, count: int) -> None:
    for number in range(count):
        group = Group.objects.create(name=f"group {uuid7()}")
        unit = Unit(id=uuid7(), name=f"单位{number} {uuid7()}", group=group, parent=house.luck.choice(house.units) if house.units else None)
        unit.keep(by=None)
        house.units.append(unit)


def _hire(house: Organisation, count: int) -> None:
    house.people = [
        Person(id=uuid7(), username=f"p{uuid7()}", name=f"人{number}", is_active=house.luck.random() > 0.1) for number in range(count)
    ]
    keys.make_keys([person.pk for person in house.people])
    bulk_remember(house.people, by=None)
    levels = list(SecrecyLevel.objects.all())
    for person in house.people:
        for _ in range(house.luck.choice([0, 1, 2, 2, 3])):
            _appoint(house, person)
        for level in house.luck.choices(levels, [level.rank for level in levels], k=house.luck.choice([0, 2, 4, 6])):
            since, until = house.span()
            if any(obstacles_to_clearing(Person.objects.get(pk=person.pk))):
                continue
            actions.clear(person, level=level, since=since, until=until, by=None)


def _appoint(house: Organisation, person: Person) -> None:
    since, until = house.span()
    office = house.luck.choice(OFFICES)
    unit = house.luck.choice(house.units)
    if until is None and person.appointments.filter(unit=unit, office=office, until__isnull=True).exists():
        return
    if any(obstacles_to_appointing(person, office, since=since, until=until)):
        return
    appointment = Appointment(person=person, unit=unit, office=office, since=since, until=until)
    appointment.keep(by=None)
    if office in LEADING:
        appointment.led_units.set(house.luck.sample(house.units, house.luck.randrange(3)))


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)

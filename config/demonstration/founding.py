"""Makes the organisation through the same actions that people use."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from classification.actions import clear
from classification.models import SecrecyLevel
from config.demonstration.organisation import MEMBERS, UNITS, Member
from personnel.actions import add_person, add_unit, appoint
from personnel.models import Person, Unit
from personnel.offices import Office
from vault.keys import key_scope

SINCE = date(2024, 1, 1)


@dataclass(frozen=True)
class House:
    """Units by key, people by account; people also as attributes: `house.li`."""

    units: dict[str, Unit]
    people: dict[str, Person]

    def __getattr__(self, account: str) -> Person:
        try:
            return self.people[account]
        except KeyError:
            raise AttributeError(account) from None


@transaction.atomic
def found() -> House:
    """Units, people, appointments, clearances. Nobody can sign in yet: passwords are set apart."""
    with key_scope():
        units: dict[str, Unit] = {}
        for key, (name, above) in UNITS.items():
            units[key] = add_unit(name=name, parent=units[above] if above else None, by=None)
        levels = {level.code: level for level in SecrecyLevel.objects.select_related("scheme")}
        return House(units, {member.account: _join(member, units, levels) for member in MEMBERS})


def _join(member: Member, units: dict[str, Unit], levels: dict[str, SecrecyLevel]) -> Person:
    person = add_person(username=member.account, name=member.name, by=None)
    for seat in member.seats:
        leads = tuple(units[key] for key in seat.leads)
        appoint(person, unit=units[member.unit], office=Office(seat.office), since=SINCE, leads=leads, by=None)
    for code in member.cleared:
        clear(person, level=levels[code], since=SINCE, by=None)
    return person

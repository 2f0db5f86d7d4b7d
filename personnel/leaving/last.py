"""Whom the house cannot be without: its security administrator, its principal leader."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.leaving.models import Departure, State
from personnel.models import Person
from personnel.offices import Office
from personnel.querysets import heads_of_the_house, holders

LAST_OF_OFFICE = Obstacle(
    "LAST_OF_OFFICE",
    _("Nobody else who stays is security administrator or principal leader as this person is; first appoint somebody else to that office."),
)


def is_last_of_office(person: Person, *, on: date) -> bool:
    """Whether the person holds what the house cannot be without, security administrator or principal leader, and nobody else stays in it:
    somebody who is not leaving and whose office has no last day; where everybody's has one, they count."""
    going = {person.pk, *Departure.objects.filter(state=State.OPEN).values_list("person_id", flat=True)}
    return any(
        person.pk in held and (lasting or held) <= going for held, lasting in zip(_needed(on), _needed(on, lasting=True), strict=True)
    )


def _needed(on: date, *, lasting: bool = False) -> list[set[UUID]]:
    found = (holders(Office.SECURITY_ADMIN, on=on, lasting=lasting), heads_of_the_house(on=on, lasting=lasting))
    return [{one.pk for one in people} for people in found]

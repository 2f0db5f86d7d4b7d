"""Whom the house cannot be without: its security administrator, its principal leader."""

from datetime import date

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
    """Whether nobody who stays holds what the house cannot be without: security administrator, principal leader."""
    leaving = set(Departure.objects.filter(state=State.OPEN).values_list("person_id", flat=True)) | {person.pk}
    held = [{one.pk for one in found} for found in (holders(Office.SECURITY_ADMIN, on=on), heads_of_the_house(on=on))]
    return any(person.pk in ids and ids <= leaving for ids in held)

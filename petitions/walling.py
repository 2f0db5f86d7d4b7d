"""Who keeps whom out of a petition, and who lets them in again. Basis: DOMAIN §2.1 (回避, XF 28), §3.4; THREATS T72."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.knowing import knowers
from classification.walls.models import Wall
from classification.walls.querysets import standing
from personnel.models import Person
from personnel.offices import Office
from petitions.models import Petition
from petitions.rules import DESTROYED, OUT_OF_SIGHT, is_reader, obstacles_to_asking_who, sees

KEPT_OUT_ALREADY = Obstacle("KEPT_OUT_ALREADY", _("This person is kept out of the petition already."))
NOBODY_LEFT = Obstacle(
    "NOBODY_LEFT", _("Nobody would be left who reads this petition; have somebody else take it over before this person is kept out.")
)
NOT_LIFTER = Obstacle(
    "NOT_LIFTER", _("Only the leader in charge or the grading authority of the owning unit lets somebody in again."), True
)
OWN_WALL = Obstacle("OWN_WALL", _("Whoever kept somebody out does not let them in again; somebody else must."), True)
LIFTED_ALREADY = Obstacle("LIFTED_ALREADY", _("This person has been let in again already."))


def obstacles_to_raising(petition: Petition, person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    """Everybody may keep out themself; others are kept out by those who answer for the petition."""
    if petition.is_destroyed:
        yield DESTROYED
        return
    if not sees(petition, by, on=on):
        yield OUT_OF_SIGHT
    if person.pk != by.pk:
        yield from obstacles_to_asking_who(petition, by)
    if standing().filter(record=petition.pk, person=person).exists():
        yield KEPT_OUT_ALREADY


def obstacles_to_recusing(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Oneself."""
    yield from obstacles_to_raising(petition, person, person, on=on)


def obstacles_to_standing(petition: Petition, *, on: date) -> Iterator[Obstacle]:
    """A petition that nobody reads is handled by nobody. Asked when the wall stands, inside the transaction that raises it."""
    if not any(is_reader(petition, _as_now(one.person), on) for one in knowers(petition.record, on=on) if one.sees):
        yield NOBODY_LEFT


def _as_now(person: Person) -> Person:
    person.forget()
    return person


def obstacles_to_lifting(wall: Wall, petition: Petition, by: Person, *, on: date) -> Iterator[Obstacle]:
    if wall.lifted_at is not None:
        yield LIFTED_ALREADY
    elif not sees(petition, by, on=on):
        yield OUT_OF_SIGHT
    elif not any(by.holds(office, unit=petition.record.unit) for office in (Office.LEADER_IN_CHARGE, Office.GRADING_AUTHORITY)):
        yield NOT_LIFTER
    elif by.pk in (wall.raised_by_id, wall.person_id):
        yield OWN_WALL

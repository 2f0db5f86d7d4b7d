"""Who asks for a change of a petition's scope. Basis: REQUIREMENTS G5; DESIGN §4; THREATS T73."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.models import ScopeChange
from classification.scopes import Nameable
from classification.scoping.rules import obstacles_to_deciding, obstacles_to_scoping
from personnel.models import Person, Unit
from personnel.offices import Office
from petitions.choices import Status
from petitions.models import Petition
from petitions.rules import OUT_OF_SIGHT, WITHDRAWN, obstacles_to_asking_who, sees

NOT_SCOPING = Obstacle(
    "NOT_SCOPING", _("Only the handling officer, the head of the owning unit and the grading authority change who needs to know."), True
)
NOT_ONESELF = Obstacle("NOT_ONESELF", _("You may ask for yourself and for your own unit only."), True)


def scopes_for_others(petition: Petition, person: Person) -> bool:
    """Handling officer, head of the owning unit, grading authority."""
    offices = (Office.UNIT_HEAD, Office.GRADING_AUTHORITY)
    return petition.handling_officer_id == person.pk or any(person.holds(office, unit=petition.record.unit) for office in offices)


def own(person: Person) -> list[Person | Unit]:
    """For whom somebody may ask without answering for the petition: themself and their units."""
    return [*{held.unit_id: held.unit for held in person.appointments_now}.values(), person]


def obstacles_to_asking_in(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Everybody who sees it may ask, for themself at least; whoever does not see it learns nothing here."""
    if not sees(petition, person, on=on):
        yield OUT_OF_SIGHT
    if petition.status == Status.WITHDRAWN:
        yield WITHDRAWN
    yield from obstacles_to_scoping(petition.record)


def obstacles_to_asking_out(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_asking_in(petition, person, on=on)
    if not scopes_for_others(petition, person):
        yield NOT_SCOPING


def obstacles_to_naming(petition: Petition, named: Nameable, person: Person) -> Iterator[Obstacle]:
    if named not in own(person) and not scopes_for_others(petition, person):
        yield NOT_ONESELF


def reads_change(change: ScopeChange, petition: Petition, person: Person, *, on: date) -> bool:
    """Who asked, who answers for the petition, who decides: the reason tells of the content."""
    if change.proposer_id == person.pk or not any(obstacles_to_asking_who(petition, person)):
        return True
    return not any(obstacles_to_deciding(change, person, on=on))

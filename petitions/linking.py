"""Why not: what stands in the way of calling one petition a repeat of another (重件). Basis: DOMAIN §2.7, DESIGN §4."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.models import Person
from personnel.offices import Office
from petitions.choices import Status
from petitions.models import Petition
from petitions.rules import CASE_CLOSED, NOT_REGISTRAR, OUT_OF_SIGHT, obstacles_to_changing, sees
from vault import lock

CAME_LATER = Obstacle("CAME_LATER", _("The other petition came in later; link it as a repeat of this one instead."))
CIRCLE = Obstacle("CIRCLE", _("These two are linked already, the other way round or through others."))
NOTHING_TO_COMPARE = Obstacle("NOTHING_TO_COMPARE", _("The other petition is destroyed or withdrawn; nothing can be compared with it."))


def obstacles_to_finding_repeats(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Who links petitions looks for what to link: the registrar of the owning unit, while the case is open. Basis: DESIGN §4."""
    yield from obstacles_to_changing(petition, person, on)
    if petition.status == Status.CLOSED:
        yield CASE_CLOSED
    if not person.holds(Office.REGISTRAR, unit=petition.record.unit):
        yield NOT_REGISTRAR


def obstacles_to_linking(petition: Petition, earlier: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Whether `petition` may be called a repeat of `earlier`. Basis: DOMAIN §2.7."""
    yield from obstacles_to_finding_repeats(petition, person, on=on)
    yield from obstacles_to_being_first(earlier, person, on=on)
    if (earlier.received_on, earlier.registered_at) > (petition.received_on, petition.registered_at):
        yield CAME_LATER
    if petition.pk in _line_of(earlier):
        yield CIRCLE


def obstacles_to_being_first(earlier: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    if not sees(earlier, person, on=on):
        yield OUT_OF_SIGHT
    elif earlier.is_destroyed or earlier.status == Status.WITHDRAWN:
        yield NOTHING_TO_COMPARE


def _line_of(petition: Petition) -> Iterator[UUID]:
    """The petition and what it repeats, up to the first."""
    known: set[UUID] = set()
    pk: UUID | None = petition.pk
    while pk is not None and pk not in known:
        yield pk
        known.add(pk)
        pk = _repeated_by(pk)


@lock.everything(because="a circle is one also where it runs through other units")
def _repeated_by(pk: UUID) -> UUID | None:
    return Petition.objects.filter(pk=pk).values_list("repeat_of_id", flat=True).first()

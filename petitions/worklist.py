"""What waits for a person in petitions: to assign, to close, to grade, to decide."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from classification.models import Grading
from classification.rules import obstacles_to_deciding
from classification.walls.models import Wall
from classification.walls.querysets import is_kept_out, standing
from personnel.models import Person
from personnel.offices import Office
from personnel.rules import heads_above, leaders_of
from personnel.worklist import WorkItem
from petitions.choices import OVER, Status
from petitions.models import Petition
from petitions.querysets import RELATED, UNGRADED, visible_petitions
from petitions.walling import obstacles_to_standing
from vault import lock

MOST = 20  # of each kind; the rest is one line that leads to the list


def to_assign(person: Person, on: date) -> Iterator[WorkItem]:
    """Registered, in nobody's hands: for registrars and the head of the owning unit."""
    units = _units(person, Office.REGISTRAR, Office.UNIT_HEAD)
    if units:
        found = visible_petitions(person, on).filter(status=Status.REGISTERED, record__unit__in=units)
        more = f"{reverse('petitions:list')}?status={Status.REGISTERED}"
        yield from _items("assign", _("Assign a handling officer"), found, "handling", more)


def to_close(person: Person, on: date) -> Iterator[WorkItem]:
    """In the person's own hands."""
    found = visible_petitions(person, on).filter(status=Status.IN_HAND, handling_officer=person)
    more = f"{reverse('petitions:list')}?status={Status.IN_HAND}&handling_officer={person.pk}"
    yield from _items("close", _("Handle and close"), found, "petition", more)


def to_propose(person: Person, on: date) -> Iterator[WorkItem]:
    """In the person's own hands, not graded, nothing proposed."""
    own = visible_petitions(person, on).filter(handling_officer=person, record__level__isnull=True)
    found = own.exclude(status=Status.DESTROYED).exclude(record__gradings__status=Grading.Status.PROPOSED)
    more = f"{reverse('petitions:list')}?level={UNGRADED}&handling_officer={person.pk}"
    yield from _items("grade", _("Propose a grading"), found, "grading", more)


def to_decide(person: Person, on: date) -> Iterator[WorkItem]:
    """Proposals that wait for this person's decision."""
    seen = visible_petitions(person, on).filter(record__gradings__status=Grading.Status.PROPOSED).order_by("registered_at")
    for petition in seen.distinct():
        grading = petition.record.gradings.get(status=Grading.Status.PROPOSED)
        if not any(obstacles_to_deciding(grading, person, on=on)):
            yield _decision(petition, grading)


def _decision(petition: Petition, grading: Grading) -> WorkItem:
    since = timezone.localdate(grading.proposed_at)
    if grading.declassifies:
        return _item("grade", _("Decide the declassification"), petition, "declassification", since)
    return _item("grade", _("Decide the grading"), petition, "grading", since)


@lock.everything(because="told by its number alone to who stands above, whoever's it is")
def to_provide_for(person: Person, on: date) -> list[WorkItem]:
    """Whom it accuses was its only reader: somebody else has to be appointed and cleared, or the case lies."""
    walls = standing().filter(left_nobody=True).select_related("record__unit") if _stands_above(person) else []
    return [item for wall in walls for item in _left_alone(wall, person, on)]


def _stands_above(person: Person) -> bool:
    return bool(person.office_codes() & {Office.LEADER_IN_CHARGE, Office.UNIT_HEAD})


def _left_alone(wall: Wall, person: Person, on: date) -> Iterator[WorkItem]:
    petition = Petition.objects.select_related(*RELATED).get(pk=wall.record_id)
    if (
        petition.is_destroyed
        or petition.status in OVER
        or person not in _next_above(petition, on)
        or not any(obstacles_to_standing(petition, on=on))
    ):
        return
    label = _("Nobody is left who reads this petition: see that somebody is appointed and cleared")
    yield WorkItem("assign", label, petition.number, reverse("personnel:people"), since=timezone.localdate(wall.raised_at))


def _next_above(petition: Petition, on: date) -> list[Person]:
    """The leaders in charge of the owning unit, else the nearest heads above; never whom a wall keeps out."""
    unit = petition.record.unit
    for people in (leaders_of(unit, on=on), *([head] for head in heads_above(unit, on=on))):
        found = [one for one in people if not is_kept_out(one, petition.record, on=on)]
        if found:
            return found
    return []


SOURCES = (to_assign, to_close, to_propose, to_decide, to_provide_for)


def _units(person: Person, *offices: Office) -> list:
    return [held.unit_id for held in person.appointments_now if held.office in offices] if person.is_active else []


def _items(kind: str, label: str, found: QuerySet[Petition], page: str, more: str) -> Iterator[WorkItem]:
    oldest = list(found.order_by("registered_at", "number")[: MOST + 1])
    for petition in oldest[:MOST]:
        yield _item(kind, label, petition, page, _since(petition))
    if len(oldest) > MOST:
        rest = found.count() - MOST
        yield WorkItem(kind, _("%(count)s more") % {"count": rest}, "", more, since=_since(oldest[MOST]))


def _item(kind: str, label: str, petition: Petition, page: str, since: date) -> WorkItem:
    url = reverse(f"petitions:{page}", args=[petition.pk])
    return WorkItem(kind, label, petition.number, url, since=since, mark=petition.mark)


def _since(petition: Petition) -> date:
    return timezone.localdate(petition.assigned_at or petition.registered_at)

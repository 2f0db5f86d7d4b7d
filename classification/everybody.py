"""What every person counts as, at once: `principals_of` for the whole house, for registers that ask about everybody."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from classification.models import Clearance, SecrecyLevel
from classification.principals import DUTY_OFFICES, office_of
from classification.walls.models import Ground, Wall
from classification.walls.querysets import derived_from, sources_of, standing
from personnel.groups.querysets import memberships
from personnel.models import Appointment, Unit
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.querysets import in_force

Pair = tuple[UUID, UUID]


def appointments(*, on: date) -> list[Appointment]:
    """In force, of active people who are no administrators."""
    held = (
        in_force(Appointment.objects.filter(person__is_active=True), on=on).select_related("unit", "person").prefetch_related("led_units")
    )
    administrators = {one.person_id for one in held if one.office in ADMINISTRATORS}
    return [one for one in held if one.person_id not in administrators]


def principals_of_everybody(held: list[Appointment], *, on: date) -> set[Pair]:
    """Principal and person. Whoever is suspended counts: what they were let in to is theirs again once it is mended."""
    found = {(one.person_id, one.person_id) for one in held} | {(one.unit_id, one.person_id) for one in held}
    business = {one.person_id for one in held}
    found |= {(group, person) for group, person in memberships(on=on).values_list("group_id", "person_id") if person in business}
    for one in held:
        if one.office in DUTY_OFFICES:
            found |= {(office_of(unit, one.office), one.person_id) for unit in _covered(one)}
    return found | set(_standing_in(held, on))


def _covered(one: Appointment) -> list[UUID]:
    return [unit.pk for unit in one.led_units.all()] if one.office in LEADING else [one.unit_id]


def _standing_in(held: list[Appointment], on: date) -> Iterator[Pair]:
    """The principal leader, where no grading authority holds office for a unit."""
    filled = {unit for one in held if one.office == Office.GRADING_AUTHORITY for unit in _covered(one)}
    heads = [one.person_id for one in held if one.office == Office.UNIT_HEAD and one.unit.parent_id is None]
    for unit in Unit.objects.values_list("pk", flat=True):
        if unit not in filled:
            yield from ((office_of(unit, Office.GRADING_AUTHORITY), person) for person in heads)


def cleared_pairs(*, on: date) -> set[tuple[UUID, str]]:
    """Person and code of every level they are cleared for."""
    levels = list(SecrecyLevel.objects.all())
    running = Clearance.objects.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on).select_related("level")
    return {
        (one.person_id, level.code)
        for one in running
        for level in levels
        if level.scheme_id == one.level.scheme_id and level.rank <= one.level.rank
    }


def kept_out_by_walls(records: set[UUID], on: date) -> dict[UUID, set[UUID]]:
    """Of each of these records the people kept out of it; nobody is asked about where no wall stands."""
    sources = sources_of(records)
    walls = list(standing().filter(record__in=set().union(*sources.values())))
    pairs = _against(appointments(on=on), walls) if walls else set()
    found = {record: {person for person, walled in pairs if walled in sources[record]} for record in records}
    return {record: people for record, people in found.items() if people}


def walled_pairs(held: list[Appointment]) -> set[Pair]:
    """Person and record they are kept out of."""
    pairs = _against(held, list(standing()))
    derived = derived_from({record for _person, record in pairs})
    return {(person, one) for person, record in pairs for one in derived[record]}


def _against(held: list[Appointment], walls: list[Wall]) -> set[Pair]:
    """Person and record before which their wall stands; of an accused also whoever sits in a unit they head or lead."""
    found = set()
    for wall in walls:
        found.add((wall.person_id, wall.record_id))
        if wall.ground == Ground.ACCUSED:
            units = _commanded(wall.person_id, held)
            found |= {(one.person_id, wall.record_id) for one in held if one.unit_id in units}
    return found


def _commanded(person: UUID, held: list[Appointment]) -> set[UUID]:
    units = {one.unit_id for one in held if one.person_id == person and one.office == Office.UNIT_HEAD}
    return units | {
        unit.pk for one in held if one.person_id == person and one.office == Office.LEADER_IN_CHARGE for unit in one.led_units.all()
    }

"""Who sees a card, once more and from the words of DESIGN §3 alone: plain loops, no projection, no principals.

Nothing of classification's own querysets, principals or admissions is used here.
"""

from datetime import date

from classification.models import Clearance, GradedRecord, Grading, RecordGroupGrant, RecordUserGrant, SecrecyLevel
from personnel.models import Appointment, Person, Unit


def sees(person: Person, record: GradedRecord, on: date) -> bool:
    """Active appointment, clearance at least the level in the record's scheme, need-to-know; an administrator sees no record at all."""
    held = appointments(person, on)
    if {a.office for a in held} & {"system_admin", "security_admin", "audit_admin"}:
        return False
    return bool(held) and cleared(person, record, on) and (granted(person, record, held) or by_office(held, record, on))


def appointments(person: Person, on: date) -> list[Appointment]:
    if not person.is_active:
        return []
    return [a for a in Appointment.objects.filter(person=person) if a.since <= on and (a.until is None or on <= a.until)]


def cleared(person: Person, record: GradedRecord, on: date) -> bool:
    """For the level in force and for every one claimed since the last decision; declassified needs no clearance of its own.

    Not graded yet counts as the highest level of the petition scheme; schemes are never compared with each other.
    """
    petition_levels = [level for level in SecrecyLevel.objects.select_related("scheme") if level.scheme.family == "petition"]
    stands = record.level or max(petition_levels, key=lambda level: level.rank)
    demanded = claimed(record) if record.declassified_on else [stands, *claimed(record)]
    return all(is_cleared(person, level, on) for level in demanded)


def claimed(record: GradedRecord) -> list[SecrecyLevel]:
    gradings = list(Grading.objects.filter(record=record).select_related("level__scheme"))
    last = max((grading.decided_at for grading in gradings if grading.decided_at), default=None)
    open_ones = [g for g in gradings if g.decided_at is None and (last is None or g.proposed_at > last)]
    return [g.level for g in open_ones if g.kind != "declassified"]


def is_cleared(person: Person, level: SecrecyLevel, on: date) -> bool:
    for clearance in Clearance.objects.filter(person=person).select_related("level"):
        running = clearance.since <= on and (clearance.until is None or on <= clearance.until)
        if running and clearance.level.scheme_id == level.scheme_id and clearance.level.rank >= level.rank:
            return True
    return False


def granted(person: Person, record: GradedRecord, held: list[Appointment]) -> bool:
    """Named in the scope, as a person or by the unit they sit in; or handling the record."""
    people = {grant.user_id for grant in RecordUserGrant.objects.filter(content_object=record)}
    groups = {grant.group_id for grant in RecordGroupGrant.objects.filter(content_object=record)}
    return person.pk in people or any(appointment.unit.group_id in groups for appointment in held)


def by_office(held: list[Appointment], record: GradedRecord, on: date) -> bool:
    """Registrar and head of the owning unit; the leader in charge once it is graded; the grading authority while there is to decide."""
    own = {a.office for a in held if a.unit_id == record.unit_id}
    led = {a.office for a in held if record.unit_id in {unit.pk for unit in a.led_units.all()}}
    if own & {"registrar", "unit_head"}:
        return True
    if record.level is not None and "leader_in_charge" in led:
        return True
    proposal = Grading.objects.filter(record=record, status="proposed").first()
    if record.level is not None and proposal is None:
        return False
    if "grading_authority" in led:
        return True
    return stands_in(held, record, proposal, on)


def stands_in(held: list[Appointment], record: GradedRecord, proposal: Grading | None, on: date) -> bool:
    """The principal leader, where the unit has no grading authority or none that may decide: each proposes it or is not cleared for it."""
    root = record.unit
    while root.parent_id is not None:
        root = Unit.objects.get(pk=root.parent_id)
    if not any(a.office == "unit_head" and a.unit_id == root.pk for a in held):
        return False
    authorities = authorities_of(record.unit, on)
    if proposal is None:
        return not authorities
    return not any(
        one.pk != proposal.proposer_id and is_cleared(one, proposal.level, on) and cleared(one, record, on) for one in authorities
    )


def authorities_of(unit: Unit, on: date) -> set:
    """The active people who hold the office of grading authority for the unit."""
    found = set()
    for a in Appointment.objects.filter(office="grading_authority").select_related("person"):
        if a.since <= on and (a.until is None or on <= a.until) and a.person.is_active and unit in a.led_units.all():
            found.add(a.person)
    return found

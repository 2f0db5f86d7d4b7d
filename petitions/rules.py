"""Why not: what stands in the way of registering, handling, closing, grading, revealing. Basis: DESIGN §3, §4."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.protection import demands_two, is_cleared_to_see
from classification.querysets import sees as sees_record
from classification.querysets import visible_records
from classification.rules import may_decide, obstacles_to_declassification, reads_content_by_office
from classification.walls.querysets import is_kept_out
from personnel.leaving.querysets import open_departure
from personnel.models import Person, Unit
from personnel.offices import Office
from personnel.rules import is_below
from petitions import registry
from petitions.choices import RESULTS_OF, Status
from petitions.models import Petition

NOT_REGISTRAR = Obstacle("NOT_REGISTRAR", _("Only a registrar of the owning unit registers and corrects petitions."), True)
NOT_ASSIGNER = Obstacle("NOT_ASSIGNER", _("Only a registrar or the head of the owning unit assigns the case."), True)
NOT_HANDLER = Obstacle("NOT_HANDLER", _("Only the handling officer of this case can do this."), True)
NOT_ANSWERING = Obstacle("NOT_ANSWERING", _("Who can see a petition is told to those who answer for it."), True)
NOT_ABOVE = Obstacle("NOT_ABOVE", _("What somebody can see is told to themself and to those above them."), True)
NO_CONTENT = Obstacle("NO_CONTENT", _("The content of this petition is not open to you; borrow it to read it."), True)
BY_TWO = Obstacle("BY_TWO", _("At this level nobody reads alone: two people open it together, to be looked at only."), True)
OUT_OF_SIGHT = Obstacle("OUT_OF_SIGHT", _("This petition is no longer open to you."), True)
DESTROYED = Obstacle("DESTROYED", _("This petition has been destroyed; nothing about it can be changed."))
WITHDRAWN = Obstacle("WITHDRAWN", _("This petition was registered by mistake and withdrawn; nothing about it can be changed."))
CASE_CLOSED = Obstacle("CASE_CLOSED", _("This case is closed; the handling officer reopens it first."))
NOT_IN_HAND = Obstacle("NOT_IN_HAND", _("This case is in nobody's hands yet; the registrar or the unit head assigns it first."))
IN_HAND = Obstacle("IN_HAND", _("Somebody has taken this case in hand; it can no longer be withdrawn."))
NOT_CLOSED = Obstacle("NOT_CLOSED", _("This case is not closed."))
OFFICER_NOT_CLEARED = Obstacle("OFFICER_NOT_CLEARED", _("This officer is not cleared for the petition's level; choose somebody who is."))
OFFICER_LEAVES = Obstacle("OFFICER_LEAVES", _("The departure of this officer is under way; give the case to somebody who stays."))
OFFICER_KEPT_OUT = Obstacle("OFFICER_KEPT_OUT", _("This officer is kept out of the petition; choose somebody else."))
NOT_AN_OFFICER = Obstacle(
    "NOT_AN_OFFICER", _("This person holds no office as handling officer in that unit; choose another person or unit.")
)
NOTHING_WAITS = Obstacle("NOTHING_WAITS", _("No proposal waits for a decision here; reload the page to see how it stands."))
DECLASSIFICATION_WAITS = Obstacle("DECLASSIFICATION_WAITS", _("A declassification waits for your decision; open it from the petition."))
WRONG_RESULT = Obstacle("WRONG_RESULT", _("This result belongs to another kind of petition; choose one of those offered."))
CLOSED_IN_FUTURE = Obstacle("CLOSED_IN_FUTURE", _("The closing day lies in the future; enter today or an earlier day."))
CLOSED_TOO_EARLY = Obstacle("CLOSED_TOO_EARLY", _("The closing day lies before the day the petition came in."))
RECEIVED_IN_FUTURE = Obstacle("RECEIVED_IN_FUTURE", _("The day of receipt lies in the future; enter today or an earlier day."))
RECEIVED_TOO_EARLY = Obstacle("RECEIVED_TOO_EARLY", _("The day of receipt lies before 1949; check the year."))

EARLIEST = date(1949, 1, 1)


def registering_unit(person: Person) -> Unit | None:
    """The unit for which the person registers: that of the oldest appointment as registrar."""
    held = [appointment for appointment in person.appointments_now if appointment.office == Office.REGISTRAR]
    return held[0].unit if held and person.is_active else None


def obstacles_to_registering(person: Person, unit: Unit | None) -> Iterator[Obstacle]:
    if unit is None or not person.holds(Office.REGISTRAR, unit=unit):
        yield NOT_REGISTRAR


def obstacles_to_received_on(received_on: date, *, on: date) -> Iterator[Obstacle]:
    if received_on > on:
        yield RECEIVED_IN_FUTURE
    if received_on < EARLIEST:
        yield RECEIVED_TOO_EARLY


def sees(petition: Petition, person: Person, *, on: date) -> bool:
    """Asked once for each petition as it was read: a page asks a dozen times, an action asks anew about what it has locked."""
    read, answer = person.worked_out.get(("sees", id(petition), on), (None, False))
    if read is not petition:
        if petition.is_locked:
            person.forget()
        answer = sees_record(person, petition.pk, on=on)
        person.worked_out["sees", id(petition), on] = petition, answer
    return answer


def reads_content(petition: Petition, person: Person, on: date) -> bool:
    """Whether body, notes, reply and full contacts are open to this person, alone and on every page that asks.

    Where the level demands two, to nobody: what the two see together is shown by `petitions.openings` only. Basis: REQUIREMENTS H6.
    """
    return not demands_two(petition.record) and is_reader(petition, person, on)


def is_reader(petition: Petition, person: Person, on: date) -> bool:
    """Whether the content is for this person, alone or with a companion; who does not see the card reads nothing.

    By office, as handling officer, as grading authority while a proposal waits, or on a running loan. Basis: DESIGN §3.
    """
    if petition.is_destroyed or not sees(petition, person, on=on):
        return False
    record = petition.record
    return (
        reads_content_by_office(record, person)
        or petition.handling_officer_id == person.pk
        or may_decide(record, person, on=on)
        or registry.is_reader(record, person, on)
    )


def obstacles_to_revealing(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    if petition.is_destroyed:
        yield DESTROYED
    else:
        yield from _against_reading(petition, person, on)


def _against_reading(petition: Petition, person: Person, on: date) -> Iterator[Obstacle]:
    if not is_reader(petition, person, on):
        yield NO_CONTENT
    elif demands_two(petition.record):
        yield BY_TWO


def obstacles_to_editing(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """A closed case stands as it was closed: a destruction slip may rest on its ciphertext."""
    yield from obstacles_to_changing(petition, person, on)
    if petition.status == Status.CLOSED:
        yield CASE_CLOSED
    if not person.holds(Office.REGISTRAR, unit=petition.record.unit):
        yield NOT_REGISTRAR
    elif not petition.is_destroyed:
        yield from _against_reading(petition, person, on)


def obstacles_to_withdrawing(petitions: list[Petition], person: Person, *, on: date) -> Iterator[Obstacle]:
    """Only what nobody has taken in hand: whatever came after must not be made undone. Of many each reason is named once."""
    seen = set(visible_records(person, on=on).filter(pk__in=[petition.pk for petition in petitions]).values_list("pk", flat=True))
    against = (reason for petition in petitions for reason in _against_withdrawing(petition, person, seen))
    yield from dict.fromkeys(against)


def _against_withdrawing(petition: Petition, person: Person, seen: set[UUID]) -> Iterator[Obstacle]:
    yield from _over(petition)
    if petition.pk not in seen:
        yield OUT_OF_SIGHT
    if petition.status not in (Status.REGISTERED, Status.WITHDRAWN, Status.DESTROYED):
        yield IN_HAND
    if not person.holds(Office.REGISTRAR, unit=petition.record.unit):
        yield NOT_REGISTRAR


def obstacles_to_assigning(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_changing(petition, person, on)
    if petition.status == Status.CLOSED:
        yield CASE_CLOSED
    if not may_assign(petition, person):
        yield NOT_ASSIGNER


def may_assign(petition: Petition, person: Person) -> bool:
    return any(person.holds(office, unit=petition.record.unit) for office in (Office.REGISTRAR, Office.UNIT_HEAD))


def obstacles_to_officer(petition: Petition, officer: Person, unit: Unit, *, on: date) -> Iterator[Obstacle]:
    """Whom the case may be given to. Ungraded counts as the highest level. Basis: DESIGN §4."""
    if not officer.holds(Office.HANDLING_OFFICER, unit=unit):
        yield NOT_AN_OFFICER
    if not is_cleared_to_see(officer, petition.record, on=on):
        yield OFFICER_NOT_CLEARED
    if is_kept_out(officer, petition.record, on=on):
        yield OFFICER_KEPT_OUT
    if open_departure(officer) is not None:
        yield OFFICER_LEAVES


def obstacles_to_noting(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from _in_hand(petition, person, on)


def obstacles_to_closing(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from _in_hand(petition, person, on)


def _in_hand(petition: Petition, person: Person, on: date) -> Iterator[Obstacle]:
    yield from _handled_by(petition, person, on)
    if petition.status == Status.CLOSED:
        yield CASE_CLOSED
    elif petition.status == Status.REGISTERED:
        yield NOT_IN_HAND


def obstacles_to_result(petition: Petition, result: str, closed_on: date, *, on: date) -> Iterator[Obstacle]:
    if result not in RESULTS_OF[petition.category]:
        yield WRONG_RESULT
    if closed_on > on:
        yield CLOSED_IN_FUTURE
    if closed_on < petition.received_on:
        yield CLOSED_TOO_EARLY


def obstacles_to_reopening(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    yield from _handled_by(petition, person, on)
    if petition.is_open:
        yield NOT_CLOSED


def obstacles_to_declassifying(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """Whoever proposes gradings proposes declassifying what is graded. Basis: REQUIREMENTS G6."""
    yield from obstacles_to_proposing_grading(petition, person, on=on)
    yield from obstacles_to_declassification(petition.record)


def obstacles_to_proposing_grading(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    """The handling officer. What was withdrawn has none: its registrar, or it could never be destroyed. See docs/decisions."""
    if petition.status != Status.WITHDRAWN:
        yield from _handled_by(petition, person, on)
        return
    if not sees(petition, person, on=on):
        yield OUT_OF_SIGHT
    if not person.holds(Office.REGISTRAR, unit=petition.record.unit):
        yield NOT_REGISTRAR


def _handled_by(petition: Petition, person: Person, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_changing(petition, person, on)
    if petition.handling_officer_id != person.pk:
        yield NOT_HANDLER


def obstacles_to_changing(petition: Petition, person: Person, on: date) -> Iterator[Obstacle]:
    """Asked again under the lock: level and scope may have changed since the page was drawn."""
    yield from _over(petition)
    if not sees(petition, person, on=on):
        yield OUT_OF_SIGHT


def _over(petition: Petition) -> Iterator[Obstacle]:
    if petition.is_destroyed:
        yield DESTROYED
    if petition.status == Status.WITHDRAWN:
        yield WITHDRAWN


def reads_trail(petition: Petition, person: Person) -> bool:
    """Whoever is responsible for the record reads its trail: registrar and head of the owning unit, handling officer. Basis: CONTRACT."""
    return petition.handling_officer_id == person.pk or may_assign(petition, person)


def obstacles_to_asking_who(petition: Petition, person: Person) -> Iterator[Obstacle]:
    """Who can see the record is told to those who answer for it. Basis: REQUIREMENTS G5, G7."""
    answering = (Office.LEADER_IN_CHARGE, Office.GRADING_AUTHORITY)
    if petition.is_destroyed:
        yield DESTROYED
    elif not reads_trail(petition, person) and not any(person.holds(office, unit=petition.record.unit) for office in answering):
        yield NOT_ANSWERING


def obstacles_to_asking_what(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    """What somebody can see is told to themself, to whoever stands above them, and, in figures, to the security administrator."""
    if person.pk != by.pk and not by.holds(Office.SECURITY_ADMIN) and not is_below(person, by, on=on):
        yield NOT_ABOVE

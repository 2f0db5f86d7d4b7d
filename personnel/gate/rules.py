"""What is missing at the gate: anything missing or run out suspends access to records, and is gone the moment it is mended.

Nothing is stored and no task is needed: who sees a record is asked anew at every request. Basis: REQUIREMENTS H1–H3, issue of access.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.gate.models import BackgroundCheck, Demand, Pledge, PledgeText
from personnel.gate.querysets import demanded, newest_checks, newest_pledges, offices_of
from personnel.models import Person
from personnel.offices import ADMINISTRATORS, Office
from personnel.partners.condition import without_agreement
from personnel.told import made, told
from personnel.training.rules import fault_of_training, without_training

SUSPENDED = Obstacle("SUSPENDED", _("Your access is suspended until what is missing is there; the page of your duties says what."), True)
CHECK_MISSING = Obstacle("CHECK_MISSING", _("No background check is on record; the security administrator records it."))
CHECK_FAILED = Obstacle("CHECK_FAILED", _("The last background check was not passed; ask the security administrator."))
CHECK_RUN_OUT = Obstacle("CHECK_RUN_OUT", _("The background check has run out; the security administrator records a new one."))
PLEDGE_MISSING = Obstacle("PLEDGE_MISSING", _("The confidentiality pledge is not signed yet; read and sign it."))
PLEDGE_RUN_OUT = Obstacle("PLEDGE_RUN_OUT", _("The confidentiality pledge is more than a year old; read and sign it anew."))
PLEDGE_OTHER_OFFICE = Obstacle("PLEDGE_OTHER_OFFICE", _("The pledge was signed for another office; read and sign it for the present one."))

NOT_SECURITY_ADMIN = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator does this."), True)
OWN_CHECK = Obstacle("OWN_CHECK", _("Nobody records a check of their own; the principal leader decides who does."), True)
CHECK_IN_FUTURE = Obstacle("CHECK_IN_FUTURE", _("A check cannot be recorded before it was made; correct the day."))
CHECK_ENDS_EARLY = Obstacle("CHECK_ENDS_EARLY", _("A check is valid until a day after it was made; correct the day."))
PLEDGE_STANDS = Obstacle("PLEDGE_STANDS", _("Your pledge stands; it can be signed anew in the last two months of its year."))
NO_TEXT = Obstacle("NO_TEXT", _("There is no text of the pledge yet; the security administrator publishes one."))
TEXT_CHANGED = Obstacle("TEXT_CHANGED", _("What you would sign has changed since you opened the page; read it again."))

RENEWED_BEFORE = 60  # days

Findings = dict[UUID, Obstacle]


def without_check(people: Iterable[UUID], *, on: date) -> Findings:
    known = newest_checks(people, on=on)
    found = {person: _fault_of_check(known.get(person), on) for person in people}
    return {person: fault for person, fault in found.items() if fault}


def _fault_of_check(check: BackgroundCheck | None, on: date) -> Obstacle | None:
    if check is None:
        return CHECK_MISSING
    if check.result != BackgroundCheck.Result.PASSED:
        return CHECK_FAILED
    return CHECK_RUN_OUT if check.valid_until < on else None


def without_pledge(people: Iterable[UUID], *, on: date) -> Findings:
    """A pledge holds for a year and for the offices it was signed for; an older version of the text holds to its end."""
    known, offices = newest_pledges(people, on=on), offices_of(people, on=on)
    found = {person: _fault_of_pledge(known.get(person), offices.get(person, set()), on) for person in people}
    return {person: fault for person, fault in found.items() if fault}


def _fault_of_pledge(pledge: Pledge | None, offices: set[str], on: date) -> Obstacle | None:
    if pledge is None:
        return PLEDGE_MISSING
    if pledge.until < on:
        return PLEDGE_RUN_OUT
    return PLEDGE_OTHER_OFFICE if offices - set(pledge.payload["offices"]) else None


_CONDITIONS: dict[str, Callable[..., Findings]] = {
    Demand.CHECK: without_check,
    Demand.TRAINING: without_training,
    Demand.PLEDGE: without_pledge,
    Demand.AGREEMENT: without_agreement,
}


Missing = list[tuple[str, Obstacle]]


def missing_for(people: list[UUID], *, on: date, wanted: list[str] | None = None) -> dict[UUID, Missing]:
    """What is demanded (or would be: `wanted`) and missing, for many people at once: who misses nothing is left out."""
    found: dict[UUID, Missing] = {}
    wanted = demanded() if wanted is None else wanted
    for demand in [demand for demand in Demand.values if demand in wanted]:
        for person, obstacle in _CONDITIONS[demand](people, on=on).items():
            found.setdefault(person, []).append((demand, obstacle))
    return found


def missing(person: Person, *, on: date) -> Missing:
    """What keeps this person from the records today; worked out once per request, from what is told about them."""
    known = person.worked_out
    if ("gate", on) not in known:
        wanted = {row["demand"] for row in told(person, "demands", on=on)}
        faults = ((demand, _OF_ONE[demand](person, on)) for demand in Demand.values if demand in wanted)
        known["gate", on] = [(demand, fault) for demand, fault in faults if fault]
    return known["gate", on]


def _check_of(person: Person, on: date) -> Obstacle | None:
    rows = told(person, "check", on=on)
    return _fault_of_check(made(BackgroundCheck, rows[0]) if rows else None, on)


def _training_of(person: Person, on: date) -> Obstacle | None:
    done = {row["course_id"]: date.fromisoformat(row["until"]) for row in told(person, "results", on=on)}
    return fault_of_training([done.get(row["id"]) for row in told(person, "courses", on=on)], on)


def _pledge_of(person: Person, on: date) -> Obstacle | None:
    rows = told(person, "pledge", on=on)
    offices = {row["office"] for row in told(person, "appointments", on=on)}
    return _fault_of_pledge(made(Pledge, rows[0]) if rows else None, offices, on)


def _agreement_of(person: Person, on: date) -> Obstacle | None:
    """Few belong to a firm: asked of them alone."""
    return without_agreement([person.pk], on=on).get(person.pk) if told(person, "firms", on=on) else None


_OF_ONE: dict[str, Callable[[Person, date], Obstacle | None]] = {
    Demand.CHECK: _check_of,
    Demand.TRAINING: _training_of,
    Demand.PLEDGE: _pledge_of,
    Demand.AGREEMENT: _agreement_of,
}


def is_suspended(person: Person, *, on: date) -> bool:
    """Administrators see no record in any case; their own work goes on, or nobody could mend anything."""
    return bool(missing(person, on=on)) and not person.office_codes() & ADMINISTRATORS


def obstacles_to_keeping_the_gate(person: Person) -> Iterator[Obstacle]:
    """Conditions, checks and texts are the security administrator's."""
    if not person.holds(Office.SECURITY_ADMIN):
        yield NOT_SECURITY_ADMIN


def obstacles_to_checking(person: Person, by: Person | None, *, checked_on: date, valid_until: date, on: date) -> Iterator[Obstacle]:
    if by is not None:
        yield from obstacles_to_keeping_the_gate(by)
        if by.pk == person.pk:
            yield OWN_CHECK
    if checked_on > on:
        yield CHECK_IN_FUTURE
    if valid_until <= checked_on:
        yield CHECK_ENDS_EARLY


def obstacles_to_pledging(person: Person, text: PledgeText | None, *, on: date) -> Iterator[Obstacle]:
    if text is None:
        yield NO_TEXT
        return
    standing = newest_pledges([person.pk], on=on).get(person.pk)
    if standing and not without_pledge([person.pk], on=on) and (standing.until - on).days > RENEWED_BEFORE:
        yield PLEDGE_STANDS

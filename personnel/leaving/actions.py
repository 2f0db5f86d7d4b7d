"""Open a departure, withdraw it, record the talk, sign the pledge, end access, finish."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.refusals import Refused, demand
from personnel.actions import deactivate
from personnel.gate.models import Text
from personnel.gate.pledging import hash_of
from personnel.gate.querysets import text_in_force
from personnel.leaving import events, rules
from personnel.leaving.cooling import cooling_of, months_by_level
from personnel.leaving.models import CoolingOff, Departure, LeavingPledge, State, WriteOff
from personnel.leaving.pledging import payload_of, with_filled_in
from personnel.leaving.querysets import due, open_departure
from personnel.leaving.registry import call_back_everything, end_everything, give_up_the_recall
from personnel.models import Appointment, Person
from personnel.offices import ADMINISTRATORS, LEADING, Office
from personnel.proposals.models import Proposal
from vault import clock
from vault.identity import uuid7
from vault.turns import Turn, take


@transaction.atomic
def open_departure_of(person: Person, *, ground: str, ends_at: datetime, reason: str, by: Person, on: date) -> Departure:
    """From now on everything that stands in the way is listed and every loan called back; access ends at the minute."""
    take(Turn.LAST_OF_OFFICE)
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    demand(rules.obstacles_to_opening(person, by, on=on))
    demand(rules.obstacles_to_end(ends_at))
    departure = Departure(id=uuid7(), person=person, ground=ground, ends_at=ends_at, opened_by=by, opened_at=clock.now())
    departure.unit, departure.of_a_head, departure.of_a_leader = _standing(person)
    departure.reason = reason
    try:
        with transaction.atomic():
            departure.keep(by=by)
    except IntegrityError as error:
        raise Refused([rules.LEAVES_ALREADY]) from error
    _remember(events.OPENED, departure, by)
    call_back_everything(person, by=by, on=on, until=timezone.localdate(ends_at) - timedelta(days=1))
    return departure


def _standing(person: Person) -> tuple:
    """Unit, whether its head, whether a leader or an administrator: as a proposal about them would ask."""
    unit, offices = person.main_unit, person.office_codes()
    heads = unit is not None and person.is_appointed(Office.UNIT_HEAD, unit=unit)
    leads = bool(offices & (LEADING | ADMINISTRATORS)) or (heads and unit.parent_id is None)
    return unit, heads, leads


@transaction.atomic
def withdraw(departure: Departure, *, reason: str, by: Person, on: date) -> Departure:
    """Nobody leaves after all: everything is as it was. Only before access has ended."""
    departure = _locked(departure)
    demand(rules.obstacles_to_withdrawing(departure, by, on=on))
    departure.withdrawal = reason
    _close(departure, State.WITHDRAWN, by)
    _remember(events.WITHDRAWN, departure, by)
    if departure.person.is_active:  # what the closing of an account has called back stays called back
        give_up_the_recall(departure.person, by=by)
    return departure


@transaction.atomic
def record_talk(departure: Departure, *, talk_on: date, conclusion: str, by: Person, on: date) -> Departure:
    """The reminder talk (提醒谈话) was held, and what the check of the person's work found."""
    departure = _locked(departure)
    demand(rules.obstacles_to_keeping_open(departure, by, on=on))
    demand(rules.obstacles_to_talk(departure, talk_on, on=on))
    departure.talk_on, departure.talk_by, departure.conclusion = talk_on, by, conclusion
    departure.keep(by=by)
    _remember(events.TALKED, departure, by)
    return departure


@transaction.atomic
def sign_pledge(departure: Departure, *, seen: str, filled_in: dict, by: Person, on: date) -> LeavingPledge:
    """The person signs what they have read. `seen`: hash of what the page showed; another one signs nothing."""
    departure = _locked(departure)
    text = text_in_force(Text.LEAVING)
    demand(rules.obstacles_to_pledging(departure, by, text, on=on))
    payload = payload_of(departure, text)
    demand([rules.TEXT_CHANGED] if hash_of(payload) != seen else [])
    pledge = LeavingPledge(id=uuid7(), departure=departure, person=by, text=text, signed_at=clock.now())
    for name, value in filled_in.items():
        setattr(pledge, name, value)
    pledge.payload = with_filled_in(payload, pledge)
    pledge.payload_hash = hash_of(pledge.payload)
    pledge.keep(by=by)
    record(events.PLEDGED, actor=by, subject=departure, facts={"number": pledge.number})
    return pledge


@transaction.atomic
def write_off(proposal: Proposal, *, source: str, key: str, by: Person, on: date) -> WriteOff:
    """A leader has confirmed it: this no longer stands in the way."""
    departure = open_departure(proposal.person)
    demand([rules.NOT_OPEN] if departure is None else [])
    departure = _locked(departure)
    made = WriteOff(id=uuid7(), departure=departure, source=source, key=key, proposal=proposal)
    made.keep(by=by)
    facts = {"account": departure.person.username, "hold": source}
    record(events.WRITTEN_OFF, actor=by, subject=departure, facts=facts)
    return made


def end_what_is_due() -> int:
    """Ends the access of everybody whose minute has come; asked before every request and by the worker. Answers how many."""
    return sum(_end(departure) for departure in due(at=timezone.now()))


@transaction.atomic
def _end(departure: Departure) -> bool:
    """Sessions, offices, grants and the account end together; where nothing is open, the departure is finished with it."""
    departure = _locked(departure)
    if departure.state != State.OPEN or departure.has_ended:
        return False
    person, day, by = departure.person, timezone.localdate(departure.ends_at), departure.opened_by
    departure.code, departure.cools_until = cooling_of(person, on=day)
    _end_offices(person, day, by)
    person.groups.clear()
    deactivate(person, by=None)
    end_everything(person, by=by, on=day)
    departure.ended_at = clock.now()
    departure.person.refresh_from_db()
    departure.keep(by=None)
    today = timezone.localdate()
    count = rules.count_open(departure, on=today)
    record(events.ENDED, actor=None, subject=departure, facts={"account": person.username, "count": count})
    if not any(rules.in_the_way(departure, person, on=today)):
        _finish(departure, None)
    return True


def _end_offices(person: Person, day: date, by: Person) -> None:
    """With this day; what was to begin later ends as it begins."""
    for appointment in Appointment.objects.filter(person=person).exclude(until__lt=day):
        appointment.until = max(appointment.since, day)
        appointment.keep(by=by)


@transaction.atomic
def finish(departure: Departure, *, by: Person, on: date) -> Departure:
    """Access has ended, the talk was held, everything is zero or written off."""
    departure = _locked(departure)
    demand(rules.obstacles_to_finishing(departure, by, on=on))
    return _finish(departure, by)


def _finish(departure: Departure, by: Person | None) -> Departure:
    _close(departure, State.FINISHED, by)
    _remember(events.FINISHED, departure, by)
    return departure


def _close(departure: Departure, state: State, by: Person | None) -> None:
    departure.state, departure.closed_by, departure.closed_at = state, by, clock.now()
    departure.keep(by=by)


@transaction.atomic
def set_periods(months: dict[str, int], *, by: Person) -> None:
    """How long each level cools off from now on; departures whose access has ended keep theirs."""
    demand(rules.obstacles_to_periods(by))
    for code, before in months_by_level().items():
        after = months[code]
        if after != before:
            CoolingOff(code=code, months=after).keep(by=by)
            record(events.PERIOD_SET, actor=by, facts={"level": code, "before": before, "after": after})


def _locked(departure: Departure) -> Departure:
    return Departure.objects.select_for_update(of=("self",)).select_related("person", "unit", "opened_by").get(pk=departure.pk)


def _remember(event: Event, departure: Departure, by: Person | None) -> None:
    record(event, actor=by, subject=departure, facts={"account": departure.person.username})

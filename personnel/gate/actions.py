"""Verbs of the gate: record a check, publish a text, sign a pledge, demand or stop demanding something."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.gate import events
from personnel.gate.models import BackgroundCheck, GateCondition, Pledge, PledgeText, Text
from personnel.gate.pledging import hash_of, payload_of, year_after
from personnel.gate.querysets import text_in_force
from personnel.gate.rules import TEXT_CHANGED, obstacles_to_checking, obstacles_to_keeping_the_gate, obstacles_to_pledging
from personnel.models import Person
from vault.identity import uuid7


@transaction.atomic
def record_check(
    person: Person, *, kind: str, checked_on: date, result: str, valid_until: date, reasons: str, by: Person | None, on: date
) -> BackgroundCheck:
    """A check with its result; the newest one counts. `by`: None only where a house is founded."""
    demand(obstacles_to_checking(person, by, checked_on=checked_on, valid_until=valid_until, on=on))
    check = BackgroundCheck(
        id=uuid7(), person=person, kind=kind, checked_on=checked_on, result=result, valid_until=valid_until, recorded_by=by
    )
    check.reasons = reasons
    check.keep(by=by)
    record(events.CHECK_RECORDED, actor=by, subject=person, facts={"account": person.username, "found": str(result)})
    person.forget()
    return check


@transaction.atomic
def publish_text(*, title: str, body: str, by: Person, kind: str = Text.DUTY) -> PledgeText:
    """The next version: whoever signs from now on signs this one."""
    demand(obstacles_to_keeping_the_gate(by))
    list(PledgeText.objects.select_for_update().values_list("pk"))
    last = PledgeText.objects.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0
    text = PledgeText(id=uuid7(), kind=kind, version=last + 1, title=title, body=body, made_by=by)
    text.keep(by=by)
    record(events.TEXT_PUBLISHED, actor=by, subject=text, facts={"version": text.version})
    return text


@transaction.atomic
def sign_pledge(person: Person, *, seen: str, on: date) -> Pledge:
    """The person signs for themselves what they have read. `seen`: hash of what the page showed; another one signs nothing."""
    Person.objects.select_for_update().get(pk=person.pk)
    text = text_in_force()
    demand(obstacles_to_pledging(person, text, on=on))
    payload = payload_of(person, text, on=on)
    demand([TEXT_CHANGED] if hash_of(payload) != seen else [])
    pledge = Pledge(id=uuid7(), person=person, text=text, payload=payload, payload_hash=seen, signed_on=on, until=year_after(on))
    pledge.keep(by=person)
    record(events.PLEDGE_SIGNED, actor=person, subject=pledge, facts={"number": pledge.number, "hash": seen})
    person.forget()
    return pledge


@transaction.atomic
def set_conditions(wanted: set[str], *, by: Person | None) -> None:
    """Exactly this is demanded of everybody from now on. `by`: None only where a house is founded."""
    if by is not None:
        demand(obstacles_to_keeping_the_gate(by))
    for condition in GateCondition.objects.select_for_update():
        if condition.on != (condition.demand in wanted):
            condition.on = not condition.on
            condition.keep(by=by)
            record(events.CONDITION_CHANGED, actor=by, facts={"demand": condition.demand, "demanded": "on" if condition.on else "off"})

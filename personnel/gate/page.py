"""What the pages of the gate show."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from personnel.gate.models import BackgroundCheck, Demand, Pledge
from personnel.gate.pledging import hash_of, payload_of
from personnel.gate.querysets import demanded, newest_pledges, text_in_force
from personnel.gate.rules import RENEWED_BEFORE, missing, missing_for, obstacles_to_pledging, without_pledge
from personnel.models import Person
from personnel.training.querysets import demanded_courses, results_by_person

# Where somebody mends what is missing themselves; a background check is somebody else's to record.
MENDED_AT = {Demand.PLEDGE: "gate:pledge", Demand.TRAINING: "training:courses"}
MENDED_BY = {Demand.PLEDGE: _("Read and sign the pledge"), Demand.TRAINING: _("Learn and take the test")}
TONES = {BackgroundCheck.Result.PASSED: "good", BackgroundCheck.Result.FAILED: "bad"}


def open_duties(person: Person, *, on: date) -> list[dict]:
    """What is missing or soon will be, with the address that mends it, if the person can."""
    found = [_duty(demand, obstacle, urgent=True) for demand, obstacle in missing(person, on=on)]
    known = {duty["demand"] for duty in found}
    if Demand.PLEDGE not in known:
        found += _pledge_soon(person, on)
    if Demand.TRAINING not in known:
        found += _training_soon(person, on)
    return found


def _pledge_soon(person: Person, on: date) -> list[dict]:
    """Not demanded, or not yet: still to be signed, or to be renewed in the last two months."""
    fault = without_pledge([person.pk], on=on).get(person.pk)
    standing = newest_pledges([person.pk], on=on).get(person.pk)
    if fault and text_in_force():
        return [_duty(Demand.PLEDGE, fault, urgent=False)]
    if standing and 0 <= (standing.until - on).days <= RENEWED_BEFORE:
        return [_duty(Demand.PLEDGE, _("Your pledge runs out soon; read and sign it anew."), urgent=False) | {"due_on": standing.until}]
    return []


def _training_soon(person: Person, on: date) -> list[dict]:
    """Courses demanded of everybody that run out within two months."""
    done = results_by_person([person.pk], demanded_courses(), on=on).get(person.pk, {})
    until = min(done.values(), default=None)
    if until is None or not 0 <= (until - on).days <= RENEWED_BEFORE:
        return []
    return [_duty(Demand.TRAINING, _("Your training runs out soon; take the test anew."), urgent=False) | {"due_on": until}]


def _duty(demand: str, sentence, *, urgent: bool) -> dict:
    url = reverse(MENDED_AT[Demand(demand)]) if demand in MENDED_AT else ""
    return {
        "demand": demand,
        "title": Demand(demand).label,
        "sentence": sentence,
        "url": url,
        "button": MENDED_BY.get(Demand(demand), ""),
        "urgent": urgent,
    }


def particulars_of(person: Person) -> dict:
    """Checks and pledges as tables."""
    checks = [{"check": check, "tone": TONES[BackgroundCheck.Result(check.result)]} for check in person.checks.all()]
    results = person.training_results.select_related("course")
    return {"checks": checks, "pledges": person.pledges.select_related("text"), "results": results}


def pledge_to_sign(person: Person, *, on: date) -> dict:
    text = text_in_force()
    payload = payload_of(person, text, on=on) if text else {}
    return {
        "text": text,
        "boxes": boxes_of(payload) if payload else [],
        "hash": hash_of(payload),
        "obstacles": list(obstacles_to_pledging(person, text, on=on)),
    }


def boxes_of(payload: dict) -> list[tuple[str, str]]:
    """The boxes above the text; Chinese in every language, as the text is."""
    return [
        ("甲方（单位）", payload["organisation"]),
        ("乙方（责任人）", f"{payload['name']}（{payload['account']}）"),
        ("部门", "、".join(payload["units"]) or "—"),
        ("岗位", "、".join(payload["office_names"]) or "—"),
        ("可接触密级", payload["levels"]),
        ("期限", f"{payload['signed_on']} 至 {payload['until']}"),
    ]


def boxes_and_text(pledge: Pledge) -> tuple[list[tuple[str, str]], str]:
    return boxes_of(pledge.payload), pledge.text.body


def gate(*, on: date) -> dict:
    """What is demanded, of how many it is missing, and who is suspended for it."""
    people = list(Person.objects.filter(is_active=True).order_by("username"))
    wanted = demanded()
    lacking = {demand: missing_for([person.pk for person in people], on=on, wanted=[demand]) for demand in Demand.values}
    lines = [
        {"demand": demand.value, "label": demand.label, "on": demand.value in wanted, "lacking": len(lacking[demand.value])}
        for demand in Demand
    ]
    faults = {person.pk: [fault for demand in wanted for _demand, fault in lacking[demand].get(person.pk, [])] for person in people}
    return {"lines": lines, "lacking": [{"person": person, "why": faults[person.pk]} for person in people if faults[person.pk]]}

"""What the pages of a departure show, and what their reader may do."""

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from personnel.accounts.rules import obstacles_to_keeping
from personnel.gate.models import Text
from personnel.gate.pledging import hash_of
from personnel.gate.querysets import text_in_force
from personnel.leaving import rules
from personnel.leaving.cooling import words_of
from personnel.leaving.forms import FinishForm, TalkForm, WithdrawalForm
from personnel.leaving.models import Departure, LeavingPledge, State
from personnel.leaving.pledging import boxes_of, payload_of
from personnel.leaving.querysets import written_off
from personnel.leaving.registry import Source, Thing
from personnel.leaving.writing_off import CODE, proposed
from personnel.models import Person
from personnel.proving import bound_or_new

TONES = {State.OPEN: "active", State.FINISHED: "done", State.WITHDRAWN: "neutral"}


def groups(departure: Departure, reader: Person, *, on: date) -> list[dict]:
    """Every kind of thing that can stand in the way, settled kinds last."""
    gone, waiting = written_off(departure), proposed(departure.person)
    found = [_group(departure.person, source, things, gone, waiting) for source, things in rules.held(departure.person, reader, on=on)]
    for group in found:
        group["settle"] = group["source"].settle(departure.person, reader, on) if group["open"] else ""
    return sorted(found, key=lambda group: not group["open"] and not group["things"])


def _group(person: Person, source: Source, things: list[Thing], gone: set, waiting: set) -> dict:
    lines = [{"thing": thing, "gone": (source.code, thing.key) in gone, "waits": (source.code, thing.key) in waiting} for thing in things]
    left = source.left(person, things, gone)
    return {"source": source, "things": lines, "open": left, "more": source.unnamed(left, lines)}


def departure_page(departure: Departure, reader: Person, *, on: date, form=None) -> dict:
    runs = departure.state == State.OPEN
    found = groups(departure, reader, on=on) if runs else []
    pledge = LeavingPledge.objects.filter(departure=departure).select_related("text").first()
    keeps = not any(rules.obstacles_to_keeping_open(departure, reader, on=on))
    return {
        "departure": departure,
        "tone": TONES[State(departure.state)],
        "holds": found,
        "open": sum(group["open"] for group in found if not group["source"].along),
        "write_offs": departure.write_offs.select_related("proposal__decided_by"),
        "pledge": pledge,
        "level": words_of(departure.code) if departure.code else "",
        "keeps": keeps,
        "writes_off": CODE if keeps else "",
        "told_why": not any(obstacles_to_keeping(departure.person, reader, on=on)),
        "talk": bound_or_new(TalkForm, form) if keeps and departure.talk_on is None else None,
        "withdrawal": bound_or_new(WithdrawalForm, form) if not any(rules.obstacles_to_withdrawing(departure, reader, on=on)) else None,
        "finishing": _finishing(departure, reader, on, form),
        "sent": type(form).__name__ if form else "",
        "signs": not any(rules.obstacles_to_pledging(departure, reader, text_in_force(Text.LEAVING), on=on)),
    }


def _finishing(departure: Departure, reader: Person, on: date, form) -> dict | None:
    """To whom it belongs: the form, or what it still waits for."""
    if any(rules.obstacles_to_keeping_open(departure, reader, on=on)):
        return None
    obstacles = list(rules.in_the_way(departure, reader, on=on))
    return {"obstacles": obstacles, "form": None if obstacles else bound_or_new(FinishForm, form)}


def pledge_to_sign(departure: Departure, *, on: date) -> dict:
    text = text_in_force(Text.LEAVING)
    payload = payload_of(departure, text) if text else {}
    obstacles = list(rules.obstacles_to_pledging(departure, departure.person, text, on=on))
    boxes = boxes_of(payload) if payload else []
    return {"departure": departure, "text": text, "boxes": boxes, "hash": hash_of(payload), "obstacles": obstacles}


def shown(departures: QuerySet[Departure], which: str, *, on: date) -> QuerySet[Departure]:
    """Those under way by their minute; those who cool off by the last day of it."""
    if which == "cooling":
        return departures.filter(cools_until__gte=on).order_by("cools_until", "id")
    if which == "all":
        return departures
    return departures.filter(state=State.OPEN).order_by("ends_at", "id")


def row(departure: Departure, *, on: date) -> dict:
    return {
        "departure": departure,
        "tone": TONES[State(departure.state)],
        "open": rules.count_open(departure, on=on) if departure.state == State.OPEN else None,
        "level": words_of(departure.code) if departure.code else "",
        "days": (departure.cools_until - on).days if departure.cools_until and departure.cools_until >= on else None,
    }


def file_rows(person: Person, on: date) -> list[tuple]:
    """For the person's file, newest first."""
    found = person.departures.select_related("pledge")
    return [
        (
            timezone.localdate(one.ends_at),
            one.get_ground_display(),
            one.get_state_display(),
            one.pledge.number if hasattr(one, "pledge") else "",
            one.cools_until,
        )
        for one in found
    ]

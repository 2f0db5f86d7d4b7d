"""What the page of an end shows, and what its reader may do."""

from datetime import date

from personnel.leaving.registry import Source, Thing
from personnel.models import Person
from personnel.partners.ending import rules
from personnel.partners.ending.forms import FinishForm
from personnel.partners.ending.models import Ending, State
from personnel.partners.ending.querysets import written_off
from personnel.partners.ending.writing_off import proposed
from personnel.partners.rules import obstacles_to_keeping
from personnel.proving import bound_or_new

TONES = {State.OPEN: "active", State.FINISHED: "done", State.WITHDRAWN: "neutral"}


def ending_page(ending: Ending, reader: Person, *, on: date, form=None) -> dict:
    runs = ending.state == State.OPEN
    keeps = not any(rules.obstacles_to_keeping_open(ending, reader))
    people = [_person(ending, person, reader, on) for person in rules.people_of(ending, on=on)] if runs else []
    obstacles = list(rules.in_the_way(ending, reader, on=on)) if keeps else []
    return {
        "ending": ending,
        "partner": ending.partner,
        "tone": TONES[State(ending.state)],
        "people": people,
        "open": sum(one["open"] for one in people),
        "hand_backs": ending.hand_backs.select_related("received_by", "recorded_by"),
        "write_offs": ending.write_offs.select_related("person", "proposal__decided_by"),
        "keeps": keeps,
        "told_why": not any(obstacles_to_keeping(reader)),
        "obstacles": obstacles,
        "finishing": bound_or_new(FinishForm, form) if keeps and not obstacles else None,
    }


def _person(ending: Ending, person: Person, reader: Person, on: date) -> dict:
    gone, waiting = written_off(ending, person), {(source, key) for who, source, key in proposed(ending) if who == str(person.pk)}
    groups = [_group(source, things, left, gone, waiting) for source, things, left in rules.still_held(ending, person, reader, on=on)]
    shown = [group for group in groups if group["things"] or group["open"]]
    return {"person": person, "groups": shown, "open": sum(group["open"] for group in groups if not group["source"].along)}


def _group(source: Source, things: list[Thing], left: int, gone: set, waiting: set) -> dict:
    lines = [{"thing": thing, "gone": (source.code, thing.key) in gone, "waits": (source.code, thing.key) in waiting} for thing in things]
    return {"source": source, "things": lines, "open": left, "more": source.unnamed(left, lines)}

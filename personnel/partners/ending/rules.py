"""Who opens and finishes the end of a cooperation, and what stands in its way."""

from collections.abc import Iterator
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.leaving.registry import Source, Thing
from personnel.leaving.rules import PLEDGE, held
from personnel.models import Person
from personnel.partners.ending.models import Ending, HandBack, Proof, State
from personnel.partners.ending.querysets import open_ending, written_off
from personnel.partners.models import Partner
from personnel.partners.querysets import members, memberships_of
from personnel.partners.rules import obstacles_to_keeping

ENDS_ALREADY = Obstacle("ENDS_ALREADY", _("The end of this cooperation is under way already."))
NOT_OPEN = Obstacle("END_CLOSED", _("This end is closed; reload the page to see how."))
IN_FUTURE = Obstacle("IN_FUTURE", _("What has not happened yet is not entered; correct the day."))
NO_REFERENCE = Obstacle("NO_REFERENCE", _("Enter the number of the return receipt or of the destruction certificate."))
OF_A_FIRM = Obstacle("RECEIVED_BY_A_FIRM", _("Whoever receives it belongs to the house, not to a partner firm; choose somebody else."))
NO_PROOF = Obstacle("NO_PROOF", _("No return or destruction is on record, nor that nothing had been handed out."))
NOTHING_TO_WRITE_OFF = Obstacle("NOTHING_TO_WRITE_OFF", _("This no longer stands in the way; reload the page."))

Open = list[tuple[Source, list[Thing], int]]


def obstacles_to_opening(partner: Partner, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if open_ending(partner) is not None:
        yield ENDS_ALREADY


def obstacles_to_keeping_open(ending: Ending, by: Person) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping(by)
    if ending.state != State.OPEN:
        yield NOT_OPEN


def obstacles_to_handing_back(proof: HandBack, by: Person, *, on: date) -> Iterator[Obstacle]:
    yield from obstacles_to_keeping_open(proof.ending, by)
    if proof.on > on:
        yield IN_FUTURE
    if proof.kind != Proof.NOTHING and not proof.reference:
        yield NO_REFERENCE
    if memberships_of([proof.received_by_id], on=on).exists():
        yield OF_A_FIRM


def obstacles_to_finishing(ending: Ending, by: Person, *, on: date) -> Iterator[Obstacle]:
    keeping = list(obstacles_to_keeping_open(ending, by))
    yield from keeping
    if not keeping:
        yield from in_the_way(ending, by, on=on)


def in_the_way(ending: Ending, reader: Person, *, on: date) -> Iterator[Obstacle]:
    """What finishing waits for, whoever asks: one sentence for each kind of thing of each person."""
    for person in people_of(ending, on=on):
        for source, _things, left in still_held(ending, person, reader, on=on):
            if left and not source.along:
                sentence = format_lazy(_("{who}: {what}: {count} still open."), who=person.name, what=source.title, count=left)
                yield Obstacle("STILL_HELD", sentence)
    if not ending.hand_backs.exists():
        yield NO_PROOF


def people_of(ending: Ending, *, on: date) -> list[Person]:
    return [membership.person for membership in members(ending.partner, on=on)]


def still_held(ending: Ending, person: Person, reader: Person, *, on: date) -> Open:
    """As a departure asks, with how many are neither zero nor written off; what ends with access by itself does not wait for it."""
    gone = written_off(ending, person)
    kept = [(source, things) for source, things in held(person, reader, on=on) if not source.passes and source.code != PLEDGE]
    return [(source, things, source.left(person, things, gone)) for source, things in kept]


def count_open(ending: Ending, *, on: date) -> int:
    people = people_of(ending, on=on)
    return sum(left for person in people for source, _things, left in still_held(ending, person, person, on=on) if not source.along)

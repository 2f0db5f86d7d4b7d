"""Who opens, withdraws and finishes a departure, what stands in its way, when the pledge can be signed. Basis: REQUIREMENTS H4."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.accounts.rules import obstacles_to_keeping
from personnel.gate.models import PledgeText
from personnel.leaving.last import LAST_OF_OFFICE, is_last_of_office
from personnel.leaving.models import Departure, LeavingPledge, State
from personnel.leaving.querysets import open_departure, written_off
from personnel.leaving.registry import Source, Thing, holds
from personnel.models import Person
from personnel.offices import Office

LONGEST = timedelta(days=366)
PLEDGE = "pledge"  # the one hold that the person settles last

NOT_SECURITY_ADMIN = Obstacle("NOT_SECURITY_ADMIN", _("Only the security administrator does this."), True)
CLOSED_ALREADY = Obstacle("ACCOUNT_CLOSED_ALREADY", _("This account is closed already."))
LEAVES_ALREADY = Obstacle("LEAVES_ALREADY", _("A departure of this person is under way already."))
IN_THE_PAST = Obstacle("ENDS_IN_THE_PAST", _("Access ends now at the earliest; choose a later minute, or close the account."))
TOO_FAR = Obstacle("ENDS_TOO_FAR", _("A departure is opened at most a year ahead; choose an earlier day."))
NOT_OPEN = Obstacle("DEPARTURE_CLOSED", _("This departure is closed; reload the page to see how."))
HAS_ENDED = Obstacle("ACCESS_HAS_ENDED", _("Access has ended; the departure can no longer be withdrawn. Open the account again instead."))
STILL_RUNS = Obstacle(
    "ACCESS_STILL_RUNS", _("Access has not ended yet; the departure is finished after that, by itself where nothing is open.")
)
NO_TALK = Obstacle("NO_TALK", _("The reminder talk and the conclusion of the check are not recorded yet."))
TALK_IN_FUTURE = Obstacle("TALK_IN_FUTURE", _("The talk is recorded after it was held; correct the day."))
TALK_TOO_EARLY = Obstacle("TALK_TOO_EARLY", _("The talk lies before the departure was opened; correct the day."))
NOT_YOURS = Obstacle("NOT_YOUR_PLEDGE", _("Only the person who leaves signs this pledge."), True)
SIGNED_ALREADY = Obstacle("SIGNED_ALREADY", _("The leaving pledge is signed."))
NO_TEXT = Obstacle("NO_TEXT", _("There is no text of the pledge yet; the security administrator publishes one."))
TEXT_CHANGED = Obstacle("TEXT_CHANGED", _("What you would sign has changed since you opened the page; read it again."))
NOTHING_TO_WRITE_OFF = Obstacle("NOTHING_TO_WRITE_OFF", _("This no longer stands in the way; reload the page."))

Held = list[tuple[Source, list[Thing]]]


def obstacles_to_opening(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    """As to closing the account: the security administrator, for their own another one. See docs/decisions/0025."""
    keeping = list(obstacles_to_keeping(person, by, on=on))
    yield from keeping
    if not keeping and not person.is_active:
        yield CLOSED_ALREADY
    if not keeping and open_departure(person) is not None:
        yield LEAVES_ALREADY
    if not keeping and is_last_of_office(person, on=on):
        yield LAST_OF_OFFICE


def obstacles_to_end(ends_at: datetime) -> Iterator[Obstacle]:
    if ends_at < timezone.now() - timedelta(minutes=1):
        yield IN_THE_PAST
    elif ends_at > timezone.now() + LONGEST:
        yield TOO_FAR


def obstacles_to_keeping_open(departure: Departure, by: Person, *, on: date) -> Iterator[Obstacle]:
    """To do anything about a departure under way."""
    keeping = list(obstacles_to_keeping(departure.person, by, on=on))
    yield from keeping
    if not keeping and departure.state != State.OPEN:
        yield NOT_OPEN


def obstacles_to_withdrawing(departure: Departure, by: Person, *, on: date) -> Iterator[Obstacle]:
    keeping = list(obstacles_to_keeping_open(departure, by, on=on))
    yield from keeping
    if not keeping and departure.has_ended:
        yield HAS_ENDED


def obstacles_to_talk(departure: Departure, talk_on: date, *, on: date) -> Iterator[Obstacle]:
    if talk_on > on:
        yield TALK_IN_FUTURE
    elif talk_on < timezone.localdate(departure.opened_at):
        yield TALK_TOO_EARLY


def obstacles_to_finishing(departure: Departure, by: Person, *, on: date) -> Iterator[Obstacle]:
    keeping = list(obstacles_to_keeping_open(departure, by, on=on))
    yield from keeping
    if not keeping:
        yield from in_the_way(departure, by, on=on)


def in_the_way(departure: Departure, reader: Person, *, on: date) -> Iterator[Obstacle]:
    """What finishing waits for, whoever asks."""
    if not departure.has_ended:
        yield STILL_RUNS
    if departure.talk_on is None:
        yield NO_TALK
    yield from still_held(departure, reader, on=on)


def still_held(departure: Departure, reader: Person, *, on: date, to_pledge: bool = False) -> Iterator[Obstacle]:
    """One sentence for each kind of thing that is neither zero nor written off; `to_pledge`: of those the person settles before it."""
    gone = written_off(departure)
    for source, things in held(departure.person, reader, on=on):
        count = source.left(departure.person, things, gone)
        if count and not source.along and not (to_pledge and (source.passes or source.code == PLEDGE)):
            yield Obstacle("STILL_HELD", format_lazy(_("{what}: {count} still open."), what=source.title, count=count))


def held(person: Person, reader: Person, *, on: date) -> Held:
    """Every kind of thing with what the person has of it now, empty kinds too."""
    return [(source, list(source.held(person, reader, on))) for source in holds()]


def count_open(departure: Departure, *, on: date) -> int:
    gone = written_off(departure)
    found = held(departure.person, departure.person, on=on)
    return sum(source.left(departure.person, things, gone) for source, things in found if not source.along)


def obstacles_to_pledging(departure: Departure, by: Person, text: PledgeText | None, *, on: date) -> Iterator[Obstacle]:
    """The pledge says that everything was handed back, so it is signed last, and while access lasts."""
    if departure.person_id != by.pk:
        yield NOT_YOURS
        return
    if departure.state != State.OPEN or departure.has_ended:
        yield NOT_OPEN
    elif LeavingPledge.objects.filter(departure=departure).exists():
        yield SIGNED_ALREADY
    elif text is None:
        yield NO_TEXT
    else:
        yield from still_held(departure, by, on=on, to_pledge=True)


def obstacles_to_periods(by: Person) -> Iterator[Obstacle]:
    if not by.holds(Office.SECURITY_ADMIN):
        yield NOT_SECURITY_ADMIN

"""Ask, sign, end; and what ends by itself."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from classification.models import GradedRecord
from personnel.devices.models import Device
from personnel.models import Person
from petitions.actions.handling import locked
from petitions.models import Petition
from petitions.openings import events, rules
from petitions.openings.models import Ending, Opening, State
from petitions.openings.querysets import past_their_time, running_of
from vault import clock, lock

READER, COMPANION = "reader", "companion"


@transaction.atomic
def ask(petition: Petition, *, companion: Person, purpose: str, by: Person, on: date) -> Opening:
    """A request with a purpose, naming who is to be by. Asked twice, it is the first one that runs."""
    petition = locked(petition)
    demand(rules.obstacles_to_asking(petition, by, on=on))
    demand(rules.obstacles_to_companion(petition, companion, by, on=on))
    running = running_of(petition, by)
    if running is not None:
        return running
    opening = Opening(petition=petition, reader=by, companion=companion, purpose=purpose, asked_at=clock.now())
    opening.keep(by=by)
    facts = {"number": petition.number, "companion_account": companion.username}
    record(events.ASKED, actor=by, subject=opening, dossier_id=petition.pk, facts=facts, text=purpose)
    return opening


@transaction.atomic
def sign_as_reader(opening: Opening, *, screen: str, by: Person, on: date) -> Opening:
    """The reader's seat, on the screen where it will be read; who they are has been proved just before."""
    opening = _locked(opening, by)
    demand([rules.NOT_ONE_OF_TWO] if by.pk != opening.reader_id else rules.obstacles_to_signing(opening, by, on=on, now=clock.now()))
    opening.reader_signed_at, opening.screen = clock.now(), screen
    return _signed(opening, READER, by)


@transaction.atomic
def sign_as_companion(opening: Opening, *, device: Device | None, by: Person, on: date) -> Opening:
    """The companion's seat, on the reader's screen or at a machine of their own (`device`, where devices are demanded)."""
    opening = _locked(opening, by)
    demand([rules.NOT_ONE_OF_TWO] if by.pk != opening.companion_id else rules.obstacles_to_signing(opening, by, on=on, now=clock.now()))
    opening.companion_signed_at, opening.companion_device = clock.now(), device
    opening.companion_address = (by.here.address or None) if device is not None and by.here else None
    return _signed(opening, COMPANION, by)


def _signed(opening: Opening, seat: str, by: Person) -> Opening:
    _remember(events.SIGNED, opening, by, seat=seat)
    if opening.reader_signed_at is None or opening.companion_signed_at is None:
        opening.keep(by=by)
        return opening
    now, minutes = clock.now(), settings.OPENING_MINUTES
    opening.move_to(State.OPEN, by=by, opened_at=now, ends_at=now + timedelta(minutes=minutes))
    _remember(events.OPENED, opening, by, companion_account=opening.companion.username, minutes=minutes)
    return opening


@transaction.atomic
def end(opening: Opening, *, by: Person) -> Opening:
    """At either's word, at once."""
    opening = _locked(opening, by)
    demand(rules.obstacles_to_ending(opening, by))
    if opening.state == State.OPEN:
        return _over(opening, Ending.READER if by.pk == opening.reader_id else Ending.COMPANION, by)
    return _over(opening, Ending.WITHDRAWN if by.pk == opening.reader_id else Ending.DECLINED, by)


@transaction.atomic
def settle(opening: Opening, *, on: date, asker: Person | None = None) -> Opening:
    """The opening as it stands now: what time or a lost access has ended is ended here. Asked before anything of it is shown."""
    opening = _locked(opening, asker)
    ending = rules.why_over(opening, on=on, now=clock.now())
    return opening if ending is None else _over(opening, ending, None)


def settle_all(*, on: date) -> int:
    """Those nobody looks at any more; answers how many were ended."""
    return sum(_settled(opening, on) for opening in list(past_their_time().order_by("pk")))


def _settled(opening: Opening, on: date) -> bool:
    units = GradedRecord.objects.filter(pk=opening.petition_id).values_list("unit_id", flat=True)
    with lock.only(units, because="its petition's unit"):
        return settle(opening, on=on).ended_at is not None


def _over(opening: Opening, ending: Ending, by: Person | None) -> Opening:
    was_open = opening.state == State.OPEN
    state = State.ENDED if was_open else State.NOT_OPENED
    opening.move_to(state, by=by, ended_at=clock.now(), ended_by=by, ending=ending)
    _remember(events.ENDED if was_open else events.NOT_OPENED, opening, by, ending=str(ending))
    return opening


def _locked(opening: Opening, asker: Person | None) -> Opening:
    """The opening as it stands now, its dossier locked first; whoever asks is one of the two as their request knows them."""
    petition = locked(opening.petition)
    found = Opening.objects.select_for_update(of=("self",)).select_related("reader", "companion", "companion_device").get(pk=opening.pk)
    found.petition = petition
    if asker is not None and asker.pk == found.reader_id:
        found.reader = asker
    elif asker is not None and asker.pk == found.companion_id:
        found.companion = asker
    return found


def _remember(event, opening: Opening, by: Person | None, **facts) -> None:
    known = {"number": opening.petition.number, "reader_account": opening.reader.username}
    record(event, actor=by, subject=opening, dossier_id=opening.petition_id, facts=known | facts)

"""Why two people do not open a petition together, and why what is open does not stay so. Basis: REQUIREMENTS H6; DOMAIN S15."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.knowing import knowers
from classification.protection import demands_two
from personnel.devices.here import Here
from personnel.devices.models import State as DeviceState
from personnel.models import Person
from petitions.models import Petition
from petitions.openings.models import Ending, Opening, State
from petitions.rules import DESTROYED, NO_CONTENT, is_reader, sees

NOT_BY_TWO = Obstacle("NOT_BY_TWO", _("This petition is not opened by two; whoever may read it reads it alone."), True)
OWN_COMPANION = Obstacle("OWN_COMPANION", _("The companion is somebody else than you."))
COMPANION_UNSEEING = Obstacle("COMPANION_UNSEEING", _("This person does not see the petition today; choose one of those offered."))
NOT_ONE_OF_TWO = Obstacle("NOT_ONE_OF_TWO", _("Only the two who open it together sign here."), True)
SIGNED_ALREADY = Obstacle("SIGNED_ALREADY", _("This seat is signed already; reload the page to see how it stands."))
NOT_WAITING = Obstacle("NOT_WAITING", _("This request is closed; ask anew to open the petition."))
TOO_LATE = Obstacle("TOO_LATE", _("The other signature is too long ago; ask anew and sign one after the other."))
WRONG_COMPANION = Obstacle(
    "WRONG_COMPANION",
    _("These are not account, password and code of the companion you named; nothing was signed. Let them enter them again."),
)
NOT_OPEN = Obstacle("NOT_OPEN", _("This opening is closed; ask anew to open the petition."))
OTHER_SCREEN = Obstacle("OTHER_SCREEN", _("It is open on the screen on which the reader signed, and nowhere else."))


def obstacles_to_asking(petition: Petition, person: Person, *, on: date) -> Iterator[Obstacle]:
    if petition.is_destroyed:
        yield DESTROYED
    elif not is_reader(petition, person, on):
        yield NO_CONTENT
    elif not demands_two(petition.record):
        yield NOT_BY_TWO


def obstacles_to_companion(petition: Petition, companion: Person, reader: Person, *, on: date) -> Iterator[Obstacle]:
    """Somebody else who sees the petition too: cleared, let in, kept out by no wall."""
    if companion.pk == reader.pk:
        yield OWN_COMPANION
    elif not sees(petition, companion, on=on):
        yield COMPANION_UNSEEING


def possible_companions(petition: Petition, reader: Person, *, on: date) -> list[Person]:
    return [one.person for one in knowers(petition.record, on=on) if one.sees and one.person.pk != reader.pk]


def obstacles_to_signing(opening: Opening, person: Person, *, on: date, now: datetime) -> Iterator[Obstacle]:
    """The person's own seat; both still see the record, and the reader may still read it."""
    if person.pk not in (opening.reader_id, opening.companion_id):
        yield NOT_ONE_OF_TWO
        return
    if opening.state != State.ASKED:
        yield NOT_WAITING
        return
    if (opening.reader_signed_at if person.pk == opening.reader_id else opening.companion_signed_at) is not None:
        yield SIGNED_ALREADY
    if is_too_late(opening, now):
        yield TOO_LATE
    yield from obstacles_to_asking(opening.petition, opening.reader, on=on)
    yield from obstacles_to_companion(opening.petition, opening.companion, opening.reader, on=on)


def is_too_late(opening: Opening, now: datetime) -> bool:
    """Whether it has waited too long for its first signature, or after that for the second."""
    signed = opening.first_signed_at
    if signed is not None:
        return now - signed > timedelta(minutes=settings.OPENING_SIGNATURES_MINUTES)
    return now - opening.asked_at > timedelta(minutes=settings.OPENING_WAITS_MINUTES)


def obstacles_to_ending(opening: Opening, person: Person) -> Iterator[Obstacle]:
    """Either of the two, at any moment, without a reason."""
    if person.pk not in (opening.reader_id, opening.companion_id):
        yield NOT_ONE_OF_TWO
    elif opening.state not in (State.ASKED, State.OPEN):
        yield NOT_OPEN


def obstacles_to_looking(opening: Opening, person: Person, screen: str) -> Iterator[Obstacle]:
    """The reader, on the screen on which they signed, while it is open. Asked after `settle`."""
    if person.pk != opening.reader_id:
        yield NOT_ONE_OF_TWO
    elif opening.state != State.OPEN:
        yield NOT_OPEN
    elif screen != opening.screen:
        yield OTHER_SCREEN


def why_over(opening: Opening, *, on: date, now: datetime) -> Ending | None:
    """What ends by itself what is asked for or open; asked at each request."""
    if opening.state == State.ASKED:
        return Ending.LAPSED if is_too_late(opening, now) else None
    if opening.state != State.OPEN:
        return None
    if opening.ends_at is None or now >= opening.ends_at:
        return Ending.TIME
    return None if _both_still_may(opening, on) else Ending.ACCESS


def _both_still_may(opening: Opening, on: date) -> bool:
    """Clearance, scope, walls, gate, and for each the device they signed at; a level that no longer demands two ends nothing."""
    device = opening.companion_device
    if device is not None and device.state != DeviceState.ENROLLED:
        return False
    companion = opening.companion
    if companion.here is None:  # it is not they who ask now
        companion.here = Here(device.level, opening.companion_address or "") if device is not None else opening.reader.here
    return is_reader(opening.petition, opening.reader, on) and sees(opening.petition, companion, on=on)

"""Who makes, opens, closes an account, and who hands out which half. Basis: REQUIREMENTS H8; DOMAIN §4.2."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from personnel.accounts.models import Activation, Half
from personnel.leaving.last import LAST_OF_OFFICE, is_last_of_office
from personnel.leaving.models import Departure
from personnel.leaving.models import State as Leaving
from personnel.models import Person
from personnel.offices import Office
from personnel.querysets import heads_of_the_house, holders
from vault import clock

NOT_SYSTEM_ADMIN = Obstacle("NOT_SYSTEM_ADMIN", _("Only the system administrator makes accounts."), True)
NOT_KEEPER = Obstacle("NOT_ACCOUNT_KEEPER", _("Only the security administrator opens and closes accounts."), True)
NOT_GIVER = Obstacle(
    "NOT_GIVER", _("The first half is handed out by the system administrator, the second by the security administrator."), True
)
OWN_ACCOUNT = Obstacle("OWN_ACCOUNT", _("Nobody does this to their own account; another administrator must."), True)
TAKEN = Obstacle("ACCOUNT_TAKEN", _("This account exists already; choose another name for it."))
CLOSED = Obstacle("ACCOUNT_CLOSED", _("This account is closed; open it again first."))
CLOSED_ALREADY = Obstacle("ACCOUNT_CLOSED_ALREADY", _("This account is closed already."))
OPEN_ALREADY = Obstacle("ACCOUNT_OPEN_ALREADY", _("This account is open already."))
DEPARTURE_RUNS = Obstacle("DEPARTURE_RUNS", _("A departure of this person is under way; finish it before the account is opened again."))
LEFT_TODAY = Obstacle(
    "LEFT_TODAY", _("The offices this person has left still count for today; open the account again tomorrow, then none is left.")
)
NOTHING_TO_GIVE = Obstacle("NOTHING_TO_GIVE", _("No code is due for this account; the security administrator lets a new one be chosen."))
WRONG_CODE = Obstacle(
    "WRONG_CODE",
    _("Account and code do not fit, or the code has run out. Check all three, or ask both administrators for new halves."),
)

OFFICE_OF = {Half.FIRST: Office.SYSTEM_ADMIN, Half.SECOND: Office.SECURITY_ADMIN}


def obstacles_to_adding(by: Person, account: str) -> Iterator[Obstacle]:
    if not by.holds(Office.SYSTEM_ADMIN):
        yield NOT_SYSTEM_ADMIN
    elif Person.objects.filter(username__iexact=account).exists():
        yield TAKEN


def obstacles_to_keeping(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    """To let a password be chosen anew, to close, to open again: the security administrator, for their own account another one."""
    if person.pk == by.pk:
        yield OWN_ACCOUNT
    elif by.pk not in {able.pk for able in givers(person, Half.SECOND, on=on)}:
        yield NOT_KEEPER


def obstacles_to_renewing(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    keeping = list(obstacles_to_keeping(person, by, on=on))
    yield from keeping
    if not keeping and not person.is_active:
        yield CLOSED


def obstacles_to_closing(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    keeping = list(obstacles_to_keeping(person, by, on=on))
    yield from keeping
    if not keeping and not person.is_active:
        yield CLOSED_ALREADY
    if not keeping and is_last_of_office(person, on=on):
        yield LAST_OF_OFFICE


def obstacles_to_reopening(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    keeping = list(obstacles_to_keeping(person, by, on=on))
    yield from keeping
    if not keeping and person.is_active:
        yield OPEN_ALREADY
    if not keeping and Departure.objects.filter(person=person, state=Leaving.OPEN).exists():
        yield DEPARTURE_RUNS
    if not keeping and _left_on(person, on):
        yield LEFT_TODAY


def _left_on(person: Person, day: date) -> bool:
    """Offices and clearances end with a whole day, access at a minute of it: nobody comes back to them the same day."""
    ended = Departure.objects.filter(person=person, state=Leaving.FINISHED).values_list("ended_at", flat=True)
    return any(timezone.localdate(moment) >= day for moment in ended)


def obstacles_to_giving(person: Person, by: Person, *, on: date) -> Iterator[Obstacle]:
    if half_of(person, by, on=on) is None:
        yield OWN_ACCOUNT if person.pk == by.pk else NOT_GIVER
    elif open_activation(person) is None:
        yield NOTHING_TO_GIVE


def open_activation(person: Person) -> Activation | None:
    return Activation.objects.filter(person=person, ended_at__isnull=True).first()


def half_of(person: Person, by: Person, *, on: date) -> Half | None:
    """The half this administrator hands out for that account."""
    return next((half for half in Half if by.pk in {able.pk for able in givers(person, half, on=on)}), None)


def givers(person: Person, half: Half, *, on: date) -> list[Person]:
    """Holders of the office, never the owner of the account; where nobody is left, the principal leader stands in."""
    able = [holder for holder in holders(OFFICE_OF[half], on=on) if holder.pk != person.pk]
    return able or [leader for leader in heads_of_the_house(on=on) if leader.pk != person.pk]


def has_run_out(activation: Activation) -> bool:
    return clock.now() - activation.opened_at > timedelta(hours=settings.ACTIVATION_HOURS)


def runs_out_on(activation: Activation) -> date:
    return timezone.localdate(activation.opened_at + timedelta(hours=settings.ACTIVATION_HOURS))

"""Make an account, hand out a half, choose the password, close and open again."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.cache import caches
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import Obstacle, Refused, demand
from personnel.accounts import codes, events, rules
from personnel.accounts.models import Activation, Half
from personnel.actions import add_person, deactivate, end_sessions, set_password
from personnel.leaving.registry import call_back_everything, give_up_the_recall
from personnel.models import Person
from personnel.registry import powers_changed
from vault import clock
from vault.turns import Turn, take

TRIES, PAUSE = 20, 15 * 60  # seconds; a code of two times fifty bits is not guessed, this keeps the noise down
TOO_MANY = Obstacle("TOO_MANY_CODES", _("Too many attempts from this workstation. Wait a quarter of an hour and try again."))


@transaction.atomic
def add_account(*, username: str, name: str, by: Person) -> Person:
    """A new account that nobody can use before its owner holds both halves of the code and has chosen a password."""
    demand(rules.obstacles_to_adding(by, username))
    person = add_person(username=username, name=name, by=by)
    _open(person, by)
    return person


@transaction.atomic
def renew(person: Person, *, by: Person, on: date) -> Activation:
    """The owner may choose a new password; the old one and the sessions hold until then."""
    person = _locked(person)
    demand(rules.obstacles_to_renewing(person, by, on=on))
    return _open(person, by)


@transaction.atomic
def give_half(person: Person, *, by: Person, on: date) -> tuple[Half, str]:
    """A new half of the code, told to this administrator once; the one handed out before no longer fits.

    A code that has run out begins anew: then the other half is due again as well.
    """
    person = _locked(person)
    demand(rules.obstacles_to_giving(person, by, on=on))
    activation, half = rules.open_activation(person), rules.half_of(person, by, on=on)
    assert activation is not None and half is not None  # noqa: S101 - demanded just before
    if rules.has_run_out(activation):
        activation = _open(person, by)
    code = codes.new_half()
    setattr(activation, half.value, codes.digest(code))
    setattr(activation, f"{half.value}_by", by)
    activation.keep(by=by)
    record(events.HALF_GIVEN, actor=by, subject=person, facts={"account": person.username, "half": half.value})
    return half, codes.shown(code)


def activate(*, username: str, first: str, second: str, password: str, address: str) -> Person:
    """The owner, with both halves, chooses the password. Raises Refused, and ValidationError where the password is against the rules.

    An unknown account, a wrong half and a code that has run out are one answer, and take as long.
    """
    _slow_down(address)
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(username=username).first()
        activation = rules.open_activation(person) if person else None
        fits = [codes.fits(first, activation.first if activation else ""), codes.fits(second, activation.second if activation else "")]
        if person is not None and activation is not None and all(fits) and person.is_active and not rules.has_run_out(activation):
            return _activate(person, activation, password)
    record(events.NOT_ACTIVATED, actor=None, subject=person, result=Result.FAILED)
    raise Refused([rules.WRONG_CODE])


def _activate(person: Person, activation: Activation, password: str) -> Person:
    validate_password(password, person)
    _end(activation, by=person)
    end_sessions(person)
    set_password(person, password, by=person)
    record(events.ACTIVATED, actor=person, subject=person)
    return person


@transaction.atomic
def close(person: Person, *, by: Person, on: date) -> None:
    """Access ends at once, and what the person has borrowed is called back. Basis: THREATS T10."""
    take(Turn.LAST_OF_OFFICE)
    person = _locked(person)
    demand(rules.obstacles_to_closing(person, by, on=on))
    _end_running(person, by)
    deactivate(person, by=by)
    call_back_everything(person, by=by, on=on, until=on)


@transaction.atomic
def reopen(person: Person, *, by: Person, on: date) -> Activation:
    """The account is open again, but not for the password it had: its owner chooses another."""
    person = _locked(person)
    demand(rules.obstacles_to_reopening(person, by, on=on))
    person.is_active = True
    person.set_unusable_password()
    person.keep(by=by)
    powers_changed(person)
    give_up_the_recall(person, by=by)
    record(events.REOPENED, actor=by, subject=person, facts={"account": person.username})
    return _open(person, by)


def _open(person: Person, by: Person) -> Activation:
    _end_running(person, by)
    activation = Activation(person=person, opened_by=by, opened_at=clock.now())
    activation.keep(by=by)
    record(events.OPENED, actor=by, subject=person, facts={"account": person.username})
    return activation


def _end_running(person: Person, by: Person) -> None:
    running = rules.open_activation(person)
    if running is not None:
        _end(running, by)


def _end(activation: Activation, by: Person) -> None:
    activation.ended_at, activation.first, activation.second = clock.now(), "", ""
    activation.keep(by=by)


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _slow_down(address: str) -> None:
    """Counted in the shared cache; when that is away nobody gets in (closed)."""
    cache, key = caches["default"], f"activation:{address}"
    cache.add(key, 0, PAUSE)
    if cache.incr(key) > TRIES:
        raise Refused([TOO_MANY])

"""Verbs about people. Who may use which arrives with the access pages; setup and tests use them now."""

from datetime import date

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail import events as trail_events
from audit.trail.actions import record
from audit.trail.models import Result
from audit.trail.refusals import Obstacle, Refused, demand
from personnel import events
from personnel.factor import events as factor_events
from personnel.factor.checking import has_factor, spend
from personnel.groups.actions import clear_away
from personnel.models import Appointment, PasswordRecord, Person, Unit
from personnel.offices import Office
from personnel.registry import powers_changed
from personnel.rules import obstacles_to_appointing
from personnel.signin.models import SigninPolicy
from personnel.signin.policy import demands_factor, in_force, password_has_run_out
from vault import clock, keys
from vault.identity import uuid7

PROOF_PAUSE = 15 * 60  # seconds
ASKERS = 4  # times as many tries as one asker has, for all who ask beside the same person

WRONG_PASSWORD = Obstacle("WRONG_PASSWORD", _("This is not your password; nothing was changed. Enter it again."))
WRONG_FACTOR = Obstacle(
    "WRONG_SECOND_FACTOR", _("The code is missing, not right, or was used already; nothing was changed. Enter the next one your app shows.")
)
TOO_MANY_TRIES = Obstacle("TOO_MANY_TRIES", _("Too many wrong passwords. Wait a quarter of an hour and try again."))
AT_THEIR_OWN = Obstacle(
    "AT_THEIR_OWN_MACHINE",
    _(
        "The companion's password has run out, or the second factor their office demands is not set up; they see to that first, "
        "and then sign at their own machine."
    ),
)


@transaction.atomic
def add_unit(*, name: str, parent: Unit | None, by: Person | None) -> Unit:
    """A new unit with the auth group that need-to-know grants will name."""
    unit_id = uuid7()
    unit = Unit(id=unit_id, name=name, parent=parent, group=Group.objects.create(name=f"unit {unit_id}"))
    unit.keep(by=by)
    record(events.UNIT_ADDED, actor=by, subject=unit, facts={"unit": name})
    return unit


@transaction.atomic
def add_person(*, username: str, name: str, by: Person | None, birthday: str = "", phone: str = "") -> Person:
    """A new account without a usable password and without any office."""
    person = Person(id=uuid7(), username=username, name=name)
    keys.make_key(person.pk)
    person.birthday, person.phone = birthday, phone
    person.set_unusable_password()
    person.keep(by=by)
    record(events.PERSON_ADDED, actor=by, subject=person, facts={"account": username})
    return person


@transaction.atomic
def set_password(person: Person, password: str, *, by: Person | None) -> None:
    """Changes the password and remembers its hash, so that it is not used again."""
    person.set_password(password)
    person.password_changed_at = clock.now()
    person.keep(by=by)
    PasswordRecord.objects.create(person=person, hashed=person.password)


@transaction.atomic
def choose_language(person: Person, code: str) -> None:
    """The language the person reads in from now on, at every workstation."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.language != code:
        person.language = code
        person.keep(by=person, fields=["language"])


@transaction.atomic
def appoint(
    person: Person,
    *,
    unit: Unit,
    office: Office,
    since: date,
    by: Person | None,
    until: date | None = None,
    leads: tuple[Unit, ...] = (),
) -> Appointment:
    """Gives a person an office from a day on; a member of the unit joins its group."""
    demand(obstacles_to_appointing(person, office, since=since, until=until))
    clear_away(on=timezone.localdate(), person=person)
    appointment = Appointment(person=person, unit=unit, office=office, since=since, until=until)
    appointment.keep(by=by)
    appointment.led_units.set(leads)
    person.groups.add(unit.group)
    record(events.APPOINTED, actor=by, subject=person, facts={"account": person.username, "office": str(office)})
    person.forget()
    powers_changed(person)
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, on: date, by: Person | None) -> None:
    """The office ends with this day."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    appointment.until = on
    appointment.keep(by=by)
    record(events.APPOINTMENT_ENDED, actor=by, subject=appointment.person, facts={"account": appointment.person.username})
    appointment.person.forget()
    powers_changed(appointment.person)


@transaction.atomic
def deactivate(person: Person, *, by: Person | None) -> None:
    """Access ends at once: the account is closed and its sessions are gone."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    person.is_active = False
    person.keep(by=by)
    end_sessions(person)
    powers_changed(person)
    record(events.DEACTIVATED, actor=by, subject=person, facts={"account": person.username})


def end_sessions(person: Person, *, but: str = "") -> None:
    """Ends every session of a person (but this one)."""
    for session in Session.objects.exclude(pk=but).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def prove_identity(person: Person, password: str, code: str = "") -> None:
    """Fresh proof before signing: the password, and a code where the person has a second factor.

    Wrong: Refused, an entry, and after as many tries as the policy lets a quarter of an hour's pause. A wrong password spends no code.
    Counted in the shared cache; when that is away the check fails (closed).
    """
    _take_a_try(_tries(person, person), in_force().tries)
    _ask_password(person, password, person)
    _ask_factor(person, code, person)
    caches["default"].delete(_tries(person, person))


def prove_beside(person: Person, account: str, password: str, code: str = "", *, asker: Person) -> None:
    """As `prove_identity`, of somebody who types account, password and code at the asker's keyboard. A wrong account is a wrong password.

    Counted for these two, and for the person whoever asks; never with the person's own, so that nobody's own signing is held up by what
    somebody else typed. Nobody signs here who would be held up at their own machine.
    """
    own = account.strip().casefold() == person.username.casefold()
    policy = in_force()
    _take_a_try(_tries(person, asker), policy.tries)
    _take_a_try(_beside(person), ASKERS * policy.tries)
    _ask_password(person, password if own else "", asker)
    demand([AT_THEIR_OWN] if _owes_something(person, policy) else [])
    _ask_factor(person, code, asker)
    caches["default"].delete_many([_beside(person), _tries(person, asker)])


def _owes_something(person: Person, policy: SigninPolicy) -> bool:
    return password_has_run_out(person, policy) or (demands_factor(person, policy) and not has_factor(person))


def prove_password(person: Person, password: str) -> None:
    """As `prove_identity`, by the password alone: it is about to be changed by whoever signed in with everything they have.

    Counted apart, so that a right password gives nobody more tries at a code.
    """
    key = f"proof-password:{person.pk}"
    _take_a_try(key, in_force().tries)
    _ask_password(person, password, person)
    caches["default"].delete(key)


def _ask_password(person: Person, password: str, asker: Person) -> None:
    if not check_password(password, person.password):
        record(trail_events.PROOF_FAILED, actor=asker, result=Result.FAILED, subject=person)
        raise Refused([WRONG_PASSWORD])


def _ask_factor(person: Person, code: str, asker: Person) -> None:
    """Where there is one."""
    if not has_factor(person):
        return
    found = spend(person, code)
    if found is None:
        record(factor_events.FAILED, actor=asker, result=Result.FAILED, subject=person)
        raise Refused([WRONG_FACTOR])
    record(factor_events.USED, actor=asker, subject=person, facts={"factor": found.type})


def _take_a_try(key: str, limit: int) -> None:
    """Taken before anything is looked at, so that many at once get no more than there are."""
    cache = caches["default"]
    cache.add(key, 0, PROOF_PAUSE)
    if cache.incr(key) > limit:
        raise Refused([TOO_MANY_TRIES])


def _tries(person: Person, asker: Person) -> str:
    return f"proof:{person.pk}" if person.pk == asker.pk else f"proof:{asker.pk}:{person.pk}"


def _beside(person: Person) -> str:
    return f"proof-beside:{person.pk}"

"""Set up, renew the recovery codes, remove; and take away one that is lost."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.actions import end_sessions
from personnel.factor import events
from personnel.factor.checking import APP, CODES, has_factor
from personnel.factor.rules import obstacles_to_changing, obstacles_to_removing
from personnel.factor.sealing import seal, secrets_of
from personnel.factor.security_keys import KEY
from personnel.models import Person


@transaction.atomic
def set_up(person: Person, secret: str, *, spent: int, session_key: str) -> list[str]:
    """The app that knows this secret is the second factor from now on, instead of one that was; answers new recovery codes.

    `spent`: the step of the code that confirmed it, which works no second time. Sessions that were opened without it end, but this one.
    """
    _lock(person)
    Authenticator.objects.filter(user_id=person.pk, type=APP).delete()
    with secrets_of(person.pk, APP):
        Authenticator.objects.create(user_id=person.pk, type=APP, data={"secret": seal(secret), "spent": spent})
    record(events.SET_UP, actor=person, subject=person, facts={"factor": str(APP)})
    end_sessions(person, but=session_key)
    return _new_codes(person)


@transaction.atomic
def add_key(person: Person, *, name: str, said: dict, session_key: str) -> list[str]:
    """The key that said this is one of the person's from now on; the first factor brings recovery codes with it."""
    _lock(person)
    first = not has_factor(person)
    WebAuthn.add(person, name, said)
    record(events.SET_UP, actor=person, subject=person, facts={"factor": str(KEY)})
    end_sessions(person, but=session_key)
    return _new_codes(person) if first else []


@transaction.atomic
def remove_key(person: Person, key: int) -> None:
    """One of the person's own keys. Without any factor recovery codes are worth nothing and go as well."""
    _lock(person)
    others = Authenticator.objects.filter(user_id=person.pk).exclude(type=CODES).exclude(pk=key)
    if not others.exists():
        demand(obstacles_to_removing(person))
        Authenticator.objects.filter(user_id=person.pk, type=CODES).delete()
    Authenticator.objects.filter(user_id=person.pk, type=KEY, pk=key).delete()
    record(events.KEY_REMOVED, actor=person, subject=person)


@transaction.atomic
def renew_codes(person: Person) -> list[str]:
    """New recovery codes; those given before no longer work."""
    _lock(person)
    demand(obstacles_to_changing(person))
    return _new_codes(person)


@transaction.atomic
def remove(person: Person) -> None:
    """The person's own; the password alone opens again."""
    _lock(person)
    demand(obstacles_to_removing(person))
    Authenticator.objects.filter(user_id=person.pk).delete()
    record(events.REMOVED, actor=person, subject=person)


@transaction.atomic
def reset(person: Person, *, by: Person | None) -> None:
    """One that is lost is taken away, its sessions end; the password stays, and whoever has to have a factor sets up a new one."""
    _lock(person)
    demand(obstacles_to_changing(person))
    Authenticator.objects.filter(user_id=person.pk).delete()
    end_sessions(person)
    record(events.RESET, actor=by, subject=person, facts={"account": person.username})


def _new_codes(person: Person) -> list[str]:
    Authenticator.objects.filter(user_id=person.pk, type=CODES).delete()
    with secrets_of(person.pk, CODES):
        codes = RecoveryCodes.activate(person).generate_codes()
    record(events.CODES_MADE, actor=person, subject=person)
    return codes


def _lock(person: Person) -> None:
    Person.objects.select_for_update().get(pk=person.pk)

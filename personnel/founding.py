"""The first people of an installation: nobody is there yet who could propose and confirm. Basis: REQUIREMENTS H8."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle, demand
from personnel.actions import add_person, add_unit, appoint, set_password
from personnel.models import Person, Unit
from personnel.offices import Office
from vault.keys import key_scope

SOMEBODY_IS_HERE = Obstacle("SOMEBODY_IS_HERE", _("This installation has people already; it is founded once, where nobody is here yet."))
SAME_ACCOUNT = Obstacle("SAME_ACCOUNT", _("Two of them would have the same account; give each person one of their own."))


@dataclass(frozen=True)
class Founder:
    """One of the first people: the account, the name, the office, and the password they typed themselves."""

    username: str
    name: str
    office: Office
    password: str


# The head of the root unit is the principal leader.
FOUNDING_OFFICES = (Office.UNIT_HEAD, Office.SYSTEM_ADMIN, Office.SECURITY_ADMIN, Office.AUDIT_ADMIN)


def obstacles_to_founding(accounts: list[str]) -> Iterator[Obstacle]:
    if Person.objects.exists():
        yield SOMEBODY_IS_HERE
    if len(set(accounts)) < len(accounts):
        yield SAME_ACCOUNT


@transaction.atomic
def found_organisation(founders: list[Founder]) -> Unit:
    """The root unit with its principal leader and the three administrators; where nobody is here yet.

    Raises Refused, and ValidationError where a password is against the rules; then nobody was made.
    """
    demand(obstacles_to_founding([founder.username for founder in founders]))
    with key_scope():
        root = add_unit(name=settings.ORGANISATION_NAME, parent=None, by=None)
        for founder in founders:
            _join(founder, root)
    return root


@transaction.atomic
def found_system_administrator(*, username: str, name: str, password: str) -> Person:
    """A further system administrator from the console of the server, in the root unit (made where there is none)."""
    root = Unit.objects.filter(parent=None).first() or add_unit(name=settings.ORGANISATION_NAME, parent=None, by=None)
    return _join(Founder(username, name, Office.SYSTEM_ADMIN, password), root)


def _join(founder: Founder, unit: Unit) -> Person:
    person = add_person(username=founder.username, name=founder.name, by=None)
    validate_password(founder.password, person)
    set_password(person, founder.password, by=None)
    appoint(person, unit=unit, office=founder.office, since=timezone.localdate(), by=None)
    return person

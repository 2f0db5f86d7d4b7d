"""The same people everywhere: Li handles, Wang heads the unit, Zhao keeps secrecy, Qian is cleared but not in scope…

`cast.make()` builds the demonstration organisation (config.demonstration.organisation) by the real actions.
Everybody's password is PASSWORD.
"""

from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.test import Client

from config.demonstration.founding import House, found
from config.demonstration.organisation import MEMBERS, PASSWORD, UNITS
from personnel.models import Person, Unit
from tests import standing

ACCOUNTS = tuple(member.account for member in MEMBERS)


def make() -> House:
    """The whole house: `house.li`, `house.units["petition_office"]`. People can sign in with PASSWORD."""
    standing.stand(_found)
    return there()


def there() -> House:
    """The house that has been made already."""
    units = {unit.name: unit for unit in Unit.objects.select_related("parent", "group")}
    people = {person.username: person for person in Person.objects.all()}
    return House({key: units[name] for key, (name, _above) in UNITS.items()}, {account: people[account] for account in ACCOUNTS})


def _found() -> None:
    house = found()
    ids = [person.pk for person in house.people.values()]
    # No history keeps it. Tests travel in time: whether a password has run out is asked by tests of its own.
    QuerySet(Person).filter(pk__in=ids).update(password=_hashed(), password_changed_at=datetime(2100, 1, 1, tzinfo=UTC))


@cache
def _hashed() -> str:
    """One hash for everybody: hashing is slow on purpose, and this test is not about it."""
    return make_password(PASSWORD)


def signed_in(person: Person) -> Client:
    """A browser in which the person has signed in (without the sign-in page)."""
    client = Client()
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    return client


def fresh(person: Person) -> Person:
    """The person as the next request will load them: nothing cached."""
    return Person.objects.get(pk=person.pk)

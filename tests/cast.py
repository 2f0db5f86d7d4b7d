"""The same people everywhere: Li handles, Wang heads the unit, Zhao keeps secrecy, Qian is cleared but not in scope…

`cast.make()` builds the demonstration organisation (config.demonstration.organisation) by the real actions.
Everybody's password is PASSWORD.
"""

from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client

from config.demonstration.founding import House, found
from config.demonstration.organisation import MEMBERS, PASSWORD
from personnel.models import Person

ACCOUNTS = tuple(member.account for member in MEMBERS)


def make() -> House:
    """The whole house: `house.li`, `house.units["petition_office"]`. People can sign in with PASSWORD."""
    house = found()
    for person in house.people.values():
        person.password = _hashed()
        person.keep(by=None)
    return house


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

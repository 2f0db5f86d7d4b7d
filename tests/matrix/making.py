"""Makes the world of the matrix by the real actions."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone

from config.demonstration.duties import oblige
from config.demonstration.founding import House, found
from config.demonstration.organisation import PASSWORD
from tests.matrix.people_made import make_people
from tests.matrix.petitions_made import make_imports, make_openings, make_petitions
from tests.matrix.slips_made import make_slips
from tests.matrix.world import World
from vault.identity import uuid7


def make_world() -> World:
    """All of it by the real actions. Passwords are hashed cheaply here: the matrix proves them hundreds of times."""
    world = World(_house(), timezone.localdate())
    oblige(world.house, on=world.on)
    make_petitions(world)
    make_openings(world)
    make_slips(world)
    make_imports(world)
    make_people(world)
    for family in world.ids.values():
        family["missing"] = uuid7()
    return world


def _house() -> House:
    house = found()
    cheap = PBKDF2PasswordHasher().encode(PASSWORD, "matrix", iterations=1)
    for person in house.people.values():
        person.password = cheap
        person.keep(by=None)
    return house

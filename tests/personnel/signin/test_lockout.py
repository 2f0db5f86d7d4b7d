"""A pause for who guesses, not for whose account it is; the same work whoever is asked for. Basis: THREATS T39, T79."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import caches
from django.test import Client, override_settings

from personnel.actions import add_person, deactivate
from personnel.signin import lockout
from personnel.signin.actions import tighten
from personnel.signin.lockout import may_try
from personnel.signin.models import KnownPlace
from personnel.signin.profiles import FLOORS, Profile
from tests import cast

pytestmark = pytest.mark.django_db
WRONG, DESK, ELSEWHERE = "Wrong-guess-0000", "10.0.0.7", "10.9.9.9"


class Counting(Argon2PasswordHasher):
    """The real one, quick, counting how often it works."""

    time_cost, memory_cost, parallelism = 1, 8, 1
    worked: list[str] = []

    def encode(self, password, salt):
        self.worked.append("encode")
        return super().encode(password, salt)

    def verify(self, password, encoded):
        self.worked.append("verify")
        return super().verify(password, encoded)


@pytest.fixture
def house(db):
    found = cast.make()
    with override_settings(PASSWORD_HASHERS=[f"{__name__}.Counting", *settings.PASSWORD_HASHERS[1:]]):
        for account in ("li", "qian"):
            found.people[account].set_password(cast.PASSWORD)
            found.people[account].keep(by=None)
        yield found


def sign_in(login, password=WRONG, address=ELSEWHERE):
    return Client(REMOTE_ADDR=address).post("/login/", {"login": login, "password": password})


def gets_in(login, address):
    return sign_in(login, cast.PASSWORD, address).status_code == 302


def test_t39_whoever_guesses_elsewhere_keeps_nobody_out(house):
    assert gets_in("li", DESK)
    for n in range(30):
        sign_in("li", address=f"10.9.9.{n % 10}")
    assert not gets_in("li", "10.9.9.3")
    assert not gets_in("li", "10.8.8.8")  # the account's whole budget is spent for places nobody knows
    assert gets_in("li", DESK)


def test_t39_at_a_known_place_as_well_guessing_comes_to_a_pause(house):
    assert gets_in("li", DESK)
    for _ in range(5):
        sign_in("li", address=DESK)
    assert not gets_in("li", DESK)


def test_t39_the_policy_says_after_how_many_tries(house):
    tighten(FLOORS[Profile.INTERNAL] | {"tries": 3}, by=house.secadmin)
    for _ in range(3):
        sign_in("li")
    assert not gets_in("li", ELSEWHERE)


def test_t39_a_right_password_begins_the_count_anew(house):
    for _ in range(2):
        for _ in range(4):
            sign_in("li")
        assert gets_in("li", ELSEWHERE)


def test_t39_tries_at_once_take_no_more_than_there_are():
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: lockout._take("tries:at-once") <= 5, range(24)))
    assert taken.count(True) == 5


def test_t39_the_pause_ends_by_itself(house):
    for _ in range(5):
        may_try("li", ELSEWHERE)
    assert not may_try("li", ELSEWHERE)
    shared = caches["default"]
    left = shared._cache.get_client().ttl(shared.make_key(lockout._here("li", ELSEWHERE)))
    assert 0 < left <= lockout.PAUSE


def test_t39_unknown_closed_not_yet_activated_and_known_cost_the_same_hashing(house):
    deactivate(house.qian, by=None)
    add_person(username="newcomer", name="新人", by=None)
    work = {}
    for login in ("li", "qian", "newcomer", "nobody"):
        Counting.worked.clear()
        answer = sign_in(login)
        work[login] = (answer.status_code, len(Counting.worked))
    assert set(work.values()) == {(200, 1)}, work


def test_what_is_kept_of_a_place_names_neither_account_nor_address(house):
    gets_in("li", DESK)
    [place] = KnownPlace.objects.values_list("digest", flat=True)
    assert len(place) == 64
    assert DESK not in place

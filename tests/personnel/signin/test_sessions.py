"""One session for cleared people where the profile says so; both sides are told. Basis: THREATS T40."""

from functools import partial

import pytest
from django.test import Client

from audit.trail.models import Entry
from personnel.signin.actions import tighten
from personnel.signin.profiles import FLOORS, Profile
from tests import cast
from tests.custody.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def strict(house):
    tighten(FLOORS[Profile.INTERNAL] | {"sessions": 1}, by=house.secadmin)
    return house


def signed_in(account: str) -> Client:
    """Through the door."""
    browser = Client()
    browser.post("/login/", {"login": account, "password": cast.PASSWORD})
    return browser


def is_inside(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def test_t40_a_second_sign_in_of_a_cleared_person_ends_the_first(strict):
    first, second = cast.signed_in(strict.li), cast.signed_in(strict.li)
    assert (is_inside(first), is_inside(second)) == (False, True)
    assert Entry.objects.get(event="session.ended_by_newer").facts == {"count": 1}


def test_t40_both_are_told(strict):
    first, second = signed_in("li"), signed_in("li")
    assert "那个会话已结束" in second.get("/", follow=True).content.decode()
    assert "这里的会话已结束" in first.get("/", follow=True).content.decode()
    assert "这里的会话已结束" not in first.get("/", follow=True).content.decode()


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_t40_of_sign_ins_at_the_same_moment_one_stays(strict):
    browsers = [Client() for _ in range(4)]
    signed_in("wang")  # what the first request of a process loads is no part of the race
    at_once(*(partial(browser.post, "/login/", {"login": "li", "password": cast.PASSWORD}) for browser in browsers))
    assert [is_inside(browser) for browser in browsers].count(True) == 1


@pytest.mark.prove
def test_as_many_as_the_profile_lets_stay(house):
    tighten(FLOORS[Profile.INTERNAL] | {"sessions": 2}, by=house.secadmin)
    first, second, third = cast.signed_in(house.li), cast.signed_in(house.li), cast.signed_in(house.li)
    assert [is_inside(browser) for browser in (first, second, third)].count(True) == 2
    assert is_inside(third)


def test_where_the_profile_lets_many_and_for_whoever_is_not_cleared_nothing_ends(house):
    first, second = cast.signed_in(house.li), cast.signed_in(house.li)
    assert is_inside(first)
    tighten(FLOORS[Profile.INTERNAL] | {"sessions": 1}, by=house.secadmin)
    one, two = cast.signed_in(house.sysadmin), cast.signed_in(house.sysadmin)
    assert is_inside(second)
    assert (is_inside(one), is_inside(two)) == (True, True)


@pytest.mark.prove
def test_of_others_nothing_ends(strict):
    wang = cast.signed_in(strict.wang)
    cast.signed_in(strict.li)
    assert is_inside(wang)

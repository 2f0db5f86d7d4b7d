"""The code at the door: once, counted, and nobody is in before it. Basis: THREATS T38–T41, T62."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client

from audit.trail.models import Entry
from personnel.actions import deactivate
from personnel.factor.checking import codes_left, spend
from personnel.signin.lockout import CODE, may_try
from tests import cast
from tests.personnel.factor.phone import BESIDE, code, give_factor, is_inside, password_given, wrong_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_t38_the_password_alone_opens_nothing(house):
    give_factor(house.li)
    browser = password_given("li")
    assert browser.get("/login/code/").status_code == 200
    assert not is_inside(browser)
    assert browser.get(BESIDE).headers["Location"].startswith("/login/")
    assert not Entry.objects.filter(event="session.opened").exists()


def test_t38_the_code_opens_and_is_remembered(house):
    give_factor(house.li)
    browser = password_given("li")
    assert browser.post("/login/code/", {"code": code()}).headers["Location"] == "/"
    assert is_inside(browser)
    assert Entry.objects.get(event="factor.used").facts == {"factor": "totp"}


def test_t38_a_wrong_code_opens_nothing_and_is_remembered_without_it(house):
    give_factor(house.li)
    browser = password_given("li")
    assert browser.post("/login/code/", {"code": wrong_code()}).status_code == 200
    assert not is_inside(browser)
    [entry] = Entry.objects.filter(event="factor.failed", actor=house.li)
    assert entry.facts == {}


def test_t38_a_code_works_once(house):
    give_factor(house.li)
    now = code()
    password_given("li").post("/login/code/", {"code": now})
    again = password_given("li")
    cache.clear()  # what is used is not only remembered there
    again.post("/login/code/", {"code": now})
    assert not is_inside(again)


def test_t38_t62_no_code_from_before_the_last_used_one_works(house):
    """The clock set back, or a code kept from half a minute ago."""
    give_factor(house.li)
    assert spend(house.li, code(steps=1)) is not None
    assert spend(house.li, code()) is None
    assert spend(house.li, code(steps=-1)) is None


@pytest.mark.prove
def test_t38_a_code_of_an_hour_ago_does_not_work(house):
    give_factor(house.li)
    assert spend(house.li, code(steps=-120)) is None


def test_t38_five_wrong_codes_close_the_door_even_for_the_right_one(house):
    give_factor(house.li)
    browser = password_given("li")
    for _ in range(5):
        browser.post("/login/code/", {"code": wrong_code()})
    browser.post("/login/code/", {"code": code()})
    assert not is_inside(browser)


def test_t39_whoever_knows_the_password_and_guesses_codes_elsewhere_keeps_nobody_out(house):
    give_factor(house.li)
    password_given("li").post("/login/code/", {"code": code()})
    for n in range(25):
        may_try("li", f"10.9.9.{n % 9}", step=CODE)
    elsewhere, desk = password_given("li", "10.8.8.8"), password_given("li")
    elsewhere.post("/login/code/", {"code": code(steps=1)})
    desk.post("/login/code/", {"code": code(steps=1)})
    assert (is_inside(elsewhere), is_inside(desk)) == (False, True)


@pytest.mark.prove
def test_t39_wrong_passwords_and_wrong_codes_are_counted_apart(house):
    give_factor(house.li)
    browser = password_given("li")
    for _ in range(5):
        browser.post("/login/code/", {"code": wrong_code()})
    assert password_given("li").get("/login/code/").status_code == 200


@pytest.mark.prove
def test_t39_the_password_page_says_the_same_of_whoever_has_a_factor(house):
    give_factor(house.li)
    known, unknown = [Client().post("/login/", {"login": login, "password": "Wrong-guess-0000"}) for login in ("li", "nobody")]
    assert known.status_code == unknown.status_code == 200
    assert known.content.decode().count("\n") == unknown.content.decode().count("\n")


def test_t41_the_code_needs_the_pages_own_token(house):
    give_factor(house.li)
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = password_given("li").cookies.copy()
    assert careful.post("/login/code/", {"code": code()}).status_code == 403


@pytest.mark.prove
def test_t40_the_session_is_another_one_after_the_code(house):
    give_factor(house.li)
    browser = password_given("li")
    before = browser.session.session_key
    browser.post("/login/code/", {"code": code()})
    assert browser.session.session_key != before


@pytest.mark.parametrize("sent", [{}, {"credential": '{"id":"a"}'}])
def test_t38_what_is_sent_without_a_code_gets_the_same_form_again(house, sent):
    give_factor(house.li)
    browser = password_given("li")
    answer = browser.post("/login/code/", sent)
    assert (answer.status_code, 'name="code"' in answer.content.decode()) == (200, True)
    assert not is_inside(browser)


def test_a_closed_account_spends_no_code(house):
    codes = give_factor(house.li)
    browser = password_given("li")
    deactivate(house.li, by=None)
    browser.post("/login/code/", {"code": codes[0]})
    assert not is_inside(browser)
    assert codes_left(house.li) == 10


@pytest.mark.django_db(transaction=True)
def test_t38_of_ten_who_send_the_same_code_at_once_one_gets_in(house):
    give_factor(house.li)
    now = code()

    def send(_):
        try:
            return spend(house.li, now) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        assert list(pool.map(send, range(10))).count(True) == 1


# ------------------------------------------------------------------ recovery codes

"""The door: who gets in, what it gives away, how a session ends. Basis: THREATS T09, T10, T39–T42, T49."""

import re

import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.trail.models import Entry
from personnel.actions import deactivate, set_password
from tests import cast

pytestmark = pytest.mark.django_db
WRONG = "Wrong-guess-0000"


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def door() -> Client:
    """A browser whose POSTs carry what the page gave, or nothing."""
    return Client(enforce_csrf_checks=True)


def sign_in(door, login, password, **more):
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', door.get("/login/").content.decode())[1]
    return door.post("/login/", {"login": login, "password": password, "csrfmiddlewaretoken": token, **more})


def is_inside(door) -> bool:
    return door.get("/").status_code == 200


def without_what_was_typed(answer) -> str:
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return re.sub(r'name="login"[^>]*value="[^"]*"', "", text)


def test_the_right_password_opens_and_is_remembered(house, door):
    answer = sign_in(door, "li", cast.PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_inside(door)
    assert Entry.objects.filter(event="session.opened", actor=house.li).count() == 1


def test_t39_a_wrong_password_and_an_unknown_account_get_the_same_answer(house, door):
    known = sign_in(door, "li", WRONG)
    unknown = sign_in(Client(enforce_csrf_checks=True), "nobody", WRONG)
    assert known.status_code == unknown.status_code == 200
    assert without_what_was_typed(known) == without_what_was_typed(unknown)
    assert not is_inside(door)


def statements(login) -> list[str]:
    """What a failed sign-in asks of the database, without what it asks about."""
    door = Client(enforce_csrf_checks=True)
    door.get("/login/")
    with CaptureQueriesContext(connection) as asked:
        sign_in(door, login, WRONG)
    return [re.sub(r"'[^']*'(::\w+)?|\d+|NULL", "?", query["sql"]) for query in asked.captured_queries]


def test_t39_the_database_is_asked_the_same_about_a_known_an_unknown_and_a_closed_account(house):
    deactivate(house.qian, by=None)
    known, unknown, closed = statements("li"), statements("nobody"), statements("qian")
    assert len(known) == len(unknown) == len(closed), (known, unknown, closed)
    assert [shape[:60] for shape in known] == [shape[:60] for shape in unknown] == [shape[:60] for shape in closed]


def test_t39_a_closed_account_gets_the_answer_of_an_unknown_one(house):
    deactivate(house.qian, by=None)
    closed = sign_in(Client(enforce_csrf_checks=True), "qian", cast.PASSWORD)
    unknown = sign_in(Client(enforce_csrf_checks=True), "nobody", cast.PASSWORD)
    assert closed.status_code == unknown.status_code == 200
    assert without_what_was_typed(closed) == without_what_was_typed(unknown)


def test_t39_an_unknown_account_takes_as_long_as_a_known_one(house, monkeypatch):
    """What takes long is to compute a password's digest: as often, with the same parameters, for both."""
    computed = []
    for name in ("encode", "verify"):
        known = getattr(Argon2PasswordHasher, name)
        monkeypatch.setattr(Argon2PasswordHasher, name, lambda *given, _known=known: computed.append(1) or _known(*given))
    counted = {}
    for login in ("li", "nobody"):
        sign_in(Client(enforce_csrf_checks=True), login, WRONG)
        counted[login], computed[:] = len(computed), []
    assert counted["li"] == counted["nobody"] > 0


@pytest.mark.parametrize("login", ["li", "nobody"])
def test_t39_five_wrong_passwords_close_the_door_even_for_the_right_one(house, login):
    answers = [sign_in(Client(enforce_csrf_checks=True), login, WRONG).content.decode() for _ in range(6)]
    door = Client(enforce_csrf_checks=True)
    sign_in(door, login, cast.PASSWORD)
    assert not is_inside(door)
    assert answers[4] != answers[5]


def test_t39_the_locked_door_says_the_same_for_known_and_unknown(house):
    texts = []
    for login in ("li", "nobody"):
        for _ in range(6):
            answer = sign_in(Client(enforce_csrf_checks=True), login, WRONG)
        texts.append((answer.status_code, without_what_was_typed(answer)))
    assert texts[0] == texts[1]


def test_t39_one_locked_account_does_not_lock_another(house, door):
    for _ in range(6):
        sign_in(Client(enforce_csrf_checks=True), "li", WRONG)
    sign_in(door, "wang", cast.PASSWORD)
    assert is_inside(door)


def test_a_failed_sign_in_is_remembered_without_what_was_typed(house):
    sign_in(Client(enforce_csrf_checks=True), "li", WRONG)
    sign_in(Client(enforce_csrf_checks=True), "Meine-Passwort-9", WRONG)
    entries = list(Entry.objects.filter(event="session.failed").order_by("at"))
    assert [entry.actor for entry in entries] == [house.li, None]
    assert all(WRONG not in str(entry.facts) and "Meine" not in str(entry.facts) for entry in entries)


AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "\\\\evil.example",
    "/\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://[::1",
    "//evil.example@127.0.0.1/",
    "https://127.0.0.1.evil.example/",
    "\thttps://evil.example",
    "/%0d%0aLocation: https://evil.example",
    "//％65vil.example",
    "https://testserver@evil.example/",
    "\x00//evil.example",
    "////evil.example",
    "/\t/evil.example",
    "http:\\\\evil.example",
]


def test_t49_signing_in_never_leads_to_another_host(house):
    reached = {target: sign_in(Client(enforce_csrf_checks=True), "li", cast.PASSWORD, next=target).headers["Location"] for target in AWAY}
    assert {target: location for target, location in reached.items() if not _stays_here(location)} == {}


def _stays_here(location: str) -> bool:
    return location.startswith("/") and not location.startswith(("//", "/\\", "/\t")) and not set("\r\n") & set(location)


def test_t49_an_address_of_this_house_is_followed(house, door):
    assert sign_in(door, "li", cast.PASSWORD, next="/approvals/").headers["Location"] == "/approvals/"


def test_t49_a_foreign_host_header_is_refused(house):
    assert Client().get("/login/", headers={"host": "evil.example"}).status_code == 400


def test_t40_a_session_prepared_by_someone_else_is_not_adopted(house, door):
    door.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    sign_in(door, "li", cast.PASSWORD)
    assert door.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    assert not is_inside(thief)


def test_t40_signing_in_again_gives_a_new_session(house, door):
    sign_in(door, "li", cast.PASSWORD)
    first = door.cookies[settings.SESSION_COOKIE_NAME].value
    signed_out = door.cookies.copy()
    sign_out(door)
    sign_in(door, "li", cast.PASSWORD)
    assert door.cookies[settings.SESSION_COOKIE_NAME].value != first
    replay = Client()
    replay.cookies = signed_out
    assert not is_inside(replay)


def test_t40_the_cookie_is_strict_and_out_of_reach_of_scripts(house, door):
    sign_in(door, "li", cast.PASSWORD)
    cookie = door.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.parametrize(("clock", "seconds"), [("seen_at", 15 * 60 + 1), ("began_at", 8 * 60 * 60 + 1)])
def test_t40_a_session_ends_by_itself(house, door, clock, seconds):
    sign_in(door, "li", cast.PASSWORD)
    session = door.session
    session[clock] -= seconds
    session.save()
    assert not is_inside(door)


def test_t40_a_new_password_ends_the_sessions_of_the_old_one(house, door):
    sign_in(door, "li", cast.PASSWORD)
    set_password(house.li, "Another-word-77", by=None)
    assert not is_inside(door)


def test_t09_t10_closing_an_account_ends_its_sessions_at_once(house, door):
    sign_in(door, "li", cast.PASSWORD)
    other = cast.signed_in(house.wang)
    deactivate(house.li, by=None)
    assert not is_inside(door)
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(house.wang.pk)]
    assert is_inside(other)


def sign_out(door):
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', door.get("/logout/").content.decode())[1]
    return door.post("/logout/", {"csrfmiddlewaretoken": token})


def test_t42_opening_the_sign_out_page_does_not_sign_out(house, door):
    sign_in(door, "li", cast.PASSWORD)
    assert door.get("/logout/").status_code == 200
    assert is_inside(door)


def test_t41_t42_signing_out_needs_the_pages_own_token(house, door):
    sign_in(door, "li", cast.PASSWORD)
    assert door.post("/logout/").status_code == 403
    assert is_inside(door)


def test_t42_nobody_can_be_signed_in_from_another_page(house, door):
    assert door.post("/login/", {"login": "li", "password": cast.PASSWORD}).status_code == 403
    assert not is_inside(door)


def test_t40_signing_out_ends_the_session_and_clears_the_browser(house, door):
    sign_in(door, "li", cast.PASSWORD)
    answer = sign_out(door)
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not any("_auth_user_id" in session.get_decoded() for session in Session.objects.all())
    assert Entry.objects.filter(event="session.closed", actor=house.li).count() == 1


@pytest.mark.parametrize("login", ["", "x" * 5000, "li\x00", "李登记", "' OR 1=1 --", "li\u202e"])
def test_t80_whatever_is_typed_as_account_gets_an_answer(house, door, login):
    assert sign_in(door, login, WRONG).status_code == 200

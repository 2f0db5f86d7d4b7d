"""Security keys where no key is needed: who is asked, what is no answer, what goes. Chromium does the rest (tests/browser)."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import STATE_SESSION_KEY
from django.test import Client

from audit.trail.refusals import Refused
from personnel.factor.actions import remove_key
from personnel.factor.security_keys import NEW
from personnel.signin.actions import tighten
from personnel.signin.profiles import FLOORS, Profile
from tests import cast
from tests.personnel.factor.phone import BESIDE, give_factor, is_inside, password_given

pytestmark = pytest.mark.django_db
QUESTION = f"{BESIDE}key-question/"


@pytest.fixture
def house(db):
    return cast.make()


def key_of(person) -> Authenticator:
    """A row of a key; nothing answers for it."""
    return Authenticator.objects.create(user=person, type="webauthn", data={"name": "blue", "credential": {}})


@pytest.mark.parametrize("answer", ["{}", "{", '{"id": 1}', '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}', "{" * 3000])
def test_t38_what_is_no_answer_of_a_key_opens_nothing(house, answer):
    give_factor(house.li)
    browser = password_given("li")
    assert browser.post("/login/code/", {"code": answer}).status_code == 200
    assert not is_inside(browser)


def test_t37_nobody_learns_which_keys_an_account_has(house):
    """Without the password, and for whoever has none, there is nothing."""
    assert Client().post(QUESTION).status_code == 404
    assert cast.signed_in(house.li).post(QUESTION).status_code == 404
    give_factor(house.li)
    assert password_given("li").post(QUESTION).status_code == 404


@pytest.mark.parametrize("address", [f"{BESIDE}key-introduction/", f"{BESIDE}key-new/"])
def test_no_key_is_set_up_where_browsers_would_not_use_it(house, address):
    answer = cast.signed_in(house.li).post(address, {"name": "blue", "password": cast.PASSWORD}, headers={"host": "127.0.0.1"})
    assert answer.status_code == 409


NUL, HALF = '{"id": "\\u0000"}', '{"id": "\\ud800"}'


@pytest.mark.parametrize("said", ["", "[" * 3000, NUL, HALF, '{"id": NaN}', '{"id": "a"}', "[[]]", '"' + "a" * 9000 + '"'])
def test_what_no_key_says_of_itself_adds_none(house, said):
    li = cast.signed_in(house.li)
    li.post(f"{BESIDE}key-introduction/", headers={"host": "localhost"})
    sent = {"name": "blue", "password": cast.PASSWORD, "credential": said}
    assert li.post(f"{BESIDE}key-new/", sent, headers={"host": "localhost"}).status_code == 400
    assert NEW not in li.session


def test_the_question_to_a_new_key_leaves_the_one_to_the_first_key_waiting(house):
    li, waiting = cast.signed_in(house.li), {"challenge": "of the first key", "user_verification": None}
    session = li.session
    session[STATE_SESSION_KEY] = waiting
    session.save()
    assert li.post(f"{BESIDE}key-introduction/", headers={"host": "localhost"}).status_code == 200
    assert li.session[STATE_SESSION_KEY] == waiting
    assert li.session[NEW]["challenge"] != waiting["challenge"]


def test_with_the_last_factor_recovery_codes_go_as_well(house):
    give_factor(house.li)
    key = key_of(house.li)
    remove_key(house.li, key.pk)
    assert Authenticator.objects.filter(user=house.li).count() == 2
    Authenticator.objects.filter(type="totp").delete()
    remove_key(house.li, key_of(house.li).pk)
    assert not Authenticator.objects.exists()


def test_the_last_key_stays_where_a_factor_is_demanded(house):
    tighten(FLOORS[Profile.INTERNAL], offices=["registrar"], by=house.secadmin)
    key = key_of(house.li)
    with pytest.raises(Refused, match="SECOND_FACTOR_DEMANDED"):
        remove_key(house.li, key.pk)


def test_t37_nobody_removes_the_key_of_another(house):
    key_of(house.li)
    hers = key_of(house.wang)
    remove_key(house.li, hers.pk)
    assert Authenticator.objects.filter(pk=hers.pk).exists()

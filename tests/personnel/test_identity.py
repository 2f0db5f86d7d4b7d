"""Fresh proof of identity before a signature. Basis: DESIGN §4."""

from datetime import timedelta

import pytest

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.actions import prove_beside, prove_identity
from personnel.signin.actions import tighten
from personnel.signin.profiles import FLOORS, Profile
from tests import cast
from tests.personnel.factor import phone
from tests.personnel.factor.phone import give_factor
from vault import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def codes_of_a_proof(person, password, code=""):
    try:
        prove_identity(person, password, code)
    except Refused as refusal:
        return refusal.codes
    return []


def test_the_own_password_is_proof_enough(house):
    assert codes_of_a_proof(house.li, cast.PASSWORD) == []


def test_a_wrong_password_is_refused_and_remembered(house):
    assert codes_of_a_proof(house.li, "wrong") == ["WRONG_PASSWORD"]
    assert Entry.objects.filter(event="session.proof_failed", actor=house.li).count() == 1


def test_after_five_wrong_ones_even_the_right_one_waits(house):
    for _ in range(5):
        codes_of_a_proof(house.li, "wrong")
    assert codes_of_a_proof(house.li, cast.PASSWORD) == ["TOO_MANY_TRIES"]


def test_one_persons_wrong_tries_do_not_stop_another(house):
    for _ in range(5):
        codes_of_a_proof(house.li, "wrong")
    assert codes_of_a_proof(house.wang, cast.PASSWORD) == []


def test_a_right_one_in_between_starts_the_count_again(house):
    for _ in range(4):
        codes_of_a_proof(house.li, "wrong")
    codes_of_a_proof(house.li, cast.PASSWORD)
    assert codes_of_a_proof(house.li, "wrong") == ["WRONG_PASSWORD"]


def test_whoever_has_a_second_factor_proves_it_with_a_code_as_well(house):
    give_factor(house.li)
    assert codes_of_a_proof(house.li, cast.PASSWORD) == ["WRONG_SECOND_FACTOR"]
    code = phone.code()
    assert codes_of_a_proof(house.li, cast.PASSWORD, code) == []
    assert codes_of_a_proof(house.li, cast.PASSWORD, code) == ["WRONG_SECOND_FACTOR"]


def test_a_wrong_password_spends_no_code(house):
    give_factor(house.li)
    assert codes_of_a_proof(house.li, "wrong", phone.code(steps=1)) == ["WRONG_PASSWORD"]
    assert codes_of_a_proof(house.li, cast.PASSWORD, phone.code(steps=1)) == []


def test_t38_wrong_codes_and_wrong_passwords_share_one_count(house):
    give_factor(house.li)
    for password, code in [("wrong", ""), (cast.PASSWORD, phone.wrong_code())] * 2 + [("wrong", "")]:
        codes_of_a_proof(house.li, password, code)
    assert codes_of_a_proof(house.li, cast.PASSWORD, phone.code()) == ["TOO_MANY_TRIES"]


def test_t38_a_right_old_password_gives_no_more_tries_at_a_code(house):
    give_factor(house.li)
    for _ in range(4):
        codes_of_a_proof(house.li, cast.PASSWORD, phone.wrong_code())
    sent = {"oldpassword": cast.PASSWORD, "password1": "Another-one-2026", "password2": "Not-the-same-2026"}
    assert cast.signed_in(house.li).post("/account/password/", sent).status_code in (200, 400)
    assert codes_of_a_proof(house.li, cast.PASSWORD, phone.wrong_code()) == ["WRONG_SECOND_FACTOR"]
    assert codes_of_a_proof(house.li, cast.PASSWORD, phone.wrong_code()) == ["TOO_MANY_TRIES"]


def codes_beside(person, password, *, asker):
    try:
        prove_beside(person, person.username, password, asker=asker)
    except Refused as refusal:
        return refusal.codes
    return []


def test_t38_at_anothers_keyboard_nobody_signs_who_would_be_held_up_at_their_own(house, settings):
    assert codes_beside(house.wang, cast.PASSWORD, asker=house.li) == []
    tighten(FLOORS[Profile.INTERNAL], offices=["unit_head"], by=house.secadmin)
    assert codes_beside(cast.fresh(house.wang), cast.PASSWORD, asker=house.li) == ["AT_THEIR_OWN_MACHINE"]
    settings.DEMO = False
    house.li.password_changed_at = clock.now() - timedelta(days=400)
    assert codes_beside(house.li, "wrong", asker=house.wang) == ["WRONG_PASSWORD"]
    assert codes_beside(house.li, cast.PASSWORD, asker=house.wang) == ["AT_THEIR_OWN_MACHINE"]


def test_t38_many_who_ask_beside_the_same_person_have_no_more_tries_than_four(house):
    others = [person for person in house.people.values() if person != house.wang][:5]
    for asker in others[:4]:
        for _ in range(5):
            assert codes_beside(house.wang, "wrong", asker=asker) == ["WRONG_PASSWORD"]
    assert codes_beside(house.wang, cast.PASSWORD, asker=others[4]) == ["TOO_MANY_TRIES"]
    assert codes_of_a_proof(house.wang, cast.PASSWORD) == []

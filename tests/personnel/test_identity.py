"""Fresh proof of identity before a signature. Basis: DESIGN §4."""

import pytest

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.actions import prove_identity
from tests import cast
from tests.personnel.factor import phone
from tests.personnel.factor.phone import give_factor

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

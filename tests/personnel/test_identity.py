"""Fresh proof of identity before a signature. Basis: DESIGN §4."""

import pytest

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.actions import prove_identity
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def codes_of_a_proof(person, password):
    try:
        prove_identity(person, password)
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

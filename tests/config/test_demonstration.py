"""The demonstration organisation is the one of the contract."""

import pytest

from classification.querysets import cleared_levels
from config.demonstration import accounts
from config.demonstration.organisation import MEMBERS, PASSWORD
from personnel.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


def test_everybody_of_the_contract_is_there_with_office_and_unit():
    house = cast.make()
    assert {person.username for person in Person.objects.all()} == set(cast.ACCOUNTS)
    assert house.li.office_codes() == {"registrar", "handling_officer"}
    assert str(house.liu.main_unit) == "公司领导"
    assert house.liu.holds("leader_in_charge", unit=house.units["business_one"])


def test_clearances_are_those_of_the_contract(django_assert_num_queries):
    house = cast.make()
    today = house.li.password_changed_at.date()
    assert "core" in cleared_levels(house.qian, on=today)
    assert "core" not in cleared_levels(house.chen, on=today)
    assert cleared_levels(house.sun, on=today) == []
    assert cleared_levels(house.secadmin, on=today) == []


def test_the_list_of_accounts_names_every_account_and_the_password():
    text = accounts()
    assert PASSWORD in text
    assert all(member.account in text for member in MEMBERS)

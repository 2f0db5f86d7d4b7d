"""To somebody who leaves goes no new case, loan or carrier. Basis: REQUIREMENTS H4."""

import pytest

from audit.trail.refusals import Refused
from custody.actions import change_keeper, hand_over
from custody.models import Carrier
from personnel.leaving.actions import withdraw
from petitions.actions import assign
from tests import cast
from tests.custody import stage
from tests.personnel.departures import TODAY, leaves

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_no_new_case_until_the_departure_is_withdrawn(house):
    case, unit = stage.graded(house), house.units["business_one"]
    departure = leaves(house, "chen")
    with pytest.raises(Refused, match="OFFICER_LEAVES"):
        assign(case, officer=house.chen, unit=unit, by=house.wang, on=TODAY())
    values = {"handling_officer": str(house.chen.pk), "handling_unit": str(unit.pk)}
    answer = cast.signed_in(house.wang).post(f"/petitions/{case.pk}/handling/", values)
    assert "正在办理离岗" in answer.content.decode()
    withdraw(departure, reason="留任", by=house.secadmin, on=TODAY())
    assert assign(case, officer=house.chen, unit=unit, by=house.wang, on=TODAY()).handling_officer == house.chen


def test_no_loan_not_even_one_that_was_signed_before(house):
    petition = stage.graded(house)
    signed = stage.approved(house, petition, by=house.chen)
    leaves(house, "chen")
    with pytest.raises(Refused, match="BORROWER_LEAVES"):
        hand_over(signed, by=house.zhao, on=TODAY())
    with pytest.raises(Refused, match="BORROWER_LEAVES"):
        stage.filed(house, stage.graded(house), by=house.chen)


def test_no_carrier_to_keep(house):
    stage.graded(house)
    leaves(house, "dang")
    with pytest.raises(Refused, match="KEEPER_LEAVES"):
        change_keeper(house.li, keeper=house.dang, by=house.zhao, on=TODAY())
    assert Carrier.objects.filter(keeper=house.li).exists()

"""Cases and carriers of somebody who leaves go into other hands. Basis: REQUIREMENTS H4."""

import pytest

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from custody.actions import change_keeper
from custody.leaving import to_give
from custody.models import Carrier
from personnel.actions import appoint
from personnel.leaving.actions import withdraw
from personnel.offices import Office
from petitions.actions import assign
from petitions.models import Petition
from tests import cast
from tests.custody import stage
from tests.personnel.departures import TODAY, held, leaves

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_cases_are_handed_over_all_together_or_not_at_all_with_their_history(house):
    cases = [stage.graded(house), stage.graded(house), stage.graded(house, level="core")]
    for case in cases[:2]:
        assign(case, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=TODAY())
    departure = leaves(house, "li")
    address = f"/petitions/handing-over/{house.li.pk}/"
    sent = {"petitions": [str(cases[2].pk)], "handling_officer": str(house.chen.pk), "handling_unit": str(house.units["business_one"].pk)}
    assert cast.signed_in(house.wang).post(address, sent).status_code == 400  # not cleared for the core level
    assert cast.signed_in(house.he).get(address).status_code == 404
    address = f"/petitions/handing-over/{house.chen.pk}/"
    withdraw(departure, reason="留任", by=house.secadmin, on=TODAY())
    given = {"handling_officer": str(house.li.pk), "handling_unit": str(house.units["petition_office"].pk)}
    answer = cast.signed_in(house.wang).post(address, {"petitions": [str(case.pk) for case in cases[:2]]} | given)
    assert answer.status_code == 302
    assert set(Petition.objects.filter(pk__in=[case.pk for case in cases]).values_list("handling_officer__username", flat=True)) == {"li"}
    assert Entry.objects.filter(event="petition.assigned", facts__officer="li", actor=house.wang).count() == 5
    assert cast.signed_in(house.wang).get(address).status_code == 404  # nothing left


def test_carriers_are_given_into_other_hands_line_by_line_and_counted_without_reading_them_all(house):
    lent = stage.lent(house, stage.graded(house))
    departure = leaves(house, "li")
    kept = Carrier.objects.filter(keeper=house.li).count()
    assert (held(departure)["carrier"], kept) == (2, 2)
    with pytest.raises(Refused, match="NO_KEEPER"):
        change_keeper(house.li, keeper=house.chen, by=house.zhao, on=TODAY())
    with pytest.raises(Refused, match="NOT_LEDGER"):
        change_keeper(house.li, keeper=house.dang, by=house.he, on=TODAY())
    with pytest.raises(Refused, match="LEAVES_THEMSELF"):
        change_keeper(house.li, keeper=house.dang, by=house.li, on=TODAY())
    address = f"/custody/keeping/{house.li.pk}/"
    own = cast.signed_in(house.li)
    assert own.get(address).status_code == 409
    assert address not in own.get(departure.get_absolute_url()).content.decode()
    assert cast.signed_in(house.he).get(address).status_code == 404
    assert cast.signed_in(house.zhao).post(address, {"keeper": str(house.dang.pk)}).status_code == 302
    assert "carrier" not in held(departure)
    assert Entry.objects.filter(event="carrier.keeper_changed", actor=house.zhao).count() == kept
    assert Carrier.history.filter(id__in=lent.lines.values("carrier"), keeper=house.dang).count() == kept


def test_a_registrar_gives_no_line_of_a_record_they_do_not_see(house):
    record = stage.graded(house, level="core").record
    appoint(house.sun, unit=record.unit, office=Office.REGISTRAR, since=TODAY(), by=None)
    assert not to_give(house.li, cast.fresh(house.sun)).exists()
    assert to_give(house.li, cast.fresh(house.zhao)).filter(record=record).exists()


def test_t04_carriers_go_to_nobody_who_is_not_cleared_for_them(house):
    core = stage.graded(house, level="core")
    with pytest.raises(Refused, match="KEEPER_NOT_CLEARED"):
        change_keeper(house.li, keeper=house.dang, by=house.zhao, on=TODAY())
    stage.graded(house)
    told = cast.signed_in(house.zhao).post(f"/custody/keeping/{house.li.pk}/", {"keeper": str(house.dang.pk)}, follow=True)
    assert "新保管人的涉密等级未达到" in told.content.decode()
    kept = Carrier.objects.filter(keeper=house.li)
    assert {carrier.record_id for carrier in kept} == {core.pk}

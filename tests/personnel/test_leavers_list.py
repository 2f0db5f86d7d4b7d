"""What else stands in the way of leaving, and who comes back. Basis: REQUIREMENTS H4."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from classification.periods import parse_period
from custody.models import Carrier
from personnel.accounts.actions import reopen
from personnel.actions import appoint
from personnel.leaving import rules
from personnel.leaving.actions import end_what_is_due, finish
from personnel.leaving.querysets import written_off
from personnel.offices import Office
from petitions.actions import assign, propose_grading
from tests import cast
from tests.custody import stage
from tests.personnel.departures import TODAY, held, leaves, minute_comes, talked, write_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def proposed(house):
    petition = stage.registered(house)
    assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.wang, on=TODAY())
    values = {"level": SecrecyLevel.objects.get(code="important"), "period": parse_period("5", start=TODAY()), "basis": "第3项"}
    propose_grading(petition, by=house.li, scope=[f"unit:{house.units['business_one'].pk}"], on=TODAY(), reason="", **values)
    return petition


def test_what_they_asked_for_and_what_waits_for_their_decision_stands_in_the_way(house):
    petition = proposed(house)
    assert held(leaves(house, "li"))["asked"] == 1
    departure = leaves(house, "liu")
    assert held(departure)["decision"] == 1
    told = [cast.signed_in(one).get(departure.get_absolute_url()).content.decode() for one in (house.liu, house.secadmin)]
    assert [petition.number in page for page in told] == [True, False]
    assert ["待其决定" in page for page in told] == [True, True]


def test_copies_of_the_carriers_are_a_line_of_their_own_and_go_with_them(house):
    def copies():
        [left] = [
            source.left(house.chen, things, written_off(departure)) for source, things in rules.held(*who, on=TODAY()) if source.along
        ]
        return left

    lent, who = stage.lent(house, stage.graded(house)), (house.chen, house.chen)
    QuerySet(Carrier).filter(loans__slip=lent).update(copies=3)
    departure, lines = leaves(house), list(lent.lines.all())
    assert copies() == 3 * len(lines)
    assert rules.count_open(departure, on=TODAY()) == len(lines) + 1  # beside the pledge; copies are not added up
    assert "所持载体的份数" in cast.signed_in(house.secadmin).get(departure.get_absolute_url()).content.decode()
    write_off(house, departure, "loan", lines[0].pk, by=house.liu)
    assert copies() == 3 * (len(lines) - 1)


def test_who_left_today_comes_back_tomorrow_without_any_office(house):
    departure = leaves(house)
    talked(house, departure)
    minute_comes(departure)
    end_what_is_due()
    write_off(house, departure, "pledge", departure.pk, by=house.liu)
    finish(departure, by=house.secadmin, on=TODAY())
    with pytest.raises(Refused, match="LEFT_TODAY"):
        reopen(house.chen, by=house.secadmin, on=TODAY())
    tomorrow = timezone.localdate(departure.ends_at) + timedelta(days=2)
    reopen(house.chen, by=house.secadmin, on=tomorrow)
    assert not cast.fresh(house.chen).appointments.exclude(until__lt=tomorrow).exists()
    appoint(house.chen, unit=house.units["business_one"], office=Office.HANDLING_OFFICER, since=tomorrow, by=None)

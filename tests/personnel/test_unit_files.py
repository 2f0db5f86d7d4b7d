"""A unit's file: coverage, overdue loans, conduct, rewards. Basis: REQUIREMENTS H5."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from config.demonstration.duties import oblige
from custody.models import BorrowSlip
from personnel.file.actions import enter
from personnel.unitfile import page
from personnel.unitfile.actions import award
from personnel.unitfile.models import UnitReward
from tests import cast
from tests.custody import stage

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return cast.make()


def address(unit):
    return f"/personnel/units/{unit.pk}/"


def figures(house, unit):
    return page.unit_page(unit, cast.fresh(house.he), on=TODAY())


def test_the_page_counts_what_is_missing_late_and_on_record(house):
    unit = house.units["business_one"]
    before = figures(house, unit)
    assert [row["done"] for row in before["coverage"]] == [0, len(before["people"]), 0]  # no course is demanded yet
    oblige(house, on=TODAY())
    slip = stage.lent(house, stage.graded(house))
    QuerySet(BorrowSlip).filter(pk=slip.pk).update(due_on=TODAY() - timedelta(days=1))
    values = {"kind": "violation", "category": "copied", "happened_on": TODAY(), "evidence": "翻拍屏幕"}
    enter(house.chen, values, by=house.secadmin, on=TODAY())
    enter(house.li, values, by=house.secadmin, on=TODAY())  # of another unit
    after = figures(house, unit)
    assert [figure["count"] for figure in after["figures"]] == [1]
    assert [(row["this_year"], row["in_all"]) for row in after["conduct"]] == [(1, 1), (0, 0)]
    assert all(row["done"] + len(row["lacking"]) == len(after["people"]) for row in after["coverage"])
    assert after["coverage"][0]["done"] > 0


def test_head_leader_and_security_administrator_read_it_and_nobody_else(house):
    unit = house.units["business_one"]
    for account, status in (("he", 200), ("liu", 200), ("sheng", 200), ("secadmin", 200), ("wang", 404), ("chen", 404), ("sysadmin", 404)):
        assert cast.signed_in(house.people[account]).get(address(unit)).status_code == status, account
    assert "翻拍" not in cast.signed_in(house.he).get(address(unit)).content.decode()
    assert Entry.objects.filter(event="unit_file.read", facts__unit=unit.name).count() == 5
    assert address(unit) in cast.signed_in(house.he).get("/personnel/training/coverage/").content.decode()


def test_a_unit_is_rewarded_by_the_security_administrator_alone_and_what_for_lies_sealed(house):
    unit = house.units["business_one"]
    values = {"category": "commended", "awarded_on": TODAY(), "ground": "全年无失泄密"}
    for by, given, code in (
        (house.he, {}, "NOT_KEEPER"),
        (house.secadmin, {"awarded_on": TODAY() + timedelta(days=1)}, "IN_FUTURE"),
    ):
        with pytest.raises(Refused, match=code):
            award(unit, **values | given, by=by, on=TODAY())
    browser, sent = cast.signed_in(house.secadmin), values | {"awarded_on": TODAY().isoformat()}
    assert cast.signed_in(house.he).get(f"{address(unit)}rewards/").status_code == 404
    assert browser.post(f"{address(unit)}rewards/", sent | {"ground": ""}).status_code == 400
    assert browser.post(f"{address(unit)}rewards/", sent).status_code == 302
    reward = UnitReward.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT ground FROM personnel_unitreward WHERE id = %s", [reward.pk])
        assert values["ground"].encode() not in bytes(cursor.fetchone()[0])
    told = cast.signed_in(house.he).get(address(unit)).content.decode()
    assert "全年无失泄密" in told
    assert "通报表扬" in told

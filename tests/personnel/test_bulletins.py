"""Notices and cases: published to everybody, acknowledged by each, known to heads. Basis: REQUIREMENTS H9."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.bulletins import actions
from personnel.bulletins.models import Bulletin, BulletinReceipt
from personnel.bulletins.querysets import receipts_by_unit
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
TITLE = "朋友圈晒文件案例"


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def case(house):
    return actions.publish(kind="case", title=TITLE, body="某单位干部将文件拍照发送，被处分。", by=house.secadmin)


def test_it_waits_for_everybody_until_they_acknowledge_it_and_then_stands_in_their_file(house, case):
    chen = cast.signed_in(house.chen)
    assert TITLE in chen.get("/").content.decode()
    assert chen.post(f"{case.get_absolute_url()}receipt/").status_code == 302
    assert TITLE not in chen.get("/").content.decode()
    assert TITLE in chen.get(f"/personnel/people/{house.chen.pk}/file/").content.decode()
    assert Entry.objects.filter(event="bulletin.acknowledged", actor=house.chen, facts__number=case.number).count() == 1


def test_nobody_acknowledges_twice_not_even_in_the_database(house, case):
    receipt = actions.acknowledge(case, by=house.chen)
    with pytest.raises(Refused, match="ACKNOWLEDGED"):
        actions.acknowledge(case, by=house.chen)
    with pytest.raises(IntegrityError, match="one_receipt_per_bulletin_and_person"):
        BulletinReceipt(bulletin=case, person=receipt.person).keep(by=None)


def test_a_head_is_told_who_of_theirs_has_read_it_and_others_are_not(house, case):
    actions.acknowledge(case, by=house.chen)
    text = cast.signed_in(house.he).get(case.get_absolute_url()).content.decode()
    assert "陈承办" in text
    assert "孙干事" in text
    assert "王主任" not in text
    assert "陈承办" not in cast.signed_in(house.sun).get(case.get_absolute_url()).content.decode()


def test_withdrawn_it_waits_for_nobody_and_the_receipts_stay(house, case):
    actions.acknowledge(case, by=house.chen)
    for by in (house.he, house.sysadmin):
        with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
            actions.withdraw(case, by=by)
    actions.withdraw(case, by=house.secadmin)
    assert TITLE not in cast.signed_in(house.li).get("/").content.decode()
    with pytest.raises(Refused, match="BULLETIN_WITHDRAWN"):
        actions.acknowledge(case, by=house.li)
    assert BulletinReceipt.objects.count() == 1


def test_withdrawn_it_is_read_by_whoever_publishes_and_others_are_told_its_number(house, case):
    actions.acknowledge(case, by=house.chen)
    actions.withdraw(case, by=house.secadmin)
    pages = [case.get_absolute_url(), "/personnel/bulletins/"]
    for place in [*pages, f"/personnel/people/{house.chen.pk}/file/"]:
        told = cast.signed_in(house.chen).get(place).content.decode()
        assert case.number in told
        assert TITLE not in told
        assert case.body not in told
    for place in pages:
        assert TITLE in cast.signed_in(house.secadmin).get(place).content.decode()


def test_only_the_security_administrator_publishes(house):
    sent = {"kind": "notice", "title": "节前提醒", "body": "节假日前清点载体。"}
    assert cast.signed_in(house.he).post("/personnel/bulletins/new/", sent).status_code == 404
    keeper = cast.signed_in(house.secadmin)
    assert keeper.post("/personnel/bulletins/new/", sent | {"body": ""}).status_code == 400
    assert keeper.post("/personnel/bulletins/new/", sent).status_code == 302


@pytest.fixture
def notice(house):
    """To business unit 1 alone."""
    unit = [house.units["business_one"]]
    return actions.publish(kind="notice", title="一部清点提醒", body="节前清点借阅载体。", units=unit, by=house.secadmin)


def test_what_is_published_to_a_unit_waits_for_its_people_alone(house, notice):
    assert notice.title in cast.signed_in(house.chen).get("/").content.decode()
    for person in (house.li, house.qian):
        browser = cast.signed_in(person)
        assert notice.title not in browser.get("/").content.decode()
        assert notice.title not in browser.get("/personnel/bulletins/").content.decode()
        assert browser.get(notice.get_absolute_url()).status_code == 404
        with pytest.raises(Refused, match="NOT_FOR_YOU"):
            actions.acknowledge(notice, by=person)
    for person in (house.liu, house.sheng):  # who lead it, are told; it waits for neither
        browser = cast.signed_in(person)
        assert browser.get(notice.get_absolute_url()).status_code == 200
        assert notice.title not in browser.get("/").content.decode()


@pytest.mark.parametrize(("within", "seen"), [(True, True), (False, False)])
def test_units_below_are_meant_where_that_is_said(house, within, seen):
    root = [house.units["leadership"]]
    made = actions.publish(kind="notice", title="全系统提醒", body="提醒。", units=root, within=within, by=house.secadmin)
    assert (made.title in cast.signed_in(house.chen).get("/").content.decode()) is seen
    assert made.title in cast.signed_in(house.liu).get("/").content.decode()


def test_receipts_are_counted_by_unit_to_whoever_oversees_it(house, notice):
    actions.acknowledge(notice, by=house.chen)
    counted = {row.unit.name: (row.done, row.whole) for row in receipts_by_unit(notice, house.he, on=TODAY())}
    assert counted == {house.units["business_one"].name: (1, 5)}
    assert receipts_by_unit(notice, cast.fresh(house.wang), on=TODAY()) == []
    everybody = actions.publish(kind="notice", title="全员提醒", body="提醒。", by=house.secadmin)
    assert len(receipts_by_unit(everybody, house.secadmin, on=TODAY())) == len({person.main_unit for person in house.people.values()})


def test_who_has_not_read_it_is_reminded_once_a_day_by_whoever_publishes(house, notice):
    actions.acknowledge(notice, by=house.chen)
    with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
        actions.remind(notice, by=house.he, on=TODAY())
    browser = cast.signed_in(house.secadmin)
    assert browser.post(f"{notice.get_absolute_url()}reminder/").status_code == 302
    assert "已催读" in cast.signed_in(house.sun).get("/").content.decode()
    assert "已催读" not in cast.signed_in(house.chen).get("/").content.decode()
    with pytest.raises(Refused, match="REMINDED_TODAY"):
        actions.remind(notice, by=house.secadmin, on=TODAY())
    tomorrow = TODAY() + timedelta(days=1)
    assert actions.remind(notice, by=house.secadmin, on=tomorrow) == 4
    assert Entry.objects.filter(event="bulletin.reminded", facts__number=notice.number, facts__count=4).count() == 2
    for person in (house.he, house.xin, house.guo, house.sun):
        actions.acknowledge(notice, by=person)
    with pytest.raises(Refused, match="NOBODY_WAITS"):
        actions.remind(notice, by=house.secadmin, on=tomorrow + timedelta(days=1))


def test_it_is_published_to_chosen_units_on_the_page(house):
    unit = house.units["petition_office"]
    sent = {"kind": "notice", "title": "信访办提醒", "body": "提醒。", "units": [str(unit.pk)]}
    answer = cast.signed_in(house.secadmin).post("/personnel/bulletins/new/", sent, follow=True)
    assert unit.name in answer.content.decode()
    made = Bulletin.objects.get(title="信访办提醒")
    assert (list(made.units.all()), made.within) == ([unit], False)

"""Notices and cases: published to everybody, acknowledged by each, known to heads. Basis: REQUIREMENTS H9."""

import pytest
from django.db import IntegrityError

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.bulletins import actions
from personnel.bulletins.models import BulletinReceipt
from tests import cast

pytestmark = pytest.mark.django_db
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

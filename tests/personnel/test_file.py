"""One page a person, read by few: checks, training, pledges, clearances, loans, conduct with appeal. Basis: REQUIREMENTS H5, H7."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from config.demonstration.duties import oblige
from personnel.file import actions
from personnel.file.models import CATEGORIES, Category, FileEntry
from tests import cast
from tests.custody import stage

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    house = cast.make()
    oblige(house, on=TODAY())
    return house


def violation(house, **more):
    values = {"kind": "violation", "category": "passed_on", "happened_on": TODAY(), "until": None, "sanction": "notice"}
    sealed = {"evidence": "监控与登记簿相互印证", "decision": "通报批评"}
    return actions.enter(house.chen, values | sealed | more, by=house.secadmin, on=TODAY())


def test_the_file_is_one_page_with_everything_that_is_known_of_the_person(house):
    violation(house)
    slip = stage.lent(house, stage.graded(house))
    text = cast.signed_in(house.he).get(f"/personnel/people/{house.chen.pk}/file/").content.decode()
    number = house.chen.pledges.get().number
    for word in ("擅自传递、转借", "监控与登记簿相互印证", "通报批评", slip.number, "重要秘密", number, "信访信息保密基础", "上岗前审查"):
        assert word in text
    assert Entry.objects.filter(event="file.read", subject_id=house.chen.pk, actor=house.he).count() == 1


def test_a_loan_that_came_back_late_says_so(house):
    slip = stage.lent(house, stage.graded(house))
    QuerySet(type(slip)).filter(pk=slip.pk).update(due_on=TODAY() - timedelta(days=1))
    assert "逾期" in cast.signed_in(house.chen).get(f"/personnel/people/{house.chen.pk}/file/").content.decode()


READERS = ("chen", "he", "secadmin")


@pytest.mark.parametrize("account", [*READERS, "wang", "liu", "sysadmin", "zhou"])
def test_t27_only_the_person_their_head_and_the_security_administrator_read_it(house, account):
    status = 200 if account in READERS else 404
    assert cast.signed_in(house.people[account]).get(f"/personnel/people/{house.chen.pk}/file/").status_code == status


def test_free_text_lies_sealed_in_the_row_and_in_its_history(house):
    entry = actions.appeal(violation(house), text="并非本人所为", by=house.chen)
    for table in ("personnel_fileentry", "personnel_historicalfileentry"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT evidence, decision, appeal FROM {table} WHERE id = %s", [entry.pk])
            stored = b"".join(bytes(value) for row in cursor.fetchall() for value in row if value)
        assert stored
        assert not any(word.encode() in stored for word in ("监控", "通报", "并非"))


def test_an_appeal_is_made_once_by_the_person_alone_and_answered_once(house):
    entry = violation(house)
    for other in (house.he, house.secadmin):
        with pytest.raises(Refused, match="NOT_ABOUT_YOU"):
            actions.appeal(entry, text="x", by=other)
    with pytest.raises(Refused, match="NO_OPEN_APPEAL"):
        actions.answer(entry, text="x", by=house.secadmin)
    actions.appeal(entry, text="并非本人所为", by=house.chen)
    with pytest.raises(Refused, match="APPEALED_BEFORE"):
        actions.appeal(entry, text="x", by=house.chen)
    actions.answer(entry, text="维持原决定", by=house.secadmin)
    with pytest.raises(Refused, match="NO_OPEN_APPEAL"):
        actions.answer(entry, text="x", by=house.secadmin)
    kept = FileEntry.objects.get(pk=entry.pk)
    assert (kept.evidence, kept.appeal, kept.answer) == ("监控与登记簿相互印证", "并非本人所为", "维持原决定")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"category": "gift"}, "OTHER_CATEGORY"),
        ({"kind": "reward", "category": "gift"}, "NO_SANCTION_HERE"),
        ({"happened_on": TODAY() + timedelta(days=1)}, "IN_FUTURE"),
        ({"until": TODAY() - timedelta(days=1)}, "ENDS_BEFORE"),
    ],
)
def test_what_makes_no_sense_is_not_entered(house, more, expected):
    with pytest.raises(Refused, match=expected):
        violation(house, **more)
    assert FileEntry.objects.count() == 0


def test_nobody_but_the_security_administrator_enters_and_never_into_their_own_file(house):
    values = {"kind": "reward", "category": "certified", "happened_on": TODAY(), "evidence": "x"}
    for person, by, expected in ((house.chen, house.he, "NOT_KEEPER"), (house.secadmin, house.secadmin, "OWN_FILE")):
        with pytest.raises(Refused, match=expected):
            actions.enter(person, values, by=by, on=TODAY())
    entry = violation(house)
    with pytest.raises(IntegrityError, match="nobody_keeps_their_own_file"):
        QuerySet(FileEntry).filter(pk=entry.pk).update(recorded_by=house.chen)


def test_every_category_belongs_to_one_kind_and_there_are_six_violations():
    assert sorted(category for kind in CATEGORIES.values() for category in kind) == sorted(Category)
    assert len(CATEGORIES["violation"]) == 6


def test_the_form_takes_a_category_and_knows_its_kind(house):
    browser, address = cast.signed_in(house.secadmin), f"/personnel/people/{house.chen.pk}/file/entries/"
    sent = {"category": "commended", "happened_on": TODAY().isoformat(), "evidence": "年度保密先进"}
    assert browser.post(address, sent).status_code == 302
    assert FileEntry.objects.get().kind == "reward"
    assert browser.post(address, sent | {"evidence": ""}).status_code == 400
    assert browser.post(address, sent | {"sanction": "talk"}).status_code == 409

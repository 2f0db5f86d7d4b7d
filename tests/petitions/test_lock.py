"""The second lock in requests: a view that forgot `visible_to` shows nothing of other units. Basis: DESIGN §3."""

from threading import Thread
from types import SimpleNamespace

import pytest
from django.db import DataError, connection, connections, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path

from classification.business import _asked, business_of
from classification.models import Admission, GradedRecord
from classification.principals import office_of
from config.urls import urlpatterns as real
from personnel.actions import appoint
from personnel.models import Unit
from personnel.offices import Office
from petitions import actions
from petitions.models import Petition, Petitioner
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import data, graded, register, today
from vault import lock
from vault.history import bulk_remember

pytestmark = pytest.mark.django_db


def forgot(request):
    """Every petition there is, as far as this view cares."""
    found = Petition.objects.order_by("number").values_list("number", flat=True)
    return HttpResponse(" ".join(found) + f" {Petitioner.objects.count()} {Petition.history.count()}")


def forgot_streaming(request):
    return StreamingHttpResponse(f"{number} " for number in Petition.objects.values_list("number", flat=True).iterator())


def forgot_after_a_break(request):
    """The connection is lost and made anew in the middle of the request."""
    before = list(Petition.objects.values_list("pk", flat=True))
    connection.close()
    return HttpResponse("same" if before and before == list(Petition.objects.values_list("pk", flat=True)) else "other")


urlpatterns = [
    *real,
    path("forgot/", forgot),
    path("forgot/streaming/", forgot_streaming),
    path("forgot/break/", forgot_after_a_break),
]


@pytest.fixture
def two_units(house, settings):
    """A petition of the petition office, one of the first business unit."""
    settings.ROOT_URLCONF = __name__
    appoint(house.chen, unit=house.units["business_one"], office=Office.REGISTRAR, since=today(), by=None)
    of_business = actions.register(data(subject="噪声扰民"), by=cast.fresh(house.chen), on=today(), unit=house.units["business_one"])
    return SimpleNamespace(house=house, units=house.units, people=house.people, office=register(house), business=of_business)


def shown(person, address="/forgot/") -> str:
    answer = cast.signed_in(person).get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


@pytest.mark.parametrize("address", ["/forgot/", "/forgot/streaming/"])
def test_t27_a_view_that_forgot_to_ask_shows_nothing_of_other_units(two_units, address):
    office, business = two_units.office.number, two_units.business.number
    assert office in shown(two_units.house.wang, address)
    assert business not in shown(two_units.house.wang, address)
    assert business in shown(two_units.house.he, address)
    assert office not in shown(two_units.house.he, address)
    for account in ("qian", "dang", "sysadmin", "secadmin", "secaudit"):
        text = shown(two_units.people[account], address)
        assert office not in text
        assert business not in text


def test_t27_children_and_history_are_locked_with_their_petition(two_units):
    assert shown(two_units.house.wang).endswith(" 1 1")
    assert shown(two_units.house.qian) == " 0 0"


def test_nothing_of_a_request_is_declared_for_the_next_one(two_units, monkeypatch):
    monkeypatch.setattr(lock, "_at_rest", lock.NOTHING)
    assert two_units.office.number in shown(two_units.house.wang)
    assert lock.declared() == lock.NOTHING
    assert Petition.objects.count() == 0
    Client().get("/healthz")
    assert Petition.objects.count() == 0


def test_an_answer_is_read_to_its_end_with_what_its_reader_declared(two_units):
    answer = cast.signed_in(two_units.house.wang).get("/forgot/streaming/")
    assert lock.declared() not in (lock.NOTHING, lock.EVERYTHING)
    assert two_units.office.number in b"".join(answer.streaming_content).decode()
    assert lock.declared() == lock.EVERYTHING, "as tests see by themselves"


@pytest.mark.django_db(transaction=True)
def test_a_connection_made_anew_within_a_request_is_told_again(two_units):
    assert shown(two_units.house.wang, "/forgot/break/") == "same"


@pytest.mark.django_db(transaction=True)
def test_each_thread_declares_for_itself(two_units):
    found = {}

    def ask(account):
        found[account] = shown(two_units.people[account])
        connections.close_all()

    threads = [Thread(target=ask, args=[account]) for account in ("wang", "he", "qian") * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert two_units.office.number in found["wang"]
    assert two_units.office.number not in found["he"] + found["qian"]


def test_a_grant_makes_the_owning_unit_ones_business(two_units):
    assert str(two_units.units["petition_office"].pk) not in business_of(cast.fresh(two_units.house.qian))
    let_in = graded(two_units.house, people=("qian",))
    assert business_of(cast.fresh(two_units.house.qian)).count(",") == 1, "the own unit and the owner's"
    assert let_in.number in shown(two_units.house.qian)


def test_a_unit_is_one_step_however_many_grants(two_units):
    """3,000 records are not read to find one unit."""
    owner = two_units.units["petition_office"]
    known = {"registered_on": today(), "registered_at": two_units.office.registered_at, "unit": owner}
    records = bulk_remember([GradedRecord(**known) for _ in range(3000)], by=None)
    known = {"principal": two_units.house.qian.pk, "registered_at": two_units.office.registered_at, "unit": owner}
    Admission.objects.bulk_create(Admission(record=record, source=Admission.Source.GRANT, **known) for record in records)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE classification_admission")
        query, parameters = _asked(cast.fresh(two_units.house.qian), today())
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {query}", parameters)
        [[plan]] = cursor.fetchone()
    assert str(owner.pk) in business_of(cast.fresh(two_units.house.qian))
    assert 0 < _rows_read(plan["Plan"], "classification_admission") < 100


def _rows_read(node, table):
    own = node["Actual Rows"] * node["Actual Loops"] if node.get("Relation Name") == table else 0
    return own + sum(_rows_read(below, table) for below in node.get("Plans", []))


def test_what_is_declared_comes_back_after_an_error_in_a_transaction(two_units):
    unit = two_units.units["petition_office"].pk
    with lock.only([unit], because="a test"):
        with pytest.raises(DataError), transaction.atomic(), lock.everything(because="a test"), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert list(Petition.objects.all()) == [two_units.office]
        with lock.nothing(because="a test"):
            assert not Petition.objects.exists()
            with lock.also([two_units.units["business_one"].pk], because="a test"):
                assert list(Petition.objects.all()) == [two_units.business]
        assert list(Petition.objects.all()) == [two_units.office]


def test_the_lock_takes_nothing_from_what_one_sees_by_office(two_units):
    """The principal leader stands in where a unit has no grading authority; nobody appointed them there."""
    orphan = Unit.objects.get(pk=two_units.units["legal"].pk)
    appoint(two_units.house.qian, unit=orphan, office=Office.REGISTRAR, since=today(), by=None)
    petition = actions.register(data(subject="补偿"), by=cast.fresh(two_units.house.qian), on=today(), unit=orphan)
    assert Admission.objects.filter(principal=office_of(orphan.pk, Office.GRADING_AUTHORITY)).exists()
    leader = cast.fresh(two_units.house.sheng)
    assert petition in visible_petitions(leader)
    assert petition.number in shown(two_units.house.sheng)


def test_what_postgresql_did_not_confirm_is_declared_anew(house, monkeypatch):
    """Interrupted in between, nobody knows what is set: the next one does not take it for done."""
    with lock.nothing(because="a test"):
        with monkeypatch.context() as broken, pytest.raises(DataError), transaction.atomic():
            broken.setattr(lock, "_SET", "SELECT set_config(%s, %s, false), 1 / 0")
            lock.declare(lock.EVERYTHING)
        assert lock.declared() is None
        lock.declare(lock.NOTHING)
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('xinmi.units', true)")
            assert cursor.fetchone() == ("",)

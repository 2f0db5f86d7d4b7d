"""Three administrators who exclude each other and every business office, and who see no record. Basis: REQUIREMENTS H8, THREATS T27."""

import json
import re
from datetime import date
from io import StringIO
from itertools import combinations

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.refusals import Refused
from classification.actions import clear
from classification.models import SecrecyLevel
from classification.principals import principals_of
from personnel.actions import add_person, add_unit, appoint
from personnel.founding import SAME_ACCOUNT, SOMEBODY_IS_HERE
from personnel.models import Appointment, Person
from personnel.offices import ADMINISTRATORS, Office
from tests import cast

pytestmark = pytest.mark.django_db
SINCE = date(2026, 1, 1)
FOUNDERS = ("--leader", "zhang", "张领导", "--system", "ops", "运维", "--security", "keeper", "保密", "--audit", "watcher", "审计")
PAIRS = [(admin, other) for admin in sorted(ADMINISTRATORS) for other in Office.values if other != admin]


@pytest.fixture
def unit(db):
    return add_unit(name="公司", parent=None, by=None)


@pytest.fixture
def person(db):
    return add_person(username="somebody", name="某人", by=None)


def held(person, unit, office, since=SINCE, until=None):
    """Written past the action, as somebody with a database console would."""
    QuerySet(Appointment).bulk_create([Appointment(person=person, unit=unit, office=office, since=since, until=until)])


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_the_database_keeps_an_administrator_from_every_other_office(person, unit, first, second):
    held(person, unit, first)
    with pytest.raises(IntegrityError, match="administrators_are_kept_apart"), transaction.atomic():
        held(person, unit, second)
    with pytest.raises(Refused, match="KEPT_APART"):
        appoint(person, unit=unit, office=second, since=SINCE, by=None)


@pytest.mark.parametrize(("since", "until", "is_kept_apart"), [(9, 12, True), (10, None, True), (11, None, False), (11, 12, False)])
def test_it_is_the_days_that_count_the_last_one_with_them(person, unit, since, until, is_kept_apart):
    held(person, unit, Office.SYSTEM_ADMIN, date(2026, 3, 1), date(2026, 3, 10))
    days = {"since": date(2026, 3, since), "until": until and date(2026, 3, until)}
    if is_kept_apart:
        with pytest.raises(Refused, match="KEPT_APART"):
            appoint(person, unit=unit, office=Office.STAFF, by=None, **days)
    else:
        appoint(person, unit=unit, office=Office.STAFF, by=None, **days)


def test_business_offices_may_be_held_together(person, unit):
    business = [office for office in Office if office not in ADMINISTRATORS]
    for first, second in combinations(business, 2):
        with transaction.atomic():
            held(person, unit, first)
            held(person, unit, second)
            transaction.set_rollback(True)


@pytest.mark.parametrize("account", ["sysadmin", "secadmin", "secaudit"])
def test_t27_an_administrator_named_in_a_scope_still_sees_nothing_and_is_never_cleared(account):
    house = cast.make()
    assert principals_of(house.people[account], on=timezone.localdate()) == []
    with pytest.raises(Refused, match="ADMINISTRATORS_UNCLEARED"):
        clear(house.people[account], level=SecrecyLevel.objects.get(code="core"), since=SINCE, by=None)


def test_createsuperuser_makes_a_system_administrator_and_no_super_user(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", cast.PASSWORD)
    call_command("createsuperuser", "--noinput", username="ops", name="运维", stdout=StringIO())
    made = Person.objects.get(username="ops")
    assert made.office_codes() == {Office.SYSTEM_ADMIN}
    assert (made.is_superuser, made.check_password(cast.PASSWORD)) == (False, True)
    assert principals_of(made, on=timezone.localdate()) == []


def typed(monkeypatch, *passwords):
    monkeypatch.setattr("sys.stdin", StringIO("\n".join(passwords)))


def test_an_installation_is_founded_with_a_leader_and_three_administrators(db, monkeypatch):
    typed(monkeypatch, *[cast.PASSWORD] * 4)
    told = StringIO()
    call_command("found_organisation", *FOUNDERS, stdout=told)
    assert json.loads(told.getvalue().splitlines()[-1])["accounts"] == ["zhang", "ops", "keeper", "watcher"]
    offices = {person.username: person.office_codes() for person in Person.objects.all()}
    assert offices == {
        "zhang": {Office.UNIT_HEAD},
        "ops": {Office.SYSTEM_ADMIN},
        "keeper": {Office.SECURITY_ADMIN},
        "watcher": {Office.AUDIT_ADMIN},
    }


def test_where_people_are_already_nobody_is_founded_again(db, monkeypatch):
    cast.make()
    before = Person.objects.count()
    typed(monkeypatch, *[cast.PASSWORD] * 4)
    with pytest.raises(CommandError, match=re.escape(str(SOMEBODY_IS_HERE))):
        call_command("found_organisation", *FOUNDERS, stdout=StringIO())
    assert Person.objects.count() == before


def test_two_founders_need_two_accounts_and_nobody_is_asked_for_a_password_before(db, monkeypatch):
    typed(monkeypatch)
    twice = ["zhang" if word == "ops" else word for word in FOUNDERS]
    with pytest.raises(CommandError, match=re.escape(str(SAME_ACCOUNT))):
        call_command("found_organisation", *twice, stdout=StringIO())
    assert not Person.objects.exists()


def test_a_password_against_the_rules_founds_nobody(db, monkeypatch):
    typed(monkeypatch, cast.PASSWORD, "ops-2026-Ops", cast.PASSWORD, cast.PASSWORD)
    with pytest.raises(CommandError, match="账号"):
        call_command("found_organisation", *FOUNDERS, stdout=StringIO())
    assert not Person.objects.exists()

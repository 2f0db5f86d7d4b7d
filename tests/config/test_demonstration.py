"""The demonstration organisation is the one of the contract."""

import json

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.utils import timezone

from classification.querysets import cleared_levels
from config.demonstration import accounts
from config.demonstration.leaving import leave
from config.demonstration.organisation import MEMBERS, PASSWORD
from config.demonstration.records import fill
from custody.models import BorrowSlip
from destruction.models import DestructionSlip
from personnel.devices.models import Device, State
from personnel.leaving import rules
from personnel.models import Person
from petitions.attachments import rendering
from petitions.models import Petition
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


def test_the_demonstration_shows_petitions_in_every_state():
    house = cast.make()
    cases = fill(house, on=timezone.localdate())
    states = {petition.status for petition in Petition.objects.all()}
    assert len(cases) == 13
    assert states == {"registered", "in_hand", "closed"}
    assert [slip.status for slip in BorrowSlip.objects.order_by("number")] == ["on_loan", "returned", "filed"]
    assert sorted(slip.status for slip in DestructionSlip.objects.all()) == ["executing", "filed"]
    assert DestructionSlip.objects.get(status="executing").is_witnessed
    kinds = {key: [file.kind for file in cases[key].attachments.all()] for key in ("heating", "injury", "payment")}
    assert kinds == {"heating": ["text"], "injury": ["picture", "pdf"], "payment": ["pdf"]}


def test_every_paper_of_the_demonstration_is_made_into_pages(db):
    house = cast.make()
    cases = fill(house, on=timezone.localdate())
    pages = {}
    for attachment in cases["injury"].attachments.all():
        rendering.render(attachment.pk)
        pages[attachment.name] = attachment.rendered.count()
    assert pages == {"来信照片.jpg": 1, "病历复印件.pdf": 3}


def test_the_command_makes_the_house_once_and_then_nothing_more(settings, capsys):
    settings.DEMO = True
    call_command("make_demonstration")
    call_command("make_demonstration")
    first, second = [json.loads(line) for line in capsys.readouterr().out.strip().splitlines()]
    assert (first, second) == ({"people": len(MEMBERS), "petitions": 13}, {"people": 0, "petitions": 0})
    assert check_password(PASSWORD, Person.objects.get(username="li").password)
    assert [device.person.username for device in Device.objects.filter(state=State.REQUESTED)] == ["dang"]


def test_somebody_leaves_with_a_carrier_on_loan(db):
    house = cast.make()
    leave(house, fill(house, on=timezone.localdate()), on=timezone.localdate())
    departure = house.jiang.departures.get()
    found = rules.held(house.jiang, house.jiang, on=timezone.localdate())
    assert {source.code: len(things) for source, things in found if things} == {"loan": 1, "grant": 1, "pledge": 1}
    assert departure.state == "open"


def test_without_the_switch_no_demonstration_is_made(settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("make_demonstration")
    assert not Person.objects.exists()

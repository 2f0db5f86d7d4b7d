"""People work from enrolled devices, and see on each what its level allows. Basis: REQUIREMENTS P3, P11; THREATS T27."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from classification.querysets import cleared_levels
from classification.ranges.models import AddressRange
from personnel.devices.actions import enrol, refuse, request_device, revoke
from personnel.devices.here import Here
from personnel.devices.models import Device
from personnel.staying import still_open
from personnel.worklist import waiting_for
from tests import cast
from tests.petitions.cases import graded

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db, settings):
    settings.DEVICES_DEMANDED = True
    return cast.make()


def browser(person, token=""):
    client = cast.signed_in(person)
    if token:
        client.cookies["device"] = token
    return client


def enrolled(house, account, level="core"):
    by = house.sheng if account == "secadmin" else house.secadmin
    device, token = request_device(house.people[account], name="PC 0417")
    return enrol(device, level=level, by=by, on=TODAY()), token


def test_from_a_device_that_is_not_enrolled_every_page_leads_to_its_enrolment(house):
    _device, token = enrolled(house, "li")
    own, strange, others = browser(house.li, token), browser(house.li), browser(house.wang, token)
    assert own.get("/").status_code == 200
    for client in (strange, others, browser(house.li, token + "x")):
        for place in ("/", "/petitions/", "/audit/trail/", f"/personnel/people/{house.li.pk}/"):
            answer = client.get(place)
            assert (answer.status_code, answer["Location"]) == (302, "/personnel/my-devices/"), place
    assert strange.post("/petitions/search/", {"q": "XF"})["Location"] == "/personnel/my-devices/"
    assert strange.get("/personnel/my-devices/").status_code == 200


def test_the_token_lies_in_the_browser_alone_and_no_script_reads_it(house):
    client = browser(house.li)
    answer = client.post("/personnel/my-devices/", {"name": "PC 0417"})
    cookie = answer.cookies["device"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    device = Device.objects.get(person=house.li)
    assert cookie.value not in json.dumps([str(value) for value in device.__dict__.values()])
    assert client.get("/").status_code == 302  # it waits
    enrol(device, level="ordinary", by=house.secadmin, on=TODAY())
    assert client.get("/").status_code == 200


def test_nobody_enrols_their_own_device_and_nobody_else_does_it(house):
    device, _token = request_device(house.li, name="PC 0417")
    for account in cast.ACCOUNTS:
        if account != "secadmin":
            for act in (refuse, lambda one, **by: enrol(one, level="core", **by)):
                with pytest.raises(Refused, match=r"NOT_ACCOUNT_KEEPER|OWN_ACCOUNT"):
                    act(device, by=house.people[account], on=TODAY())
    with pytest.raises(IntegrityError, match="nobody_enrols_their_own_device"), transaction.atomic():
        QuerySet(Device).filter(pk=device.pk).update(decided_by=house.li)
    with pytest.raises(IntegrityError, match="an_enrolled_device_has_a_level"), transaction.atomic():
        QuerySet(Device).filter(pk=device.pk).update(state="enrolled")


def test_one_person_one_machine_unless_the_setting_allows_more(house, settings):
    enrolled(house, "li")
    second, _token = request_device(house.li, name="PC 0418")
    with pytest.raises(Refused, match="ONE_WAITS"):
        request_device(house.li, name="PC 0419")
    with pytest.raises(Refused, match="TOO_MANY_DEVICES"):
        enrol(second, level="core", by=house.secadmin, on=TODAY())
    settings.DEVICES_PER_PERSON = 2
    enrol(second, level="core", by=house.secadmin, on=TODAY())


def test_a_device_that_is_lost_shows_nothing_more_at_once_also_in_the_middle_of_a_download(house, rf):
    device, token = enrolled(house, "li")
    client = browser(house.li, token)
    assert client.get("/").status_code == 200
    request = rf.get("/")
    request.COOKIES["device"] = token
    request.user, request.session = cast.fresh(house.li), client.session
    request.user.here = Here("core", "127.0.0.1")
    still = still_open(request, lambda person: True)
    assert still()
    revoke(device, by=house.li, on=TODAY())  # its owner tells the loss
    assert not still()
    assert client.get("/")["Location"] == "/personnel/my-devices/"


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        ("core", {"core", "important", "ordinary", "top_secret", "highly_secret", "secret"}),
        ("important", {"important", "ordinary", "highly_secret", "secret"}),
        ("ordinary", {"ordinary", "secret"}),
    ],
)
def test_above_its_level_a_device_shows_nothing_whoever_works_at_it(house, level, shown):
    li = cast.fresh(house.li)
    everywhere = set(cleared_levels(li, on=TODAY()))
    li = cast.fresh(house.li)
    li.here = Here(level, "10.0.0.1")
    here = set(cleared_levels(li, on=TODAY()))
    assert shown <= here <= everywhere
    assert not {"core", "important", "ordinary", "top_secret", "highly_secret", "secret"} - shown & here


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("10.1.2.3", {"ordinary", "important", "core"}),
        ("10.9.0.1", {"ordinary", "important"}),
        ("192.0.2.1", {"ordinary"}),
        ("", {"ordinary"}),
    ],
)
def test_a_level_is_shown_only_from_its_addresses_and_from_no_unknown_one(house, address, shown):
    for level, network in (("important", "10.0.0.0/8"), ("core", "10.1.0.0/16")):
        AddressRange(level=SecrecyLevel.objects.get(pk=level), network=network).keep(by=None)
    li = cast.fresh(house.li)
    li.here = Here("", address)
    assert set(cleared_levels(li, on=TODAY())) & {"ordinary", "important", "core"} == shown


def test_from_an_address_nobody_knows_the_house_is_open_but_for_what_needs_a_network(house, settings):
    settings.DEVICES_DEMANDED = False
    AddressRange(level=SecrecyLevel.objects.get(pk="ordinary"), network="127.0.0.0/8").keep(by=None)
    client = cast.signed_in(house.li)
    petition = graded(house, level="important", units=("petition_office",))
    assert client.get(petition.get_absolute_url()).status_code == 200
    assert client.get(petition.get_absolute_url(), REMOTE_ADDR="").status_code == 404
    assert client.get("/", REMOTE_ADDR="").status_code == 200


def test_a_range_of_a_level_holds_for_the_levels_above_it(house):
    AddressRange(level=SecrecyLevel.objects.get(pk="ordinary"), network="10.0.0.0/8").keep(by=None)
    li = cast.fresh(house.li)
    li.here = Here("", "192.0.2.1")
    assert not set(cleared_levels(li, on=TODAY())) & {"ordinary", "important", "core"}


@pytest.mark.parametrize(("address", "shown"), [("10.1.2.3", {"secret", "highly_secret"}), ("10.9.9.9", {"secret"}), ("192.0.2.1", set())])
def test_in_a_scheme_without_ranges_a_level_is_shown_from_those_of_the_level_it_equals(house, address, shown):
    for level, network in (("ordinary", "10.0.0.0/8"), ("important", "10.1.0.0/16")):
        AddressRange(level=SecrecyLevel.objects.get(pk=level), network=network).keep(by=None)
    li = cast.fresh(house.li)
    li.here = Here("", address)
    assert set(cleared_levels(li, on=TODAY())) & {"secret", "highly_secret"} == shown
    AddressRange(level=SecrecyLevel.objects.get(pk="secret"), network="192.0.2.0/24").keep(by=None)
    li.forget()
    own = {"secret", "highly_secret"} if address == "192.0.2.1" else set()
    assert set(cleared_levels(li, on=TODAY())) & {"secret", "highly_secret"} == own, "its own come first"


def test_ranges_are_proposed_confirmed_and_taken_away_again(house, settings):
    settings.DEVICES_DEMANDED = False
    keeper, leader = cast.signed_in(house.secadmin), cast.signed_in(house.sheng)
    wrong = keeper.post("/personnel/proposals/new-range/", {"level": "core", "network": "10.1.2.3/8", "reason": "内网"})
    assert wrong.status_code == 400
    assert "10.1.2.3/8" in wrong.content.decode()
    for kind, more in (("range", {"level": "core", "network": "10.1.0.0/16"}), ("range_end", {})):
        if kind == "range_end":
            assert "10.1.0.0/16" in keeper.get("/classification/schemes/").content.decode()
            more = {"range": str(AddressRange.objects.get().pk)}
        made = keeper.post(f"/personnel/proposals/new-{kind}/", {**more, "reason": "内网"})["Location"]
        assert leader.post(made + "confirmation/", {"password": cast.PASSWORD}).status_code == 302
        assert AddressRange.objects.filter(ended_on=None).exists() == (kind == "range")
    assert "10.1.0.0/16" not in keeper.get("/classification/schemes/").content.decode()


def test_without_the_demand_nothing_changes_and_the_request_can_be_made_all_the_same(house, settings):
    settings.DEVICES_DEMANDED = False
    client = browser(house.li)
    assert client.get("/petitions/").status_code == 200
    assert client.post("/personnel/my-devices/", {"name": "PC 0417"}).status_code == 302
    assert "PC 0417" in client.get("/personnel/my-devices/").content.decode()


def test_it_waits_for_the_security_administrator_and_that_ones_own_for_the_principal_leader(house, settings):
    settings.DEVICES_DEMANDED = False
    for account, keeper in (("li", "secadmin"), ("secadmin", "sheng")):
        device, _token = request_device(house.people[account], name="PC 0417")
        waiting = {
            name for name in cast.ACCOUNTS if device.get_absolute_url() in {i.url for i in waiting_for(house.people[name], on=TODAY())}
        }
        assert waiting == {keeper}
        place = device.get_absolute_url() + "enrolment/"
        page = cast.signed_in(house.people[keeper])
        assert page.post(place, {"level": "", "password": cast.PASSWORD}).status_code == 400
        assert page.post(place, {"level": "important", "password": "wrong"}).status_code == 409
        assert page.post(place, {"level": "important", "password": cast.PASSWORD}).status_code == 302
        assert Device.objects.get(pk=device.pk).level == "important"
    assert cast.signed_in(house.wang).get(device.get_absolute_url()).status_code == 404


def test_the_first_devices_are_enrolled_at_the_console_and_no_others(house):
    told = StringIO()
    _device, token = request_device(house.secadmin, name="PC 0001")
    call_command("enrol_device", "secadmin", "--level", "core", stdout=told)
    assert json.loads(told.getvalue())["level"] == "core"
    assert browser(house.secadmin, token).get("/").status_code == 200
    request_device(house.secadmin, name="PC 0002")
    request_device(house.li, name="PC 0003")
    for account in ("secadmin", "li", "nobody"):
        with pytest.raises(CommandError):
            call_command("enrol_device", account, stdout=StringIO())

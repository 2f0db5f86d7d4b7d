"""Who must have a second factor, and that nothing is open before it. Basis: REQUIREMENTS H6; DOMAIN §4.3, §4.4; THREATS T38."""

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.offices import Office
from personnel.signin.actions import choose_profile, tighten
from personnel.signin.models import SigninPolicy
from personnel.signin.policy import in_force
from personnel.signin.profiles import FLOORS, Profile
from tests import cast
from tests.personnel.factor.phone import BESIDE, code, give_factor, is_inside, secret_on

pytestmark = pytest.mark.django_db
INTERNAL = FLOORS[Profile.INTERNAL]


@pytest.fixture
def house(db):
    return cast.make()


@pytest.fixture
def demanding(house):
    """Of registrars, and nobody else; li is one."""
    tighten(INTERNAL, offices=["registrar"], by=house.secadmin)
    return house


def leads_to(browser, address="/petitions/") -> str:
    return browser.get(address).headers.get("Location", "")


def test_nobody_needs_one_where_nothing_is_said(house):
    assert is_inside(cast.signed_in(house.li))
    assert in_force().second_factor_for == []


@pytest.mark.parametrize("address", ["/", "/petitions/", "/account/password/"])
def test_t38_whoever_must_have_one_and_has_none_is_led_to_the_set_up_and_nowhere_else(demanding, address):
    assert leads_to(cast.signed_in(demanding.li), address) == BESIDE
    [entry] = Entry.objects.filter(event="session.held_up", actor=demanding.li)
    assert entry.facts == {"page": "personnel:my_factor"}


def test_others_are_not_held_up(demanding):
    assert is_inside(cast.signed_in(demanding.wang))


def test_t38_once_it_is_set_up_everything_is_open(demanding):
    li = cast.signed_in(demanding.li)
    li.post(f"{BESIDE}beginning/", {"password": cast.PASSWORD})
    li.post(f"{BESIDE}confirmation/", {"code": code(secret_on(li.get(BESIDE).content.decode()))})
    assert is_inside(li)


def test_t38_a_page_that_is_held_up_is_held_up_for_what_is_sent_as_well(demanding):
    answer = cast.signed_in(demanding.li).post("/personnel/my-second-factor/codes/", {"password": cast.PASSWORD})
    assert answer.headers["Location"] == BESIDE


def test_whoever_must_have_one_does_not_remove_it(demanding):
    give_factor(demanding.li)
    li = cast.signed_in(demanding.li)
    assert "removal/" not in li.get(BESIDE).content.decode()
    assert li.post(f"{BESIDE}removal/", {"password": cast.PASSWORD, "code": code()}).status_code == 409
    assert is_inside(li)


@override_settings(DEVICES_DEMANDED=True)
def test_the_device_comes_first_and_neither_leads_in_circles(demanding):
    li = cast.signed_in(demanding.li)
    assert leads_to(li) == "/personnel/my-devices/"
    assert li.get("/personnel/my-devices/").status_code == 200


def test_the_security_administrator_demands_it_on_the_page_and_each_office_is_an_entry(house):
    keeper = cast.signed_in(house.secadmin)
    sent = {**INTERNAL, "second_factor_for": ["registrar", "unit_head"], "password": cast.PASSWORD}
    assert keeper.post("/personnel/sign-in/", sent).status_code == 302
    assert in_force().second_factor_for == ["registrar", "unit_head"]
    told = Entry.objects.filter(event="signin.factor_demanded").values_list("facts", flat=True)
    assert sorted(facts["office"] for facts in told) == ["registrar", "unit_head"]
    assert leads_to(cast.signed_in(house.wang)) == BESIDE


@pytest.mark.parametrize("account", ["sysadmin", "sheng"])
def test_nobody_else_demands_it(house, account):
    with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
        tighten(INTERNAL, offices=["registrar"], by=house.people[account])


@pytest.mark.parametrize("profile", [Profile.SECRET, Profile.CONFIDENTIAL])
def test_the_profiles_of_state_secrets_demand_it_of_everybody_and_nobody_loosens_that(house, profile):
    choose_profile(profile, by=None)
    assert set(in_force().second_factor_for) == set(Office.values)
    with pytest.raises(Refused, match="FEWER_THAN_PROFILE"):
        tighten(FLOORS[profile], offices=["registrar"], by=house.secadmin)
    with pytest.raises(IntegrityError, match="never_looser"), transaction.atomic():
        SigninPolicy(profile=profile, second_factor_for=["registrar"], **FLOORS[profile]).keep(by=None)


def test_a_profile_that_asks_for_less_takes_nothing_back(demanding):
    choose_profile(Profile.INTERNAL, by=None)
    assert in_force().second_factor_for == ["registrar"]

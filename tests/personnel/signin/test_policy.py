"""What sign-in asks for: profiles are a floor that nobody gets below. Basis: DOMAIN §4.2, §4.4; REQUIREMENTS H6."""

import json
from io import StringIO

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.offices import Office
from personnel.signin.actions import choose_profile, tighten
from personnel.signin.models import SigninPolicy
from personnel.signin.policy import in_force
from personnel.signin.profiles import FIGURES, FLOORS, Profile
from tests import cast

pytestmark = pytest.mark.django_db
INTERNAL = FLOORS[Profile.INTERNAL]
LOOSER = {
    "shortest": 7,
    "kinds": 2,
    "remembered": 4,
    "rotation_days": 91,
    "tries": 6,
    "idle_minutes": 16,
    "session_hours": 9,
    "sessions": 100,
}


@pytest.fixture
def house(db):
    return cast.make()


def test_without_a_row_the_internal_profile_holds():
    policy = in_force()
    assert (policy.profile, {name: getattr(policy, name) for name in FIGURES}) == (Profile.INTERNAL, INTERNAL)


def test_the_profiles_are_those_of_the_domain():
    assert [FLOORS[profile]["shortest"] for profile in Profile] == [8, 8, 10]
    assert [FLOORS[profile]["rotation_days"] for profile in Profile] == [90, 30, 7]
    assert [FLOORS[profile]["idle_minutes"] for profile in Profile] == [15, 10, 10]
    assert {FLOORS[profile]["tries"] for profile in Profile} == {5}


def test_a_tightened_figure_holds_is_remembered_and_is_an_entry(house):
    tighten(INTERNAL | {"tries": 3}, by=house.secadmin)
    assert in_force().tries == 3
    assert SigninPolicy.history.get().history_user == house.secadmin
    [entry] = Entry.objects.filter(event="signin.figure_set")
    assert entry.facts == {"signin_figure": "tries", "before": 5, "after": 3}


@pytest.mark.parametrize("account", ["sysadmin", "secaudit", "sheng", "zhao"])
def test_nobody_but_the_security_administrator_sets_a_figure(house, account):
    with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
        tighten(INTERNAL | {"tries": 3}, by=house.people[account])


@pytest.mark.parametrize(("name", "value"), LOOSER.items())
def test_a_figure_looser_than_the_profile_is_refused_by_the_rule_and_by_the_database(house, name, value):
    with pytest.raises(Refused, match="LOOSER_THAN_PROFILE"):
        tighten(INTERNAL | {name: value}, by=house.secadmin)
    with pytest.raises(IntegrityError, match="never_looser"), transaction.atomic():
        SigninPolicy(**INTERNAL | {name: value}).keep(by=None)


def test_a_figure_nobody_could_keep_is_refused(house):
    with pytest.raises(Refused, match="STRICTER_THAN_SENSE"):
        tighten(INTERNAL | {"tries": 0}, by=house.secadmin)


def test_what_was_tightened_may_go_back_as_far_as_the_profile(house):
    tighten(INTERNAL | {"idle_minutes": 5}, by=house.secadmin)
    tighten(INTERNAL, by=house.secadmin)
    assert in_force().idle_minutes == 15


def test_another_profile_keeps_what_is_stricter_already(house):
    tighten(INTERNAL | {"rotation_days": 20, "shortest": 12}, by=house.secadmin)
    told = StringIO()
    call_command("choose_signin_profile", "secret", stdout=told)
    assert json.loads(told.getvalue()) == FLOORS[Profile.SECRET] | {"profile": "secret", "rotation_days": 20, "shortest": 12}
    assert Entry.objects.filter(event="signin.profile_chosen", facts__signin_profile="secret").count() == 1


class TestNeverBelow(TestCase):
    databases = {"default", "keystore"}

    @settings(max_examples=15)
    @given(st.sampled_from(list(Profile)), st.fixed_dictionaries({name: st.integers(0, 100) for name in FIGURES}))
    def test_rule_and_database_agree_on_what_may_stand(self, profile, figures):
        from personnel.signin.rules import obstacles_to_figures

        policy = SigninPolicy(profile=profile, second_factor_for=sorted(Office.values), **figures)
        refused = bool(obstacles_to_figures(policy, figures))
        try:
            with transaction.atomic():
                policy.keep(by=None)
            stood = True
        except IntegrityError:
            stood = False
        assert stood is not refused


def refusals(password, person=None):
    try:
        validate_password(password, person)
    except ValidationError as error:
        return [problem.code for problem in error.error_list]
    return []


@pytest.mark.parametrize(
    ("profile", "password", "codes"),
    [
        ("internal", "Ab3defg", ["password_too_short"]),
        ("internal", "quartzloft71", ["composition"]),
        ("internal", "Quartz71loft", []),
        ("secret", "Quartz71loft", ["composition"]),
        ("secret", "Quartz-71", []),
        ("confidential", "Quartz-71", ["password_too_short"]),
        ("confidential", "Quartz-71-loft", []),
    ],
)
def test_length_and_mixture_are_those_of_the_profile(profile, password, codes):
    choose_profile(Profile(profile), by=None)
    assert refusals(password) == codes


def test_t04_neither_name_nor_account_birthday_or_phone(house):
    from personnel.actions import add_person

    person = add_person(username="kwan", name="关山月", by=None, birthday="1980-04-17", phone="13912345678")
    for word in ("Kwan-Quartz-7", "关山月-Quartz-7", "Qz-19800417", "Qz-0417-loft", "Quartz-5678", "Qz-13912345678"):
        assert refusals(word, person) == ["personal"], word
    assert refusals("Quartz-71-loft", person) == []

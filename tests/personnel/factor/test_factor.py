"""The second factor: set up by its owner, asked for at the door, spent by use, sealed. Basis: REQUIREMENTS H6; THREATS T37, T38."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache

from audit.trail.models import Entry
from personnel.factor import pending
from personnel.factor.checking import spend
from personnel.factor.sealing import seal, secrets_of
from tests import cast
from tests.personnel.factor.phone import (
    BESIDE,
    SECRET,
    begun,
    code,
    codes_on,
    events,
    give_factor,
    is_inside,
    password_given,
    secret_on,
    wrong_code,
)
from vault.errors import DoesNotVerify

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_a_person_sets_up_the_app_and_gets_recovery_codes(house):
    li, secret = begun(house)
    told = li.post(f"{BESIDE}confirmation/", {"code": code(secret)})
    assert (told.status_code, len(codes_on(told.content.decode()))) == (200, 10)
    assert events(house.li) == ["factor.set_up", "factor.codes_made"]
    assert "data:image/svg+xml" not in li.get(BESIDE).content.decode()


def test_t37_no_secret_is_shown_before_fresh_proof(house):
    li = cast.signed_in(house.li)
    li.post(f"{BESIDE}beginning/", {"password": "Wrong-guess-0000"})
    page = li.get(BESIDE).content.decode()
    assert "factor-letters" not in page
    assert li.post(f"{BESIDE}confirmation/", {"code": code()}).status_code == 409
    assert not Authenticator.objects.exists()


def test_a_code_that_does_not_fit_sets_nothing_up_and_keeps_the_secret(house):
    li, secret = begun(house)
    answer = li.post(f"{BESIDE}confirmation/", {"code": wrong_code(secret)})
    assert (answer.status_code, secret_on(answer.content.decode())) == (400, secret)
    assert not Authenticator.objects.exists()


def test_the_secret_that_waits_runs_out(house):
    li, secret = begun(house)
    session = li.session
    session[pending.PLACE] |= {"until": session[pending.PLACE]["until"] - pending.SECONDS}
    session.save()
    assert li.post(f"{BESIDE}confirmation/", {"code": code(secret)}).status_code == 409


def test_t37_sessions_opened_without_the_factor_end_when_it_is_set_up(house):
    other = cast.signed_in(house.li)
    li, secret = begun(house)
    li.post(f"{BESIDE}confirmation/", {"code": code(secret)})
    assert (is_inside(li), is_inside(other)) == (True, False)


def test_t11_neither_database_nor_session_nor_cache_nor_trail_holds_the_secret_or_a_code(house):
    li, secret = begun(house)
    kept = json.dumps([session.get_decoded() for session in Session.objects.all()])
    codes = codes_on(li.post(f"{BESIDE}confirmation/", {"code": code(secret)}).content.decode())
    kept += json.dumps([session.get_decoded() for session in Session.objects.all()])
    kept += json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    kept += json.dumps(list(Entry.objects.values_list("facts", flat=True)), default=str)
    shared = cache._cache.get_client()
    kept += str([(key, shared.get(key)) for key in shared.keys("*") if shared.type(key) == b"string"])
    assert [word for word in (secret, *codes, *(one.replace("-", "") for one in codes)) if word in kept] == []


def test_t13_a_secret_copied_to_another_person_does_not_open(house):
    give_factor(house.li)
    give_factor(house.wang, "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")
    li, wang = Authenticator.objects.get(user=house.li, type="totp"), Authenticator.objects.get(user=house.wang, type="totp")
    wang.data = li.data
    wang.save()
    with pytest.raises(DoesNotVerify):
        spend(house.wang, code())


def test_nothing_is_sealed_or_opened_for_nobody():
    with pytest.raises(RuntimeError):
        seal("secret")


def test_t13_a_sealed_recovery_seed_does_not_open_as_a_secret(house):
    with secrets_of(house.li.pk, "recovery_codes"):
        sealed = seal(SECRET)
    Authenticator.objects.create(user=house.li, type="totp", data={"secret": sealed, "spent": 0})
    with pytest.raises(DoesNotVerify):
        spend(house.li, code())


# ------------------------------------------------------------------ at the door


def test_t38_a_recovery_code_opens_once(house):
    codes = give_factor(house.li)
    first = password_given("li")
    first.post("/login/code/", {"code": f"{codes[3][:5]}-{codes[3][5:]}"})
    again = password_given("li")
    again.post("/login/code/", {"code": codes[3]})
    assert (is_inside(first), is_inside(again)) == (True, False)
    assert ">9<" in first.get(BESIDE).content.decode()


def test_new_recovery_codes_end_the_earlier_ones(house):
    codes = give_factor(house.li)
    li = cast.signed_in(house.li)
    answer = li.post(f"{BESIDE}codes/", {"password": cast.PASSWORD, "code": code()})
    fresh = codes_on(answer.content.decode())
    assert len(fresh) == 10
    assert spend(house.li, codes[0]) is None
    assert spend(house.li, fresh[0]) is not None


# ------------------------------------------------------------------ to change and remove it


@pytest.mark.parametrize("step", ["beginning", "codes", "removal"])
def test_t37_the_password_alone_changes_nothing_about_a_factor_that_is_there(house, step):
    give_factor(house.li)
    li = cast.signed_in(house.li)
    answer = li.post(f"{BESIDE}{step}/", {"password": cast.PASSWORD})
    assert answer.status_code == 400
    assert Authenticator.objects.filter(user=house.li).count() == 2
    assert pending.PLACE not in li.session


def test_another_phone_takes_the_place_of_the_first(house):
    give_factor(house.li)
    li = cast.signed_in(house.li)
    li.post(f"{BESIDE}beginning/", {"password": cast.PASSWORD, "code": code()})
    secret = secret_on(li.get(BESIDE).content.decode())
    assert spend(house.li, code(steps=1)) is not None  # until it is confirmed the first one counts
    li.post(f"{BESIDE}confirmation/", {"code": code(secret)})
    assert spend(house.li, code(secret, steps=1)) is not None
    assert Authenticator.objects.get(user=house.li, type="totp").data["secret"] != secret


def test_the_owner_removes_it_with_password_and_code(house):
    give_factor(house.li)
    li = cast.signed_in(house.li)
    assert li.post(f"{BESIDE}removal/", {"password": cast.PASSWORD, "code": code()}).status_code == 302
    assert not Authenticator.objects.exists()
    assert is_inside(password_given("li"))


# ------------------------------------------------------------------ before a signature


def test_t38_a_step_with_fresh_proof_asks_whoever_has_a_factor_for_both(house):
    give_factor(house.secadmin)
    keeper = cast.signed_in(house.secadmin)
    address = f"/personnel/people/{house.li.pk}/closing/"
    assert keeper.post(address, {"password": cast.PASSWORD}).status_code == 400
    assert keeper.post(address, {"password": cast.PASSWORD, "code": wrong_code()}).status_code == 409
    assert cast.fresh(house.li).is_active
    assert keeper.post(address, {"password": cast.PASSWORD, "code": code()}).status_code == 302
    assert not cast.fresh(house.li).is_active

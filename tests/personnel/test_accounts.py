"""Accounts are made, opened, closed by administrators who never learn a password. Basis: REQUIREMENTS H8, DOMAIN §4.2, THREATS T27."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from audit.trail.refusals import Refused
from personnel.accounts.actions import TRIES, activate, add_account, close, give_half, renew, reopen
from personnel.accounts.models import Activation
from personnel.models import Person
from personnel.worklist import waiting_for
from tests import cast
from vault import clock

pytestmark = pytest.mark.django_db
TODAY, HERE, CHOSEN = timezone.localdate, "192.0.2.7", "Weide-17-Tal"


@pytest.fixture
def house(db):
    caches["default"].clear()
    return cast.make()


@pytest.fixture
def newcomer(house):
    return add_account(username="tang", name="唐新", by=house.sysadmin)


def halves(house, person):
    return [give_half(person, by=by, on=TODAY())[1] for by in (house.sysadmin, house.secadmin)]


def choose(person, first, second, password=CHOSEN, address=HERE):
    return activate(username=person.username, first=first, second=second, password=password, address=address)


def test_the_owner_alone_with_both_halves_chooses_the_password(house, newcomer):
    assert not newcomer.has_usable_password()
    first, second = halves(house, newcomer)
    choose(newcomer, first.lower(), second.replace("-", " "))
    assert cast.fresh(newcomer).check_password(CHOSEN)
    with pytest.raises(Refused, match="WRONG_CODE"):  # a code is good once
        choose(newcomer, first, second, "Andere-17-Tal")


@pytest.mark.parametrize("known", ["first", "second", "neither", "exchanged"])
def test_t27_one_half_opens_nothing(house, newcomer, known):
    first, second = halves(house, newcomer)
    tried = {"first": (first, first), "second": (second, second), "neither": ("", ""), "exchanged": (second, first)}[known]
    with pytest.raises(Refused, match="WRONG_CODE"):
        choose(newcomer, *tried)
    assert not cast.fresh(newcomer).has_usable_password()


def test_before_a_half_is_handed_out_nothing_fits_it(house, newcomer):
    first = give_half(newcomer, by=house.sysadmin, on=TODAY())[1]
    for second in ("", first, "AAAAA-AAAAA"):
        with pytest.raises(Refused, match="WRONG_CODE"):
            choose(newcomer, first, second)


def test_nobody_gets_both_halves_nor_one_of_their_own(house, newcomer):
    for account in cast.ACCOUNTS:
        person = house.people[account]
        if account not in ("sysadmin", "secadmin"):
            with pytest.raises(Refused, match="NOT_GIVER"):
                give_half(newcomer, by=person, on=TODAY())
    renew(house.sysadmin, by=house.secadmin, on=TODAY())
    with pytest.raises(Refused, match="OWN_ACCOUNT"):
        give_half(house.sysadmin, by=house.sysadmin, on=TODAY())
    assert (
        give_half(house.sysadmin, by=house.sheng, on=TODAY())[0] == "first"
    )  # the only system administrator: the principal leader stands in
    activation = Activation.objects.get(person=newcomer)
    for pair in ({"first_by": house.secadmin, "second_by": house.secadmin}, {"first_by": newcomer}):
        with pytest.raises(IntegrityError), transaction.atomic():
            QuerySet(Activation).filter(pk=activation.pk).update(**pair)


def test_a_half_that_is_handed_out_again_replaces_the_one_before(house, newcomer):
    first, second = halves(house, newcomer)
    give_half(newcomer, by=house.secadmin, on=TODAY())
    with pytest.raises(Refused, match="WRONG_CODE"):
        choose(newcomer, first, second)


def test_a_code_runs_out_and_then_begins_anew_with_both_halves(house, newcomer, time_machine):
    first, second = halves(house, newcomer)
    time_machine.move_to(clock.now() + timedelta(hours=72, seconds=1), tick=False)
    with pytest.raises(Refused, match="WRONG_CODE"):
        choose(newcomer, first, second)
    again = give_half(newcomer, by=house.sysadmin, on=TODAY())[1]
    with pytest.raises(Refused, match="WRONG_CODE"):
        choose(newcomer, again, second)
    choose(newcomer, again, give_half(newcomer, by=house.secadmin, on=TODAY())[1])


def test_a_password_against_the_rules_leaves_the_code_good(house, newcomer):
    first, second = halves(house, newcomer)
    with pytest.raises(ValidationError):
        choose(newcomer, first, second, "tang-2026-X")  # holds the account
    choose(newcomer, first, second)


def test_a_lost_password_is_renewed_without_anybody_learning_one_and_ends_the_sessions(house):
    browser = cast.signed_in(house.li)
    renew(house.li, by=house.secadmin, on=TODAY())
    assert browser.get("/").status_code == 200  # nothing changes before the owner has chosen
    choose(house.li, *halves(house, house.li))
    assert browser.get("/").status_code == 302
    assert not cast.fresh(house.li).check_password(cast.PASSWORD)


def test_a_closed_account_opens_again_only_with_a_new_password(house):
    browser = cast.signed_in(house.li)
    close(house.li, by=house.secadmin, on=TODAY())
    assert browser.get("/").status_code == 302
    reopen(house.li, by=house.secadmin, on=TODAY())
    assert not cast.fresh(house.li).has_usable_password()
    choose(house.li, *halves(house, house.li))
    assert cast.fresh(house.li).is_active


def test_only_the_security_administrator_keeps_accounts_and_only_the_system_administrator_makes_them(house):
    for account in cast.ACCOUNTS:
        by = house.people[account]
        if account != "secadmin":
            for act in (renew, close):
                with pytest.raises(Refused, match="NOT_ACCOUNT_KEEPER"):
                    act(house.sun if account == "qian" else house.qian, by=by, on=TODAY())
        if account != "sysadmin":
            with pytest.raises(Refused, match="NOT_SYSTEM_ADMIN"):
                add_account(username="neu", name="新", by=by)
    with pytest.raises(Refused, match="OWN_ACCOUNT"):
        close(house.secadmin, by=house.secadmin, on=TODAY())
    with pytest.raises(Refused, match="ACCOUNT_TAKEN"):
        add_account(username="LI", name="李", by=house.sysadmin)


def test_unknown_accounts_are_answered_as_known_ones_and_the_noise_is_kept_down(house):
    door = Client()
    halves(house, add_account(username="tang", name="唐新", by=house.sysadmin))
    values = {"first": "AAAAA-AAAAA", "second": "AAAAA-AAAAA", "password": CHOSEN, "again": CHOSEN}
    answers = [door.post("/activation/", {**values, "username": name}) for name in ("tang", "li", "nobody-here")]
    bodies = {re.sub(rb'value="[^"]*"', b"", answer.content) for answer in answers}
    assert [answer.status_code for answer in answers] == [400, 400, 400]
    assert len(bodies) == 1
    for _time in range(TRIES):
        last = door.post("/activation/", {**values, "username": "tang"})
    assert "一刻钟" in last.content.decode() or "15" in last.content.decode()


def test_the_pages_from_the_new_account_to_the_first_sign_in(house):
    system, keeper, door = cast.signed_in(house.sysadmin), cast.signed_in(house.secadmin), Client()
    wrong = system.post("/personnel/people/new/", {"username": "Tang Xin", "name": "唐新"})
    assert wrong.status_code == 400
    assert "Tang Xin" in wrong.content.decode()
    place = system.post("/personnel/people/new/", {"username": "tang", "name": "唐新"})["Location"]
    person = Person.objects.get(username="tang")
    for administrator in (house.sysadmin, house.secadmin):
        assert place in {item.url for item in waiting_for(cast.fresh(administrator), on=TODAY())}
    shown = [browser.post(place + "code/").content.decode() for browser in (system, keeper)]
    first, second = [re.search(r"[A-Z2-9]{5}-[A-Z2-9]{5}", page).group() for page in shown]
    assert not [item for item in waiting_for(cast.fresh(house.sysadmin), on=TODAY()) if item.url == place]
    chosen = {"username": "tang", "first": first, "second": second, "password": CHOSEN, "again": CHOSEN}
    assert door.post("/activation/", {**chosen, "again": "x"}).status_code == 400
    assert door.post("/activation/", chosen)["Location"] == "/login/"
    assert door.post("/login/", {"login": "tang", "password": CHOSEN})["Location"] == "/"
    assert "没有" in door.get("/petitions/").content.decode()
    assert CHOSEN not in "".join(shown)
    kept = Activation.objects.get(person=person)
    assert (kept.first, kept.second) == ("", "")

"""A factor that is lost is taken away by two: one proposes, another confirms. Basis: THREATS T37; decision 0024."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from personnel.proposals.actions import confirm, propose
from tests import cast
from tests.personnel.factor.phone import give_factor, is_inside, password_given

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    found = cast.make()
    give_factor(found.li)
    return found


def proposed(house, *, person=None, by=None):
    on = timezone.localdate()
    return propose(
        "factor_reset", person=person or house.li, values={}, reason="The phone fell into the river.", by=by or house.secadmin, on=on
    )


def test_t37_a_lost_factor_goes_when_a_leader_confirms_and_not_before(house):
    waiting = proposed(house)
    assert Authenticator.objects.filter(user=house.li).count() == 2
    li = cast.signed_in(house.li)
    confirm(waiting, by=house.liu, on=timezone.localdate())
    assert not Authenticator.objects.exists()
    assert not is_inside(li)
    assert is_inside(password_given("li"))
    entry = Entry.objects.get(event="factor.reset")
    assert (entry.actor, entry.facts) == (house.liu, {"account": "li"})


@pytest.mark.parametrize("account", ["sysadmin", "sheng"])
def test_t37_nobody_but_the_security_administrator_proposes_it(house, account):
    with pytest.raises(Refused, match="NOT_SECURITY_ADMIN"):
        proposed(house, by=house.people[account])


@pytest.mark.parametrize("account", ["secadmin", "sysadmin", "li"])
def test_t37_whoever_proposed_it_and_whose_it_is_do_not_confirm_it(house, account):
    with pytest.raises(Refused, match="NOT_CONFIRMER"):
        confirm(proposed(house), by=house.people[account], on=timezone.localdate())
    assert Authenticator.objects.filter(user=house.li).exists()


def test_t37_of_the_security_administrator_no_administrator_takes_it(house):
    give_factor(house.secadmin)
    with pytest.raises(Refused, match="FOR_THEMSELF"):
        proposed(house, person=house.secadmin)


def test_where_there_is_none_nothing_is_proposed(house):
    with pytest.raises(Refused, match="NO_SECOND_FACTOR"):
        proposed(house, person=house.chen)


def test_the_page_of_a_person_offers_it_to_the_security_administrator(house):
    address = f"/personnel/people/{house.li.pk}/propose-factor_reset/"
    page = cast.signed_in(house.secadmin).get(f"/personnel/people/{house.li.pk}/").content.decode()
    assert address in page
    answer = cast.signed_in(house.secadmin).post(address, {"reason": "The phone fell into the river."})
    assert answer.status_code == 302


def test_t37_the_only_security_administrator_is_helped_at_the_console_and_nobody_else(house):
    give_factor(house.secadmin)
    with pytest.raises(CommandError, match="not the only"):
        call_command("reset_second_factor", "li")
    call_command("reset_second_factor", "secadmin", stdout=StringIO())
    assert {factor.user_id for factor in Authenticator.objects.all()} == {house.li.pk}
    assert Entry.objects.get(event="factor.reset").actor is None

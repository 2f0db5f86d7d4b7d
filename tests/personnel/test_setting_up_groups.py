"""A working group is set up: who asks for it, who confirms, how long it lasts. What its members see: tests/petitions/test_groups.py."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.trail.refusals import Refused
from personnel.groups import actions as groups
from personnel.groups.models import GroupMember
from personnel.proposals.actions import confirm, propose
from personnel.proposals.querysets import confirmers
from tests import cast

pytestmark = pytest.mark.django_db

LAST = timedelta(days=60)


@pytest.fixture
def house(db):
    return cast.make()


def today() -> date:
    return timezone.localdate()


def new(house, by, *, unit, responsible):
    values = {"name": f"专班{responsible.name}", "until": (today() + LAST).isoformat()}
    ids = {"unit": str(house.units[unit].pk), "responsible": str(responsible.pk)}
    return propose("group_new", person=None, values=values | ids, reason="核查", by=by, on=today())


def test_a_new_group_waits_for_the_leader_and_never_for_whom_it_lets_in(house):
    assert confirmers(new(house, house.secadmin, unit="business_one", responsible=house.liu), on=today()) == [house.sheng]
    confirm(new(house, house.he, unit="business_one", responsible=house.chen), by=cast.fresh(house.liu), on=today())
    made = GroupMember.objects.get(person=house.chen)
    assert made.group.purpose == made.reason == "核查"


def test_a_head_sets_up_groups_of_their_own_unit_alone(house):
    with pytest.raises(Refused):
        new(house, house.he, unit="petition_office", responsible=house.li)


def test_where_the_principal_leader_alone_could_confirm_their_own_entry_nobody_can(house):
    with pytest.raises(Refused, match="NOBODY_CONFIRMS"):
        new(house, house.secadmin, unit="leadership", responsible=house.sheng)


def test_a_group_is_for_a_year_at_most(house):
    ever = {"name": "专班九", "unit": house.units["business_one"], "purpose": "核查", "since": today(), "by": house.liu}
    with pytest.raises(Refused, match="GROUP_TOO_LONG"):
        groups.set_up(responsible=house.chen, until=today() + timedelta(days=367), **ever)

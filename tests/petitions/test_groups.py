"""Working groups in scopes: who joins sees, who leaves sees no more, and two decide who joins. Basis: REQUIREMENTS G5; THREATS T72, T73."""

from datetime import timedelta

import pytest

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification import admissions
from classification.everybody import appointments, principals_of_everybody
from classification.gradings.audience import audience
from classification.knowing import grounds_of, knowers
from classification.principals import principals_of
from classification.rebuilding import rebuild
from classification.scopes import reference_to
from classification.scoping import actions as scoping
from classification.scoping.querysets import scope_of
from personnel.actions import appoint, deactivate, end_appointment
from personnel.groups import actions as groups
from personnel.groups.models import GroupMember
from personnel.groups.querysets import members_of, no_longer_in, visible_groups
from personnel.models import Appointment
from personnel.offices import Office
from personnel.proposals.actions import confirm, propose
from personnel.proposals.querysets import confirmers
from petitions import actions
from petitions.querysets import visible_petitions
from petitions.register.querysets import Register
from petitions.register.rows import in_words
from petitions.scoping.actions import ask_in, ask_out
from petitions.scoping.groups import petitions_naming
from tests import cast
from tests.petitions.cases import again, graded, today

pytestmark = pytest.mark.django_db

LAST = timedelta(days=60)


@pytest.fixture
def petition(house):
    """In the scope of the petition office alone: li, wang, liu. Chen and he are cleared for it, qian as well; sun is not."""
    return graded(house, level="important", units=("petition_office",))


@pytest.fixture
def group(house):
    """Chen answers for it; so far nobody else is in it."""
    return groups.set_up(
        name="专班一",
        unit=house.units["business_one"],
        purpose="核查一批来信",
        responsible=house.chen,
        since=today(),
        until=today() + LAST,
        by=house.liu,
    )


def sees(person, petition, on=None) -> bool:
    return visible_petitions(cast.fresh(person), on or today()).filter(pk=petition.pk).exists()


def named(house, petition, group):
    """In the scope for ten days, by request and decision."""
    until = today() + timedelta(days=10)
    change = ask_in(again(petition), named=group, until=until, reason="专班需要", by=cast.fresh(house.li), on=today())
    return scoping.grant(change, by=cast.fresh(house.liu), on=today())


def joins(house, group, person):
    return groups.join(group, cast.fresh(person), until=group.until, reason="参加核查", by=house.liu, on=today())


def test_who_is_in_the_group_sees_what_names_it_and_nobody_else_of_their_unit(house, petition, group):
    named(house, petition, group)
    joins(house, group, house.qian)
    joins(house, group, house.sun)  # not cleared
    assert sees(house.chen, petition)
    assert sees(house.qian, petition)
    assert not sees(house.sun, petition)
    assert not sees(house.he, petition)


def test_whoever_joins_later_sees_it_at_once_and_whoever_is_taken_out_sees_it_no_more(house, petition, group):
    named(house, petition, group)
    assert not sees(house.qian, petition)
    member = joins(house, group, house.qian)
    assert sees(house.qian, petition)
    groups.take_out(member, reason="不再参加", by=cast.fresh(house.chen), on=today())
    assert not sees(house.qian, petition)
    told = Entry.objects.filter(event__in=("group.joined", "group.left")).order_by("id").values_list("facts__account", flat=True)
    assert list(told) == ["chen", "qian", "qian"]
    assert member.history.count() == 2


def test_whoever_stays_longer_has_stayed_and_neither_left_nor_joined(house, group):
    groups.join(group, house.qian, until=today() + timedelta(days=3), reason="短期", by=house.liu, on=today())
    groups.join(group, cast.fresh(house.qian), until=today() + timedelta(days=9), reason="延长", by=house.liu, on=today())
    told = Entry.objects.filter(facts__account="qian", event__startswith="group.").order_by("id").values_list("event", flat=True)
    assert list(told) == ["group.joined", "group.prolonged"]
    assert [member.until for member in members_of(group, on=today()).filter(person=house.qian)] == [today() + timedelta(days=9)]


def test_a_responsible_who_is_taken_out_or_suspended_is_not_named_as_answering_for_it(house, group):
    place, says = group.get_absolute_url(), "现不负责"
    assert says not in cast.signed_in(house.he).get(place).content.decode()
    groups.take_out(GroupMember.objects.get(person=house.chen), reason="不再参加", by=cast.fresh(house.he), on=today())
    for page in (place, "/personnel/groups/"):
        assert says in cast.signed_in(house.he).get(page).content.decode(), page


def test_a_dissolved_group_lets_nobody_in_and_stands_in_no_scope(house, petition, group):
    named(house, petition, group)
    assert str(group) in [str(one.named) for one in scope_of(petition.record, on=today())]
    groups.dissolve(group, reason="工作结束", by=cast.fresh(house.chen), on=today())
    assert not sees(house.chen, petition)
    assert str(group) not in [str(one.named) for one in scope_of(petition.record, on=today())]
    assert sees(house.li, petition)


def test_the_last_day_of_the_group_and_of_a_member_is_the_last_day_of_sight(house, petition, group):
    admissions.set_scope(petition.record, [reference_to(group)])
    groups.join(group, house.qian, until=today() + timedelta(days=3), reason="短期", by=house.liu, on=today())
    assert sees(house.qian, petition, today() + timedelta(days=3))
    assert not sees(house.qian, petition, today() + timedelta(days=4))
    assert sees(house.chen, petition, today() + LAST)
    assert not sees(house.chen, petition, today() + LAST + timedelta(days=1))


def test_whoever_moves_to_another_unit_is_out_and_is_not_in_again_by_coming_back(house, petition, group):
    named(house, petition, group)
    joins(house, group, house.qian)
    held = Appointment.objects.get(person=house.qian)
    yesterday = today() - timedelta(days=1)
    end_appointment(held, on=yesterday, by=house.secadmin)
    appoint(cast.fresh(house.qian), unit=house.units["archive"], office=Office.STAFF, since=today(), by=house.secadmin)
    assert not sees(house.qian, petition)
    appoint(cast.fresh(house.qian), unit=held.unit, office=Office.STAFF, since=today(), by=house.secadmin)
    assert not sees(house.qian, petition)
    assert GroupMember.objects.get(person=house.qian).how == "moved"


def test_who_has_moved_sees_nothing_before_anybody_clears_it_away(house, petition, group):
    named(house, petition, group)
    member = joins(house, group, house.qian)
    end_appointment(Appointment.objects.get(person=house.qian), on=today() - timedelta(days=1), by=house.secadmin)
    appoint(cast.fresh(house.li), unit=house.units["legal"], office=Office.STAFF, since=today(), by=house.secadmin)  # of somebody else
    assert list(no_longer_in(on=today())) == [member]
    assert not sees(house.qian, petition)
    assert groups.clear_away(on=today()) == 1
    assert not no_longer_in(on=today()).exists()


def test_whoever_leaves_the_house_leaves_the_group(house, petition, group):
    named(house, petition, group)
    joins(house, group, house.qian)
    deactivate(house.qian, by=house.secadmin)
    assert not sees(house.qian, petition)
    groups.clear_away(on=today())
    assert GroupMember.objects.get(person=house.qian).ended_at is not None


def test_t72_a_wall_keeps_a_member_out_and_those_of_an_accused_members_unit(house, petition, group):
    named(house, petition, group)
    assert sees(house.chen, petition)
    wall = {"ground": "accused", "reason": "被反映人", "by": cast.fresh(house.li), "on": today()}
    actions.raise_wall(again(petition), person=house.he, **wall)  # heads business_one, where chen sits
    assert not sees(house.chen, petition)
    assert house.chen not in audience(petition.record, on=today())


def test_who_sees_it_and_why_names_the_group(house, petition, group):
    named(house, petition, group)
    joins(house, group, house.qian)
    found = {one.person: one for one in knowers(again(petition).record, on=today())}
    assert found[house.qian].sees
    assert any("专班一" in ground for ground in found[house.qian].grounds)
    [ground] = grounds_of(cast.fresh(house.qian), [petition.pk], on=today())[petition.pk]
    assert "专班一" in ground
    assert {house.qian, house.chen} <= audience(petition.record, on=today())


def test_the_register_of_knowers_counts_members_as_each_of_them_counts(house, petition, group):
    named(house, petition, group)
    joins(house, group, house.qian)
    held = appointments(on=today())
    everybody = principals_of_everybody(held, on=today())
    for person in (house.chen, house.qian, house.he):
        assert {principal for principal, who in everybody if who == person.pk} == set(principals_of(cast.fresh(person), on=today()))
    register = Register(reader=house.zhou, on=today())
    [row] = [row for row in in_words(register[0:100]) if row.person == house.qian]
    assert ["专班一" in ground for ground in row.grounds] == [True]
    assert row.since == today()


def test_a_grading_names_a_group_and_the_projection_says_the_same_when_it_is_rebuilt(house, group):
    petition = graded(house, level="important", units=("petition_office",))
    admissions.set_scope(petition.record, [reference_to(group), reference_to(house.units["petition_office"])])
    before = set(petition.record.admissions.values_list("principal", "source", "until"))
    assert (group.pk, "grant", None) in before
    rebuilt = rebuild()
    assert (rebuilt.taken_away, rebuilt.added) == (0, 0)
    assert set(petition.record.admissions.values_list("principal", "source", "until")) == before


def test_t73_a_dissolved_group_is_not_named_and_a_named_one_is_taken_out_by_request(house, petition, group):
    named(house, petition, group)
    out = ask_out(again(petition), named=group, reason="不再需要", by=cast.fresh(house.li), on=today())
    assert sees(house.chen, petition)
    scoping.grant(out, by=cast.fresh(house.liu), on=today())
    assert not sees(house.chen, petition)
    groups.dissolve(group, reason="结束", by=cast.fresh(house.chen), on=today())
    with pytest.raises(Refused) as refused:
        named(house, petition, group)
    assert refused.value.codes == ["GROUP_OVER"]


def test_the_page_of_a_group_lists_only_what_its_reader_sees(house, petition, group):
    named(house, petition, group)
    joins(house, group, house.sun)
    assert [one.number for one in petitions_naming(group, cast.fresh(house.chen), today())] == [petition.number]
    assert petitions_naming(group, cast.fresh(house.sun), today()) == []
    assert petitions_naming(group, cast.fresh(house.secadmin), today()) == []


# ------------------------------------------------------------------ two decide who joins
def asked(group, person, by):
    values = {"group": str(group.pk), "until": group.until.isoformat()}
    return propose("group_joining", person=person, values=values, reason="参加核查", by=cast.fresh(by), on=today())


def test_t73_nobody_is_in_before_the_leader_in_charge_has_confirmed_and_nobody_else_confirms(house, petition, group):
    named(house, petition, group)
    proposal = asked(group, house.qian, house.chen)
    assert not sees(house.qian, petition)
    assert confirmers(proposal, on=today()) == [house.liu]
    for person in (house.chen, house.he, house.secadmin, house.qian):
        with pytest.raises(Refused):
            confirm(proposal, by=cast.fresh(person), on=today())
    confirm(proposal, by=cast.fresh(house.liu), on=today())
    assert sees(house.qian, petition)


@pytest.mark.parametrize("account", ["he", "chen", "secadmin"])
def test_head_responsible_and_security_administrator_ask_for_it(house, group, account):
    asked(group, house.qian, house.people[account])


@pytest.mark.parametrize("account", ["wang", "li", "qian", "sysadmin"])
def test_nobody_else_does_nor_takes_anybody_out_nor_dissolves_it(house, group, account):
    by = cast.fresh(house.people[account])
    member = joins(house, group, house.sun)
    for attempt in (
        lambda: asked(group, house.guo, by),
        lambda: groups.take_out(member, reason="不", by=by, on=today()),
        lambda: groups.dissolve(group, reason="不", by=by, on=today()),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.lacks_authority


# ------------------------------------------------------------------ what a security reading found
def changed(house, group, by, *, until):
    values = {"group": str(group.pk), "responsible": str(group.responsible_id), "until": until.isoformat()}
    return propose("group_change", person=None, values=values, reason="延长", by=cast.fresh(by), on=today())


def test_t73_whoever_was_taken_out_does_not_come_back_by_changing_the_group(house, petition, group):
    named(house, petition, group)
    groups.take_out(group.members.get(), reason="回避", by=cast.fresh(house.he), on=today())
    later = group.until + timedelta(days=1)
    with pytest.raises(Refused, match="NOT_STEERING"):
        changed(house, group, house.chen, until=later)
    confirm(changed(house, group, house.he, until=later), by=cast.fresh(house.liu), on=today())
    assert not sees(house.chen, petition)
    assert not visible_groups(cast.fresh(house.chen), on=today()).exists()


def test_t73_an_administrators_office_is_no_seat_in_a_group(house, group):
    assert visible_groups(cast.fresh(house.chen), on=today()).get() == group
    end_appointment(Appointment.objects.get(person=house.chen), on=today() - timedelta(days=1), by=house.secadmin)
    Appointment(person=house.chen, unit=house.units["business_one"], office=Office.SYSTEM_ADMIN, since=today()).keep(by=house.secadmin)
    assert not members_of(group, on=today()).exists()
    assert not visible_groups(cast.fresh(house.chen), on=today()).exists()


def test_t73_a_grading_authority_does_not_let_in_a_group_they_are_in(house, petition, group):
    joins(house, group, house.liu)
    with pytest.raises(Refused, match="OWN_SIGHT"):
        named(house, petition, group)


def test_a_member_is_prolonged_without_being_cut_off(house, group):
    soon = today() + timedelta(days=3)
    groups.join(group, cast.fresh(house.qian), until=soon, reason="短期", by=house.liu, on=today())
    with pytest.raises(Refused, match="IN_GROUP_ALREADY"):
        groups.join(group, cast.fresh(house.qian), until=soon, reason="再", by=house.liu, on=today())
    assert joins(house, group, house.qian).until == group.until
    assert members_of(group, on=today()).filter(person=house.qian).count() == 1

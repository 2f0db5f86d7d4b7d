"""Whoever is accused or has an interest of their own is kept out, and so are an accused's people. Basis: DOMAIN §2.1, §3.4; THREATS T72."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.everybody import appointments, kept_out_by_walls, walled_pairs
from classification.gradings.due import ending_for
from classification.models import Clearance
from classification.querysets import newest_visible, sees
from classification.walls.models import Wall
from classification.walls.querysets import is_kept_out
from personnel.actions import appoint
from personnel.offices import Office
from petitions import actions, rules
from petitions.actions.handling import locked
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import again, graded, in_hand, register, today
from tests.petitions.test_guide import decide, propose_grading

pytestmark = pytest.mark.django_db


@pytest.fixture
def petition(house):
    """Open to the petition office and to business_one: li, wang, liu; he and chen, who are cleared."""
    return graded(house, level="important", units=("petition_office", "business_one"))


def seers(house, petition) -> set[str]:
    """Who sees it, by the list, by the newest of the list, and by its address: each the same."""
    found = set()
    for account in cast.ACCOUNTS:
        person = cast.fresh(house.people[account])
        listed = visible_petitions(person).filter(pk=petition.pk).exists()
        newest = bool(person.appointments_now) and petition.pk in newest_visible(person, 50, on=today())
        opened = cast.signed_in(person).get(f"/petitions/{petition.pk}/").status_code == 200
        assert listed == newest == opened, account
        found |= {account} if listed else set()
    return found


def keep_out(house, petition, account, ground="accused", by="li"):
    return actions.raise_wall(
        again(petition), person=house.people[account], ground=ground, reason="与被反映人系亲属", by=house.people[by], on=today()
    )


def test_t72_an_accused_head_sees_nothing_of_it_nor_do_the_people_of_the_unit(house, petition):
    assert seers(house, petition) == {"li", "wang", "liu", "he", "chen"}
    keep_out(house, petition, "he")
    assert seers(house, petition) == {"li", "wang", "liu"}


def test_t72_the_wall_stands_for_whoever_is_cleared_for_nothing_when_it_is_declassified(house, petition):
    keep_out(house, petition, "he")
    proposal = actions.propose_declassification(again(petition), basis="已公开", reason="已公开", by=cast.fresh(house.li), on=today())
    actions.declassify(proposal, by=cast.fresh(house.liu), on=today())
    for clearance in Clearance.objects.filter(person__in=[house.he, house.chen, house.wang]):
        clearance.until = today() - timedelta(days=1)
        clearance.keep(by=None)
    assert seers(house, petition) == {"li", "wang", "liu"}


def test_t72_a_wall_raised_while_an_action_waits_for_the_lock_holds_for_it(house, petition):
    he = cast.fresh(house.he)
    assert rules.sees(petition, he, on=today())
    keep_out(house, petition, "he")
    assert rules.sees(petition, he, on=today()), "a page is that of one moment"
    with transaction.atomic():
        assert not rules.sees(locked(petition), he, on=today())


def test_who_has_an_interest_is_kept_out_alone(house, petition):
    keep_out(house, petition, "he", "recused")
    assert seers(house, petition) == {"li", "wang", "liu", "chen"}


def test_everybody_keeps_out_themself_and_only_those_who_answer_for_it_others(house, petition):
    keep_out(house, petition, "chen", "recused", by="chen")
    with pytest.raises(Refused, match="NOT_ANSWERING"):
        keep_out(house, petition, "li", by="he")
    with pytest.raises(Refused, match="OUT_OF_SIGHT"):
        keep_out(house, petition, "qian", by="qian")
    assert seers(house, petition) == {"li", "wang", "liu", "he"}


def test_somebody_who_reads_it_must_be_left(house, petition):
    keep_out(house, petition, "li", "recused", by="li")
    with pytest.raises(Refused, match="NOBODY_LEFT"):
        keep_out(house, petition, "wang", "recused", by="wang")
    with pytest.raises(Refused, match="NOBODY_LEFT"):
        keep_out(house, register(house), "liu", by="li")  # li and wang sit in a unit that liu leads
    assert "wang" in seers(house, petition)
    assert Wall.objects.count() == 1


def test_letting_in_again_needs_somebody_else_and_gives_back_no_more_than_before(house, petition):
    wall = keep_out(house, petition, "he", by="liu")
    for account, refused in (("li", "NOT_LIFTER"), ("liu", "OWN_WALL"), ("he", "OUT_OF_SIGHT")):
        with pytest.raises(Refused, match=refused):
            actions.lift_wall(wall, again(petition), by=house.people[account], on=today())
    with pytest.raises(IntegrityError, match="a_wall_is_taken_down_by_someone_else"), transaction.atomic():
        QuerySet(Wall).filter(pk=wall.pk).update(lifted_by=house.liu)
    QuerySet(Wall).filter(pk=wall.pk).update(raised_by=house.wang)
    actions.lift_wall(wall, again(petition), by=house.liu, on=today())
    assert seers(house, petition) == {"li", "wang", "liu", "he", "chen"}
    with pytest.raises(Refused, match="LIFTED_ALREADY"):
        actions.lift_wall(wall, again(petition), by=house.liu, on=today())


def test_t72_the_case_is_not_given_to_somebody_who_is_kept_out(house, petition):
    keep_out(house, petition, "he")
    with pytest.raises(Refused, match="OFFICER_KEPT_OUT"):
        actions.assign(again(petition), officer=house.chen, unit=house.units["business_one"], by=house.wang, on=today())


def test_t72_an_authority_who_is_kept_out_is_not_told_that_the_period_ends(house, petition):
    late = today() + timedelta(days=10_000)
    derived = in_hand(house)
    decide(house, propose_grading(house, derived, source=again(petition).record), "important")

    def told() -> set:
        return set(ending_for(cast.fresh(house.liu), on=late).values_list("pk", flat=True))

    assert told() == {petition.pk, derived.pk}
    keep_out(house, derived, "liu", "recused")
    assert told() == {petition.pk}
    keep_out(house, petition, "liu", "recused")
    assert told() == set()


def test_the_pages_say_who_is_kept_out_and_why_to_those_who_answer_for_it(house, petition):
    place = f"/petitions/{petition.pk}/"
    li, chen, liu = (cast.signed_in(house.people[account]) for account in ("li", "chen", "liu"))
    assert li.post(place + "walls/", {"person": str(house.he.pk), "ground": "", "reason": "保留的理由"}).status_code == 400
    assert li.post(place + "walls/", {"person": str(house.he.pk), "ground": "recused", "reason": "系被反映人亲属"}).status_code == 302
    assert "系被反映人亲属" in li.get(place + "knowing/").content.decode()
    twice = li.post(place + "walls/", {"person": str(house.he.pk), "ground": "recused", "reason": "再次"})
    assert twice.status_code == 409
    assert "此人已经回避" in twice.content.decode()
    assert chen.get(place + "recusal/").status_code == 200
    assert chen.post(place + "recusal/", {"reason": "本人亲属"})["Location"] == "/petitions/"
    assert chen.get(place).status_code == 404
    wall = Wall.objects.get(person=house.he)
    assert liu.post(f"{place}walls/{wall.pk}/lifting/").status_code == 302
    assert cast.signed_in(house.he).get(place).status_code == 200
    told = Entry.objects.filter(event__startswith="wall.").order_by("at", "id")
    assert [(entry.event, entry.facts["account"]) for entry in told] == [
        ("wall.raised", "he"),
        ("wall.raised", "chen"),
        ("wall.lifted", "he"),
    ]
    assert not any("亲属" in str(entry.facts) for entry in told)


def test_t72_a_wall_keeps_out_of_what_is_derived_from_the_petition_and_falls_for_both(house, petition):
    derived, further = in_hand(house), in_hand(house)
    decide(house, propose_grading(house, derived, source=again(petition).record), "important")
    propose_grading(house, further, source=again(derived).record)
    leads = (house.units["petition_office"],)
    appoint(house.qian, unit=house.units["leadership"], office=Office.LEADER_IN_CHARGE, since=today(), by=None, leads=leads)
    lists = [petition.pk, derived.pk, further.pk]

    def seen() -> list[bool]:
        wang = cast.fresh(house.wang)
        shown = [visible_petitions(wang, today()).filter(pk=pk).exists() for pk in lists]
        assert (
            shown
            == [sees(wang, pk, on=today()) for pk in lists]
            == [not is_kept_out(wang, again(one).record, on=today()) for one in all_of]
        )
        at_once = kept_out_by_walls(set(lists), today())
        assert shown == [house.wang.pk not in at_once.get(pk, ()) for pk in lists]
        return shown

    all_of = (petition, derived, further)
    assert seen() == [True, True, True]
    wall = keep_out(house, petition, "wang", ground="recused")
    assert seen() == [False, False, False]
    assert {(house.wang.pk, pk) for pk in lists} <= walled_pairs(appointments(on=today()))
    actions.lift_wall(wall, again(petition), by=cast.fresh(house.qian), on=today())
    assert seen() == [True, True, True]
    keep_out(house, derived, "wang", ground="recused")
    assert seen() == [True, False, False]

"""What waits passes to the next above where the authority may not decide it, at once and back again. Basis: DESIGN §4; THREATS T72, T73."""

from datetime import timedelta

import pytest

from classification.actions import clear, end_clearance
from classification.authority.deciding import deciders, of_change, of_grading
from classification.models import Clearance, SecrecyLevel
from classification.rebuilding import rebuild
from classification.rules import obstacles_to_deciding
from classification.scoping.rules import obstacles_to_deciding as obstacles_to_granting
from personnel.actions import appoint, deactivate, end_appointment
from personnel.models import Appointment
from personnel.offices import Office
from petitions import actions
from petitions.querysets import visible_petitions
from petitions.scoping.actions import ask_in
from petitions.worklist import to_decide
from tests import cast
from tests.classification.test_mapping import changed
from tests.petitions.cases import again, graded, in_hand, today
from tests.petitions.test_authority import limited
from tests.petitions.test_guide import propose_grading

pytestmark = pytest.mark.django_db
YESTERDAY = timedelta(days=1)


def waits_for(house, waiting) -> list[str]:
    """Who may decide; they see it, the principal leader only when it is theirs, and the projection rebuilt says the same."""
    waiting = type(waiting).objects.get(pk=waiting.pk)
    matter = of_grading(waiting) if hasattr(waiting, "level") else of_change(waiting, on=today())
    able = [person.username for person in deciders(matter, on=today())]
    ask = obstacles_to_deciding if hasattr(waiting, "level") else obstacles_to_granting
    for account in ("liu", "sheng"):
        person = cast.fresh(house.people[account])
        assert (account in able) == (not any(ask(waiting, person, on=today()))), account
        if account == "sheng" or account in able:
            assert visible_petitions(person, today()).filter(pk=waiting.record_id).exists() == (account in able), account
    assert (rebuild().taken_away, rebuild().added) == (0, 0), "the projection rebuilt says the same"
    return able


def keep_out(house, petition, account, ground="recused"):
    return actions.raise_wall(again(petition), person=house.people[account], ground=ground, reason="亲属", by=house.li, on=today())


def another_leader(house):
    """Somebody beside liu who lets people in again."""
    leads = (house.units["petition_office"],)
    appoint(house.qian, unit=house.units["leadership"], office=Office.LEADER_IN_CHARGE, since=today(), by=None, leads=leads)


def test_t72_a_proposal_passes_on_when_a_wall_rises_before_the_authority_and_back_when_it_falls(house):
    another_leader(house)
    petition = graded(house)
    grading = propose_grading(house, petition, reason="情况变化")
    assert waits_for(house, grading) == ["liu"]
    wall = keep_out(house, petition, "liu")
    assert waits_for(house, grading) == ["sheng"]
    assert len(list(to_decide(cast.fresh(house.sheng), today()))) == 1
    actions.lift_wall(wall, again(petition), by=cast.fresh(house.qian), on=today())
    assert waits_for(house, grading) == ["liu"]


def test_t72_what_is_proposed_behind_a_wall_and_derived_from_a_record_waits_for_the_next_above(house):
    source, petition = graded(house), in_hand(house)
    keep_out(house, petition, "liu")
    assert waits_for(house, propose_grading(house, petition, source=again(source).record)) == ["sheng"]


def test_t72_where_the_principal_leader_is_accused_nobody_who_sits_below_decides_in_their_place(house):
    petition = in_hand(house)
    grading = propose_grading(house, petition)
    keep_out(house, petition, "sheng", "accused")
    assert waits_for(house, grading) == []


def test_t73_a_request_about_the_scope_passes_on_like_a_grading(house):
    petition = graded(house, units=("petition_office",))
    change = ask_in(again(petition), named=house.qian, until=today(), reason="需要", by=cast.fresh(house.li), on=today())
    assert waits_for(house, change) == ["liu"]
    keep_out(house, petition, "liu")
    assert waits_for(house, change) == ["sheng"]


def test_t73_a_principal_leader_whom_a_request_would_let_in_sees_nothing_before_a_successor_may_grant_it(house):
    petition = graded(house, units=("petition_office",))
    change = ask_in(again(petition), named=house.sheng, until=today(), reason="需要", by=cast.fresh(house.li), on=today())
    assert waits_for(house, change) == ["liu"]
    keep_out(house, petition, "liu")
    assert waits_for(house, change) == []
    appoint(house.qian, unit=house.units["leadership"], office=Office.UNIT_HEAD, since=today(), by=None)
    assert visible_petitions(cast.fresh(house.qian), today()).filter(pk=petition.pk).exists(), "cleared, and not whom it is about"


def test_who_is_not_cleared_for_it_any_more_or_again_decides_no_more_or_again(house):
    grading = propose_grading(house, in_hand(house))
    for clearance in Clearance.objects.filter(person=house.liu):
        clearance.since -= YESTERDAY
        end_clearance(clearance, on=today() - YESTERDAY, by=None)
    assert waits_for(house, grading) == ["sheng"]
    assert [found.code for found in obstacles_to_deciding(grading, cast.fresh(house.liu), on=today())] == ["AUTHORITY_NOT_CLEARED"]
    clear(cast.fresh(house.liu), level=SecrecyLevel.objects.get(pk="core"), since=today(), by=None)
    assert waits_for(house, grading) == ["liu"]


def office_of(house, account):
    return Appointment.objects.get(person=house.people[account], office=Office.GRADING_AUTHORITY)


def test_an_appointment_that_ends_or_begins_moves_what_waits_at_once(house):
    grading = propose_grading(house, in_hand(house))
    unit, leads = house.units["leadership"], (house.units["petition_office"],)
    appoint(house.he, unit=unit, office=Office.GRADING_AUTHORITY, since=today(), by=None, leads=leads)  # not cleared for it
    end_appointment(office_of(house, "liu"), on=today() - YESTERDAY, by=None)
    assert waits_for(house, grading) == ["sheng"]
    appoint(house.liu, unit=unit, office=Office.GRADING_AUTHORITY, since=today(), by=None, leads=leads)
    assert waits_for(house, grading) == ["liu"]


def test_an_account_that_is_closed_moves_what_waits_at_once(house):
    grading = propose_grading(house, in_hand(house))
    unit, leads = house.units["leadership"], (house.units["petition_office"],)
    appoint(house.he, unit=unit, office=Office.GRADING_AUTHORITY, since=today(), by=None, leads=leads)
    deactivate(house.liu, by=None)
    assert waits_for(house, grading) == ["sheng"]


def test_a_level_that_equals_a_higher_one_from_now_on_moves_what_waits_at_once(house):
    limited(house, "important")
    grading = propose_grading(house, in_hand(house), "highly_secret")
    assert waits_for(house, grading) == ["liu"]
    changed(house, "highly_secret", equal_to="core")
    assert waits_for(house, grading) == ["sheng"]

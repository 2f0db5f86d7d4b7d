"""Who signs, what a signature binds, what voids it. Basis: THREATS T04–T08."""

import pytest

from approvals.actions import refuse, sign
from approvals.models import Signature, Status
from audit.trail.models import Entry
from custody.actions import describe_carrier, hand_over
from personnel.actions import appoint
from personnel.offices import Office
from tests import cast
from tests.custody import stage
from tests.custody.stage import ask, codes, today

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("account", "code"),
    [("chen", "OWN_SLIP"), ("liu", "NOT_YOUR_STEP"), ("wang", "NOT_YOUR_STEP"), ("zhao", "NOT_YOUR_STEP"), ("sheng", "NOT_YOUR_STEP")],
)
def test_t04_the_first_signature_belongs_to_the_head_of_the_applicants_unit(house, account, code):
    slip = stage.filed(house, stage.graded(house))
    assert codes(sign, slip, by=house.people[account], on=today()) == [code]
    assert codes(refuse, slip, by=house.people[account], on=today(), reason="x") == [code]
    assert sign(slip, by=house.he, on=today()).status == Status.HALF_APPROVED


def test_t05_second_approval_must_come_from_someone_else(house):
    slip = stage.filed(house, stage.graded(house))
    sign(slip, by=house.he, on=today())
    assert codes(sign, slip, by=house.he, on=today()) == ["ALREADY_SIGNED"]
    assert sign(slip, by=house.liu, on=today()).status == Status.APPROVED


def test_t06_a_signer_who_came_to_stand_below_the_applicant_voids_the_hand_over(house):
    slip = stage.approved(house, stage.graded(house))
    appoint(house.chen, unit=house.units["business_one"], office=Office.UNIT_HEAD, since=today(), by=None)
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["SIGNER_LOST_OFFICE"]


def test_a_head_who_borrows_is_replaced_by_the_next_head_above(house):
    slip = ask(house, stage.graded(house), by=house.he)
    assert codes(sign, slip, by=house.chen, on=today()) == ["NOT_YOUR_STEP"]
    assert sign(slip, by=house.sheng, on=today()).status == Status.HALF_APPROVED


def test_t07_recounted_pages_void_what_was_signed(house):
    petition = stage.graded(house)
    half, whole = stage.filed(house, petition, by=house.he), stage.approved(house, petition)
    paper = stage.carriers(petition, "paper")[0]
    describe_carrier(paper, pages=7, copies=1, place="一号柜", keeper=house.li, by=house.zhao)
    assert codes(sign, half, by=house.sheng, on=today()) == ["CHANGED"]
    assert codes(hand_over, whole, by=house.zhao, on=today()) == ["CHANGED"]
    assert refuse(half, by=house.sheng, reason="页数已变", on=today()).status == Status.REFUSED


def test_t07_regrading_voids_what_was_signed(house):
    petition = stage.graded(house)
    slip = stage.approved(house, petition)
    stage.regrade(house, petition, level="ordinary")
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["CHANGED"]


def test_t07_a_longer_period_written_past_the_actions_is_not_carried_out(house):
    slip = stage.approved(house, stage.graded(house))
    slip.days = 5
    slip.keep(by=None)
    assert codes(hand_over, slip, by=house.zhao, on=today()) == ["CHANGED"]


def test_t08_an_old_page_signs_nothing(house):
    petition = stage.graded(house)
    slip = stage.filed(house, petition)
    seen = slip.canonical_hash()
    describe_carrier(stage.carriers(petition, "paper")[0], pages=9, copies=1, place="", keeper=None, by=house.zhao)
    browser = cast.signed_in(house.he)
    for step in ("approval", "refusal"):
        answer = browser.post(f"{slip.get_absolute_url()}{step}/", {"password": cast.PASSWORD, "seen": seen, "reason": "x"})
        assert answer.status_code == 409
    slip.refresh_from_db()
    assert (slip.status, Signature.objects.count()) == (Status.FILED, 0)
    assert Entry.objects.filter(event="action.refused", reason="SEEN_ANOTHER").count() == 2

"""Lists and worklists: who finds what waiting, at a cost that does not grow with the rows."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from approvals.registry import awaiting_signature_of
from custody.actions import hand_over, take_back
from custody.models import BorrowSlip
from personnel.actions import appoint
from personnel.offices import Office
from personnel.worklist import waiting_for
from tests import cast
from tests.custody import stage
from tests.custody.stage import today

pytestmark = pytest.mark.django_db


def kinds(person, on=None):
    found = waiting_for(cast.fresh(person), on=on or today())
    return [(item.kind, item.number, item.overdue) for item in found if item.number.startswith("JY")]


def test_a_slip_waits_for_its_signers_in_turn_and_for_nobody_else(house):
    slip = stage.filed(house, stage.graded(house))

    def waiting():
        return {name for name, person in house.people.items() if awaiting_signature_of(cast.fresh(person), on=today())}

    assert waiting() == {"he"}
    stage.sign(slip, by=house.he, on=today())
    assert waiting() == {"liu"}
    stage.sign(slip, by=house.liu, on=today())
    assert waiting() == set()


def test_the_clerk_finds_what_to_hand_over_and_what_to_take_back(house):
    slip = stage.approved(house, stage.graded(house))
    assert kinds(house.zhao) == [("hand_over", slip.number, False)]
    slip = hand_over(slip, by=house.zhao, on=today())
    assert kinds(house.zhao) == [("take_back", slip.number, False)]
    take_back(slip, pages=1, condition="完好", by=house.zhao)
    assert kinds(house.zhao) == []


def test_the_borrower_finds_what_to_fetch_and_what_to_bring_back(house):
    slip = stage.approved(house, stage.graded(house))
    assert kinds(house.chen) == [("borrowed", slip.number, False)]
    assert kinds(house.chen, today() + timedelta(days=20)) == []  # lapsed
    slip = hand_over(slip, by=house.zhao, on=today())
    assert kinds(house.chen) == [("borrowed", slip.number, False)]
    take_back(slip, pages=1, condition="完好", by=house.zhao)
    assert kinds(house.chen) == []


def test_an_overdue_loan_waits_for_borrower_and_clerk(house):
    slip = stage.lent(house, stage.graded(house))
    late = slip.due_on + timedelta(days=1)
    assert kinds(house.zhao, late) == kinds(house.chen, late) == [("overdue", slip.number, True)]
    assert kinds(house.he, late) == kinds(house.li, late) == []


def test_what_has_lapsed_is_not_offered_for_hand_over(house):
    stage.approved(house, stage.graded(house))
    assert kinds(house.zhao, today() + timedelta(days=20)) == []


def test_a_clerk_on_the_slip_is_not_asked_to_hand_it_over(house):
    appoint(house.he, unit=house.units["security_office"], office=Office.SECURITY_CLERK, since=today(), by=None)
    stage.approved(house, stage.graded(house))
    assert kinds(house.he) == []
    assert len(kinds(house.zhao)) == 1


def _cost(person, url) -> int:
    browser = cast.signed_in(person)
    browser.get(url)
    cache.clear()
    with CaptureQueriesContext(connections["default"]) as captured:
        assert browser.get(url).status_code == 200
    return len(captured)


LISTS = [
    *[("zhao", name) for name in ("custody:carriers", "custody:borrow_slips", "approvals", "worklist")],
    *[("chen", name) for name in ("custody:borrow_slips", "worklist")],
    *[("liu", name) for name in ("approvals", "worklist")],
]


def _one_in_every_state(house) -> None:
    stage.filed(house, stage.graded(house))
    stage.approved(house, stage.graded(house))
    stage.lent(house, stage.graded(house))


def test_a_list_costs_the_same_for_one_row_as_for_three(house):
    _one_in_every_state(house)
    one = {(who, name): _cost(house.people[who], reverse(name)) for who, name in LISTS}
    _one_in_every_state(house)
    _one_in_every_state(house)
    assert {(who, name): _cost(house.people[who], reverse(name)) for who, name in LISTS} == one


def test_signatures_waiting_are_found_at_a_cost_that_does_not_grow(house):
    def cost():
        leader = cast.fresh(house.liu)
        with CaptureQueriesContext(connections["default"]) as captured:
            awaiting_signature_of(leader, on=today())
        return len(captured)

    stage.filed(house, stage.graded(house))
    one = cost()
    for _ in range(4):
        stage.filed(house, stage.graded(house))
    assert cost() == one


@pytest.mark.parametrize(
    ("query", "expected"), [("status=filed", 1), ("status=on_loan", 1), ("mine=on", 2), ("overdue=on", 0), ("q=JY-", 2), ("q=XF-9999", 0)]
)
def test_the_list_of_slips_narrows_by_what_is_asked(house, query, expected):
    stage.filed(house, stage.graded(house))
    stage.lent(house, stage.graded(house))
    page = cast.signed_in(house.chen).get(f"{reverse('custody:borrow_slips')}?{query}").context["page"]
    assert len(page) == expected


def test_the_list_of_slips_sorts_and_pages(house):
    for _ in range(3):
        stage.filed(house, stage.graded(house))
    numbers = sorted(BorrowSlip.objects.values_list("number", flat=True))
    browser, url = cast.signed_in(house.chen), reverse("custody:borrow_slips")
    assert [slip.number for slip in browser.get(f"{url}?sort=number").context["page"]] == numbers
    assert [slip.number for slip in browser.get(f"{url}?sort=-number").context["page"]] == numbers[::-1]
    assert browser.get(f"{url}?size=50").context["page"].paginator.per_page == 50

"""A loan from application to return, by the actions."""

import pytest

from approvals.actions import sign
from approvals.models import Status
from audit.trail.models import Entry
from audit.trail.refusals import Refused
from custody.actions import hand_over, take_back
from custody.models import Carrier, LoanStatus
from petitions.rules import reads_content
from tests.custody import stage

pytestmark = pytest.mark.django_db


def codes(action, *args, **values):
    with pytest.raises(Refused) as refused:
        action(*args, **values)
    return refused.value.codes


def test_a_loan_goes_from_application_to_return(house):
    petition = stage.graded(house)
    slip = stage.filed(house, petition)
    assert (slip.number[:3], slip.status) == ("JY-", Status.FILED)
    assert sign(slip, by=house.he, on=stage.today()).status == Status.HALF_APPROVED
    assert sign(slip, by=house.liu, on=stage.today()).status == Status.APPROVED
    slip = hand_over(slip, by=house.zhao, on=stage.today())
    assert (slip.status, slip.handed_over_by) == (LoanStatus.ON_LOAN, house.zhao)
    assert slip.due_on > stage.today()
    assert {carrier.status for carrier in stage.carriers(petition)} == {Carrier.Status.ON_LOAN}
    slip = take_back(slip, pages=4, condition="完好", by=house.zhao)
    assert (slip.status, slip.received_by, slip.pages_returned, slip.condition) == (LoanStatus.RETURNED, house.zhao, 4, "完好")
    assert {carrier.status for carrier in stage.carriers(petition)} == {Carrier.Status.IN_STORE}


def test_electronic_content_opens_at_hand_over_and_closes_at_return(house):
    petition = stage.graded(house)
    slip = stage.approved(house, petition)
    assert not reads_content(petition, house.chen, stage.today())
    hand_over(slip, by=house.zhao, on=stage.today())
    assert reads_content(petition, house.chen, stage.today())
    assert not reads_content(petition, house.he, stage.today())
    take_back(slip, pages=1, condition="完好", by=house.zhao)
    assert not reads_content(petition, house.chen, stage.today())


def test_lending_the_paper_opens_nothing_on_the_screen(house):
    petition = stage.graded(house)
    stage.lent(house, petition, kinds=("paper",))
    assert not reads_content(petition, house.chen, stage.today())
    assert [carrier.status for carrier in stage.carriers(petition, "electronic")] == [Carrier.Status.IN_STORE]


def test_every_step_is_in_the_trail(house):
    petition = stage.graded(house)
    slip = stage.returned(house, petition)
    written = Entry.objects.filter(subject_id=slip.pk).order_by("id").values_list("event", flat=True)
    assert list(written) == ["slip.filed", "slip.signed", "slip.signed", "loan.handed_over", "loan.taken_back"]

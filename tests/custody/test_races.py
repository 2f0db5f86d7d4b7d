"""Real threads on real rows: exactly one winner, the others are refused, nothing is left half done. Basis: THREATS T67–T69, F9."""

import threading
from functools import partial

import pytest
from django.db import connection, connections, transaction

from approvals.actions import refuse, sign, withdraw
from approvals.models import Signature
from audit.trail.models import Entry
from audit.trail.refusals import Refused
from custody.actions import apply_to_borrow, hand_over, mark_carriers_destroyed, take_back
from custody.models import BorrowSlip, Carrier, LoanedCarrier
from personnel.actions import appoint
from personnel.offices import Office
from tests import cast
from tests.custody import stage
from tests.custody.stage import today
from tests.custody.together import at_once, winners
from tests.personnel.departures import leaves

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 4
THREADS = 4


def _two_leaders(house):
    """A second leader in charge, so that two people may give the second signature."""
    appoint(
        house.qian,
        unit=house.units["leadership"],
        office=Office.LEADER_IN_CHARGE,
        since=today(),
        leads=(house.units["petition_office"],),
        by=None,
    )
    return house.liu, cast.fresh(house.qian)


def _two_clerks(house):
    appoint(house.wu, unit=house.units["security_office"], office=Office.SECURITY_CLERK, since=today(), by=None)
    return house.zhao, cast.fresh(house.wu)


def test_t67_of_two_second_signatures_at_once_one_counts(house):
    first, second = _two_leaders(house)
    petition = stage.graded(house)
    for _ in range(ROUNDS):
        slip = stage.filed(house, petition)
        sign(slip, by=house.he, on=today())
        outcomes = at_once(partial(sign, slip, by=first, on=today()), partial(sign, slip, by=second, on=today()))
        assert winners(outcomes) == 1
        assert ["NOT_OPEN"] in outcomes
        assert Signature.objects.filter(slip_id=slip.pk).count() == 2
        slip.refresh_from_db()
        assert slip.status == "approved"
        withdraw(slip, by=house.chen)


def test_t67_the_same_signature_sent_many_times_at_once_counts_once(house):
    slip = stage.filed(house, stage.graded(house))
    outcomes = at_once(*[partial(sign, slip, by=house.he, on=today())] * THREADS)
    assert winners(outcomes) == 1
    assert Signature.objects.filter(slip_id=slip.pk).count() == 1
    assert Entry.objects.filter(event="slip.signed").count() == 1


def test_t67_of_signing_and_refusing_at_once_one_happens(house):
    petition = stage.graded(house)
    first, second = _two_leaders(house)
    for _ in range(ROUNDS):
        slip = stage.filed(house, petition)
        sign(slip, by=house.he, on=today())
        outcomes = at_once(
            partial(sign, slip, by=first, on=today()),
            partial(refuse, slip, by=second, reason="理由不足", on=today()),
        )
        assert winners(outcomes) == 1
        slip.refresh_from_db()
        signed = Signature.objects.filter(slip_id=slip.pk).count()
        assert (slip.status, signed) in {("approved", 2), ("refused", 1)}
        if slip.status == "approved":
            withdraw(slip, by=house.chen)


def test_t67_of_handing_over_and_withdrawing_at_once_one_happens(house):
    petition = stage.graded(house)
    for _ in range(ROUNDS):
        slip = stage.approved(house, petition)
        outcomes = at_once(partial(hand_over, slip, by=house.zhao, on=today()), partial(withdraw, slip, by=house.chen))
        assert winners(outcomes) == 1
        slip.refresh_from_db()
        out = LoanedCarrier.objects.filter(open=True).count()
        assert (slip.status, out) in {("on_loan", 2), ("withdrawn", 0)}
        if out:
            take_back(slip, pages=1, condition="完好", by=house.zhao)


def test_t67_a_double_hand_over_happens_once(house):
    one, other = _two_clerks(house)
    slip = stage.approved(house, stage.graded(house))
    outcomes = at_once(*[partial(hand_over, slip, by=one, on=today()), partial(hand_over, slip, by=other, on=today())] * 2)
    assert winners(outcomes) == 1
    assert [outcome for outcome in outcomes if outcome] == [["HANDED_OVER"]] * 3
    assert Entry.objects.filter(event="loan.handed_over").count() == 1


def test_t67_a_double_return_happens_once(house):
    slip = stage.lent(house, stage.graded(house))
    outcomes = at_once(*[partial(take_back, slip, pages=1, condition="完好", by=house.zhao)] * THREADS)
    assert winners(outcomes) == 1
    assert Entry.objects.filter(event="loan.taken_back").count() == 1


def test_t68_of_two_borrowers_of_the_last_carrier_one_gets_it(house):
    petition = stage.graded(house, scope=("business_one", "legal"))
    for _ in range(ROUNDS):
        mine = stage.approved(house, petition, kinds=("paper",))
        theirs = stage.filed(house, petition, by=house.he, kinds=("paper",))
        sign(theirs, by=house.sheng, on=today())
        sign(theirs, by=house.liu, on=today())
        outcomes = at_once(partial(hand_over, mine, by=house.zhao, on=today()), partial(hand_over, theirs, by=house.zhao, on=today()))
        assert winners(outcomes) == 1
        assert ["ON_LOAN"] in outcomes
        assert LoanedCarrier.objects.filter(open=True).count() == 1
        slip = BorrowSlip.objects.get(status="on_loan")
        take_back(slip, pages=1, condition="完好", by=house.zhao)
        for waiting in BorrowSlip.objects.filter(status="approved"):
            withdraw(waiting, by=waiting.applicant)


def test_t68_of_lending_and_destroying_a_carrier_one_happens(house):
    for _ in range(ROUNDS):
        petition = stage.graded(house)
        slip = stage.approved(house, petition)
        chosen = stage.carriers(petition)
        outcomes = at_once(
            partial(hand_over, slip, by=house.zhao, on=today()),
            partial(mark_carriers_destroyed, chosen, by=house.zhao, on=today()),
        )
        assert winners(outcomes) == 1
        states = {carrier.status for carrier in stage.carriers(petition)}
        assert states in ({Carrier.Status.ON_LOAN}, {Carrier.Status.DESTROYED})


def test_t69_the_same_slip_sent_many_times_at_once_is_filed_once(house):
    petition = stage.graded(house)
    chosen = stage.carriers(petition)
    ask = partial(apply_to_borrow, petition.record, carriers=chosen, purpose="核对", days=1, by=house.chen, on=today())
    outcomes = at_once(*[ask] * THREADS)
    assert winners(outcomes) == 1
    assert [outcome for outcome in outcomes if outcome] == [["ALREADY_ASKED"]] * (THREADS - 1)
    assert BorrowSlip.objects.count() == 1


def test_t69_a_form_sent_twice_at_once_leads_twice_to_the_one_slip(house):
    petition = stage.graded(house)
    given = {"petition": petition.pk, "carriers": [c.pk for c in stage.carriers(petition)], "purpose": "核对", "days": 1}
    browsers = [cast.signed_in(house.chen) for _ in range(THREADS)]
    answers: list = []
    at_once(*[lambda browser=browser: answers.append(browser.post("/custody/borrow-slips/new/", given)) for browser in browsers])
    slip = BorrowSlip.objects.get()
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, slip.get_absolute_url())}


def test_numbers_of_slips_filed_at_once_have_neither_gap_nor_twin(house):
    petitions = [stage.graded(house) for _ in range(THREADS)]
    at_once(*[lambda petition=petition: stage.filed(house, petition) for petition in petitions])
    numbers = sorted(BorrowSlip.objects.values_list("number", flat=True))
    assert numbers == [f"JY-{today().year}-{number:06d}" for number in range(1, THREADS + 1)]


def test_t10_a_hand_over_waits_for_the_departure_that_is_being_opened(house):
    slip, outcome = stage.approved(house, stage.graded(house)), []

    def hand_it_over():
        try:
            outcome.append(hand_over(slip, by=house.zhao, on=today()).status)
        except Refused as refused:
            outcome.extend(refused.codes)
        finally:
            connections.close_all()

    thread = threading.Thread(target=hand_it_over)
    with transaction.atomic():
        leaves(house)
        thread.start()
        while thread.is_alive() and not _somebody_waits():
            thread.join(timeout=0.05)
    thread.join(timeout=60)
    assert outcome == ["BORROWER_LEAVES"]
    assert not BorrowSlip.objects.filter(status="on_loan").exists()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return cursor.fetchone()[0]

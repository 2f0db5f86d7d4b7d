"""Any order of acts by anybody: what has been lent was signed as it stood, and no carrier is out twice. Basis: THREATS T07, T67."""

from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule, run_state_machine_as_test

from approvals.actions import refuse, sign, withdraw
from approvals.models import Signature
from audit.trail.refusals import Refused
from custody.actions import apply_to_borrow, describe_carrier, hand_over, take_back
from custody.models import BorrowSlip, Carrier, LoanedCarrier
from custody.tasks import note_overdue
from personnel.actions import appoint
from personnel.offices import Office
from tests import cast
from tests.custody import stage
from vault import keys

pytestmark = pytest.mark.django_db
PEOPLE = ("li", "wang", "chen", "he", "liu", "sheng", "zhao", "wu")
people = st.sampled_from(PEOPLE)


class Lending(RuleBasedStateMachine):
    """One petition with two carriers, eight people, and a calendar that goes on."""

    house = None
    slips = Bundle("slips")

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.petition = stage.graded(self.house)
        self.on = stage.today()
        self.lent_as: dict = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def attempt(self, act, *args, **values) -> BorrowSlip | None:
        before = self._state()
        try:
            with transaction.atomic():
                return act(*args, **values)
        except Refused:
            assert self._state() == before
            return None

    def _state(self):
        return (
            list(BorrowSlip.objects.order_by("pk").values_list("pk", "status")),
            list(Carrier.objects.order_by("pk").values_list("pk", "status")),
            Signature.objects.count(),
        )

    @initialize(target=slips)
    def begin_with_an_approved_slip(self):
        return stage.approved(self.house, self.petition)

    @rule(target=slips, by=people, kinds=st.sampled_from([(), ("paper",), ("electronic",)]), days=st.integers(1, 6))
    def ask(self, by, kinds, days):
        chosen = stage.carriers(self.petition, *kinds)
        who = cast.fresh(self.house.people[by])
        slip = self.attempt(apply_to_borrow, self.petition.record, carriers=chosen, purpose="核对", days=days, by=who, on=self.on)
        return slip if slip is not None else multiple()

    @rule(slip=slips, order=st.sampled_from([("he", "sheng", "liu"), ("liu",), ("he",), ("chen", "wang", "zhao", "wu", "li")]))
    def sign(self, slip, order):
        for by in order:
            self.attempt(sign, slip, by=cast.fresh(self.house.people[by]), on=self.on)

    @rule(slip=slips, by=people, how=st.sampled_from([partial(refuse, reason="理由不足"), withdraw]))
    def end(self, slip, by, how):
        who = cast.fresh(self.house.people[by])
        self.attempt(how, slip, by=who, **({} if how is withdraw else {"on": self.on}))

    @rule(slip=slips, by=st.sampled_from(["zhao", "wu", "liu"]))
    def hand_over(self, slip, by):
        done = self.attempt(hand_over, slip, by=cast.fresh(self.house.people[by]), on=self.on)
        if done is not None:
            event("lent")
            self.lent_as[done.pk] = done.canonical_hash()

    @rule(slip=slips, by=st.sampled_from(["zhao", "wu", "chen"]), pages=st.integers(0, 3))
    def take_back(self, slip, by, pages):
        who = cast.fresh(self.house.people[by])
        self.attempt(take_back, slip, pages=pages, condition="完好", difference="已核对", by=who)

    @rule(pages=st.integers(1, 3))
    def recount(self, pages):
        paper = stage.carriers(self.petition, "paper")[0]
        self.attempt(describe_carrier, paper, pages=pages, copies=1, place="", keeper=None, by=self.house.zhao)

    @rule(level=st.sampled_from(["important", "ordinary"]))
    def regrade(self, level):
        stage.regrade(self.house, self.petition, level=level)

    @rule(days=st.integers(1, 9))
    def time_passes(self, days):
        self.on += timedelta(days=days)
        note_overdue(day=self.on.isoformat())

    @invariant()
    def what_was_lent_was_signed_as_it_stood_by_two_others(self):
        for slip in BorrowSlip.objects.filter(status__in=["approved", "on_loan", "returned"]):
            signatures = list(slip.signatures)
            signers = {signature.signer_id for signature in signatures}
            assert len(signers) == len(slip.steps) >= 2
            assert slip.applicant_id not in signers
            assert {signature.payload_hash for signature in signatures} == {slip.payload_hash}
            if slip.pk in self.lent_as:
                assert self.lent_as[slip.pk] == slip.payload_hash
            assert slip.handed_over_by_id not in {slip.applicant_id, *signers}
            assert slip.received_by_id not in {slip.applicant_id, *signers}

    @invariant()
    def a_carrier_is_out_on_one_slip_or_in_store(self):
        for carrier in Carrier.objects.filter(record=self.petition.pk):
            out = list(LoanedCarrier.objects.filter(carrier=carrier, open=True).select_related("slip"))
            assert [line.slip.status for line in out] == (["on_loan"] if carrier.status == "on_loan" else [])

    @invariant()
    def history_follows_the_map(self):
        for slip in BorrowSlip.objects.all():
            states = list(slip.history.order_by("history_date", "history_id").values_list("status", flat=True))
            moves = [pair for pair in pairwise(states) if pair[0] != pair[1]]
            assert all(then in BorrowSlip.NEXT[now] for now, then in moves)


@pytest.fixture
def machine(db):
    house = cast.make()
    appoint(house.wu, unit=house.units["security_office"], office=Office.SECURITY_CLERK, since=stage.today(), by=None)
    return type("Lending", (Lending,), {"house": house})


def _run(machine, examples: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True, suppress_health_check=checks, database=None
    )
    with keys.key_scope():
        run_state_machine_as_test(machine, settings=how)


def test_t07_no_order_of_acts_lends_what_was_not_signed(machine):
    _run(machine, examples=12, steps=12)


@pytest.mark.prove
def test_t07_no_order_of_many_acts_lends_what_was_not_signed(machine):
    _run(machine, examples=100, steps=30)

"""Any order of proposals, derived ones, decisions, raised sources and days: nobody sees it who is not cleared for all that protects it.

The machine keeps account of what was accepted in a few plain values and never asks the product what it thinks. Basis: DESIGN §5, BMT 26,
THREATS T71.
"""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from audit.trail.refusals import Refused
from classification.actions import expire
from classification.models import Clearance, GradedRecord, SecrecyLevel
from classification.periods import parse_period
from petitions import actions
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import in_hand, today
from vault import keys

pytestmark = pytest.mark.django_db
RANKS = {"ordinary": 1, "important": 2, "core": 3}
OF_THE_OWNER, OF_THE_OTHER_UNIT, NEVER = ("li", "liu"), ("chen",), ("zhao",)
PROPOSES, DECIDES = "li", "liu"
# Mostly whoever may, or nothing would ever happen.
proposers = st.sampled_from([PROPOSES] * 4 + ["liu", "wang", "chen"])
deciders = st.sampled_from([DECIDES] * 4 + ["li", "wang", "sheng"])
levels = st.sampled_from(sorted(RANKS))
periods = st.sampled_from(["1个月", "1年", "3年"])


class Protecting(RuleBasedStateMachine):
    """One petition in li's hands; `level`, `units`, `last` as decided, `claims` since, `waits` for what is proposed.

    `above`: the level of another petition, its source where it was `derived` from that; `derives`: what is proposed is.
    """

    house = None

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.petition, self.on = in_hand(self.house), today()
        self.level, self.units, self.last, self.is_open = None, frozenset(), None, False
        self.claims, self.waits, self.proposal = [], None, None
        self.source, self.above, self.derived, self.derives = in_hand(self.house), None, False, False

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def attempt(self, act, *args, by=None, **values):
        self.petition = type(self.petition).objects.get(pk=self.petition.pk)
        asked = {"by": cast.fresh(self.house.people[by])} if by else {}
        try:
            with transaction.atomic():
                return act(*args, **asked, **values, on=self.on)
        except Refused:
            return None

    def values(self, level, period, wide):
        units = ("petition_office", "business_one") if wide else ("petition_office",)
        said = {"level": SecrecyLevel.objects.get(pk=level), "period": parse_period(period, start=self.on), "basis": "依据"}
        return said | {"scope": [f"unit:{self.house.units[unit].pk}" for unit in units]}

    @initialize(level=levels)
    def begin_decided(self, level):
        self.propose(PROPOSES, level, "1个月", True)
        self.decide(DECIDES, level, "1个月", True)
        assert self.level == level
        self.raise_source("ordinary")
        assert self.above == "ordinary"

    @rule(by=proposers, level=levels, period=periods, wide=st.booleans())
    def propose(self, by, level, period, wide, source=None):
        said = self.values(level, period, wide)
        made = self.attempt(actions.propose_grading, self.petition, **said, source=source, reason="情况有变", by=by)
        if made is not None:
            assert by == PROPOSES
            self.proposal, self.waits, self.derives = made, "grading", source is not None
            self.claims.append(RANKS[level])

    @rule(claimed=levels, level=levels, period=periods, wide=st.booleans())
    def change(self, claimed, level, period, wide):
        self.propose(PROPOSES, claimed, period, wide)
        if self.waits == "grading":
            self.decide(DECIDES, level, period, wide)

    @rule(level=levels, period=periods, at_once=st.booleans())
    def derive(self, level, period, at_once):
        self.propose(PROPOSES, level, period, True, source=GradedRecord.objects.get(pk=self.source.pk))
        if at_once and self.waits == "grading" and self.derives:
            self.decide(DECIDES, level, period, True)

    @rule(level=levels)
    def raise_source(self, level):
        """Decided at once; or lowered, which lowers nothing here."""
        self.source = type(self.source).objects.get(pk=self.source.pk)
        said = self.values(level, "1年", True)
        made = self.attempt(actions.propose_grading, self.source, **said, reason="情况有变", by=PROPOSES)
        if made is None or self.attempt(actions.decide_grading, made, **said, by=DECIDES) is None:
            return
        event("the source decided anew")
        self.above = level
        if self.is_below():
            event("taken along")
            self.claims.append(RANKS[level])

    def is_below(self) -> bool:
        return self.derived and not self.is_open and RANKS[self.above] > RANKS[self.level]

    @precondition(lambda self: self.level and not self.is_open)
    @rule(by=proposers)
    def propose_to_declassify(self, by):
        made = self.attempt(actions.propose_declassification, self.petition, basis="依据", reason="不再涉密", by=by)
        if made is not None:
            assert by == PROPOSES
            self.proposal, self.waits = made, "declassification"

    @precondition(lambda self: self.waits == "grading")
    @rule(by=deciders, level=levels, period=periods, wide=st.booleans())
    def decide(self, by, level, period, wide):
        said = self.values(level, period, wide)
        if self.attempt(actions.decide_grading, self.proposal, **said, by=by) is not None:
            event("decided anew" if self.level else "decided")
            assert by == DECIDES
            assert not self.is_over() or RANKS[level] > RANKS[self.level], "longer secret by a decision that came too late"
            assert not self.derives or RANKS[level] >= RANKS[self.above], "below what it was derived from"
            self.level, self.last, self.is_open, self.derived = level, said["period"].until, False, self.derives
            self.units = frozenset(said["scope"])
            self.claims, self.waits = [], None

    @precondition(lambda self: self.waits == "declassification")
    @rule(by=deciders)
    def declassify(self, by):
        if self.attempt(actions.declassify, self.proposal, by=by) is not None:
            event("declassified")
            assert by == DECIDES
            self.is_open, self.claims, self.waits = True, [], None

    @precondition(lambda self: self.waits)
    @rule(by=deciders)
    def decline(self, by):
        if self.attempt(actions.decline_grading, self.proposal, reason="理由不足", by=by) is not None:
            assert by == DECIDES
            self.claims, self.waits = [RANKS[self.above]] if self.is_below() else [], None

    @rule(days=st.sampled_from([1, 32, 366]))
    def time_passes(self, days):
        self.on += timedelta(days=days)
        ended = self.attempt(expire, GradedRecord.objects.get(pk=self.petition.pk))
        held = self.waits == "grading" or self.claims or self.derived  # its source is secret all the while
        assert (ended is not None) == (self.is_over() and not self.is_open and not held)
        if ended is not None:
            event("ended by itself")
            self.is_open, self.claims, self.waits = True, [], None

    def is_over(self) -> bool:
        return self.last is not None and self.on > self.last

    def protecting(self) -> int:
        """The rank whoever sees it is cleared for; 0 for none."""
        return max([0 if self.is_open else RANKS[self.level or "core"], *self.claims])

    def expected(self) -> set[str]:
        admitted = set(OF_THE_OWNER)
        if f"unit:{self.house.units['business_one'].pk}" in self.units:
            admitted |= set(OF_THE_OTHER_UNIT)
        return {name for name in admitted if self.cleared[name] >= self.protecting()}

    @invariant()
    def it_is_seen_by_exactly_those_cleared_for_all_that_protects_it(self):
        seen = set()
        for name in (*OF_THE_OWNER, *OF_THE_OTHER_UNIT, *NEVER):
            person = cast.fresh(self.house.people[name])
            if visible_petitions(person, self.on).filter(pk=self.petition.pk).exists():
                seen.add(name)
        assert seen == self.expected(), (self.on, self.level, self.claims, self.is_open)


@pytest.fixture
def machine(db):
    house = cast.make()
    cleared = dict.fromkeys(house.people, 0)
    for name, code in Clearance.objects.values_list("person__username", "level"):
        cleared[name] = max(cleared.get(name, 0), RANKS.get(code, 0))
    assert set(cleared.values()) > {2, 3}, "with one clearance for all it would find nothing"
    return type("Protecting", (Protecting,), {"house": house, "cleared": cleared})


def _run(machine, examples: int, steps: int) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True, suppress_health_check=checks, database=None
    )
    with keys.key_scope():
        run_state_machine_as_test(machine, settings=how)


def test_t71_no_order_of_acts_leaves_it_less_protected_than_claimed_or_decided(machine):
    _run(machine, examples=5, steps=12)


@pytest.mark.prove
def test_t71_nor_does_any_order_of_many_acts(machine):
    _run(machine, examples=40, steps=25)

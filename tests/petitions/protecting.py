"""The machine of gradings: what is done to three petitions in any order, and what must hold after each step. See test_grading_machine."""

from copy import deepcopy
from datetime import timedelta

from django.db import transaction
from hypothesis import currently_in_test_context, event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from audit.trail.refusals import Refused
from classification.actions import expire
from classification.authority.changes import limit
from classification.models import GradedRecord, Grading, ScopeChange, SecrecyLevel
from classification.periods import parse_period
from classification.protection import strictest
from classification.scoping import actions as scoping
from personnel.proposals.models import Proposal
from petitions import actions
from petitions.models import Petition
from petitions.querysets import visible_petitions
from petitions.scoping.actions import ask_in, ask_out
from tests import cast
from tests.petitions.accounts import DECIDES, PROPOSES, RANKS, STANDS_IN, take_along

UNITS = ("petition_office", "business_one")
# Mostly whoever may, or nothing would ever happen.
proposers = st.sampled_from([PROPOSES] * 4 + ["liu", "wang", "chen"])
deciders = st.sampled_from([DECIDES] * 4 + [STANDS_IN, "li", "wang"])
pairs = st.sampled_from([("second", "first"), ("third", "first"), ("third", "second")])
which = st.sampled_from(["second", "second", "third", "first"])
levels = st.sampled_from(sorted(RANKS))
periods = st.sampled_from(["1年", "1个月", "3年"])


def _level(rank: int) -> str:
    return next(level for level, its in RANKS.items() if its == rank)


def among(*themes: str):
    """A short walk keeps to the acts of its theme; a long one takes all."""
    return precondition(lambda self: self.theme in ("", *themes))


def happened(what: str) -> None:
    """For Hypothesis's statistics; on the way to a start nobody counts."""
    if currently_in_test_context():
        event(what)


class Protecting(RuleBasedStateMachine):
    """`kept`: what was accepted of each petition; `limit`: the highest rank that DECIDES decides."""

    house = begun = watching = None
    theme = ""

    def __init__(self):
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.kept, self.on, self.limit = deepcopy(self.begun)

    def teardown(self):
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)
        if any(one.kept_out for one in self.kept.values()):
            self.look_anew()

    def look_anew(self):
        for person in self.watching.values():
            person.forget()

    def attempt(self, act, *args, by, **values):
        try:
            with transaction.atomic():
                return act(*args, by=cast.fresh(self.house.people[by]), **values, on=self.on)
        except Refused:
            return None

    def petition(self, name):
        return Petition.objects.get(pk=self.kept[name].pk)

    def values(self, level, period, wide):
        said = {"level": SecrecyLevel.objects.get(pk=level), "period": parse_period(period, start=self.on), "basis": "依据"}
        return said | {"scope": [f"unit:{self.house.units[unit].pk}" for unit in (UNITS if wide else UNITS[:1])]}

    def decides(self, name, *said):
        """Whoever may: the authority, or the principal leader for what lies above the limit."""
        one = self.kept[name]
        return DECIDES if one.at_stake(*filter(None, (one.proposed[0], *said))) <= self.limit else STANDS_IN

    def may_last(self, one, level, until, source):
        """Asked of what was accepted: no extension that comes too late, nothing derived below its source or for a shorter time.

        What it is derived from already may have been declassified meanwhile."""
        held = one.source is not None and one.source.is_secret and until <= one.source.last
        assert not one.is_over(self.on) or held or RANKS[level] > one.rank, "longer secret by what came too late"
        if source is not None and (source.is_secret or source is not one.source):
            assert source.is_secret, "derived from what is not secret"
            assert RANKS[level] >= source.protecting(), "below what it was derived from"
            assert until >= source.last, "shorter than what it was derived from"

    def proposed(self, name, by, level, period, wide, source=None) -> bool:
        said, one, above = self.values(level, period, wide), self.kept[name], self.kept[source] if source else None
        record = GradedRecord.objects.get(pk=above.pk) if above else None
        made = self.attempt(actions.propose_grading, self.petition(name), **said, source=record, freed=True, reason="情况有变", by=by)
        if made is None:
            return False
        assert by == PROPOSES
        self.may_last(one, level, said["period"].until, above)
        one.propose("grading", made.pk, level, above)
        return True

    @among("ended", "opened")
    @rule(name=which, by=proposers, level=levels, period=periods, wide=st.booleans())
    def propose(self, name, by, level, period, wide):
        self.proposed(name, by, level, period, wide)

    @among("derived", "ended", "opened", "asked")
    @rule(name=which, claimed=levels, level=levels, period=periods, wide=st.booleans())
    def dispute(self, name, claimed, level, period, wide):
        """A claim, higher or lower, and the decision about it."""
        if self.proposed(name, PROPOSES, claimed, period, wide):
            self.decide(name, self.decides(name, level), level, period, wide)

    def change(self, name, level, period, wide):
        self.dispute(name, level, level, period, wide)
        assert self.kept[name].level == level

    @among("derived", "raised", "opened")
    @rule(name=which, level=levels)
    def claim_and_decline(self, name, level):
        if self.proposed(name, PROPOSES, level, "1年", True):
            self.decline(name, self.decides(name))

    @among("derived", "raised")
    @rule(level=levels, period=periods)
    def raise_the_source(self, level, period):
        """Or lower it, which lowers nothing of what was derived from it."""
        self.dispute("first", level, level, period, True)

    @among("raised", "opened")
    @rule(pair=pairs, higher=st.booleans(), at_once=st.booleans())
    def derive(self, pair, higher, at_once):
        """As its source or a step higher; a step below and a day shorter are tried first, also by who decides."""
        (name, above), day = pair, timedelta(days=1)
        source = self.kept[above]
        rank = max(source.protecting(), 1)
        said = [(rank - 1, source.last), (rank, source.last - day), (min(rank + higher, 3), source.last)]
        tries = [(_level(rank), max(last, self.on + day).isoformat()) for rank, last in said if rank]
        put_forward = [self.proposed(name, PROPOSES, level, last, True, above) for level, last in tries]
        for level, last in tries if at_once and any(put_forward) else ():
            self.decide(name, self.decides(name, level), level, last, True)

    @among("opened")
    @rule(name=which, by=proposers, at_once=st.booleans())
    def propose_to_declassify(self, name, by, at_once):
        one = self.kept[name]
        made = self.attempt(actions.propose_declassification, self.petition(name), basis="依据", reason="不再涉密", by=by)
        if made is None:
            return
        assert by == PROPOSES
        assert one.is_secret and not one.is_derived_from_secret(), "declassified before what it was derived from"
        one.propose("declassification", made.pk)
        if at_once:
            self.declassify(name, self.decides(name))

    @among("ended")
    @precondition(lambda self: self.waiting("grading"))
    @rule(name=which, by=deciders, level=levels, period=periods, wide=st.booleans())
    def decide(self, name, by, level, period, wide):
        said, one = self.values(level, period, wide), self.kept[name]
        if one.waits != "grading":
            return
        may = {self.decides(name, level), self.decides(name)} & {by}
        if self.attempt(actions.decide_grading, Grading.objects.get(pk=one.proposal), **said, by=by) is None:
            return
        assert may == {by}, "decided by somebody whose decision it was not"
        assert by != DECIDES or RANKS[level] <= self.limit, "decided above the limit"
        self.may_last(one, level, said["period"].until, one.proposed[1])
        was = one.level
        one.decide(level, said["period"].until, set(UNITS if wide else UNITS[:1]))
        if was and take_along(self.kept, one):
            happened("taken along")

    def waiting(self, kind):
        return any(one.waits == kind for one in self.kept.values())

    @among("ended")
    @precondition(lambda self: self.waiting("declassification"))
    @rule(name=which, by=deciders)
    def declassify(self, name, by):
        one = self.kept[name]
        if one.waits != "declassification":
            return
        if self.attempt(actions.declassify, Grading.objects.get(pk=one.proposal), by=by) is not None:
            happened("declassified")
            assert by == self.decides(name)
            assert not one.is_derived_from_secret(), "declassified before what it was derived from"
            one.open()

    @among("ended")
    @precondition(lambda self: self.waiting("grading") or self.waiting("declassification"))
    @rule(name=which, by=deciders)
    def decline(self, name, by):
        one = self.kept[name]
        if not one.waits:
            return
        if self.attempt(actions.decline_grading, Grading.objects.get(pk=one.proposal), reason="理由不足", by=by) is not None:
            assert by == self.decides(name)
            one.settle()
            one.claims = one.above()
            happened("declined below its source" if one.claims else "declined")

    @among("derived")
    @precondition(lambda self: any(one.over for one in self.kept.values()))
    @rule(name=which, level=levels)
    def decide_what_is_over(self, name, level):
        for pk in self.kept[name].over[-2:]:
            for act, said in ((actions.decide_grading, self.values(level, "1年", True)), (actions.declassify, {})):
                assert self.attempt(act, Grading.objects.get(pk=pk), **said, by=DECIDES) is None, "decided twice"

    @among("ended", "asked")
    @rule(to=st.sampled_from(["the day after", "the last day", "a year later"]), name=which)
    def time_passes(self, to, name):
        days = {"the last day": 0, "the day after": 1}
        end = self.kept[name].last or self.on
        self.on = max(self.on, end + timedelta(days=days[to])) if to in days else self.on + timedelta(days=366)

    @among("ended")
    @rule()
    def the_day_is_done(self):
        """What the task of each day does, and what it must leave alone."""
        for _ in self.kept:
            for one in self.kept.values():
                with transaction.atomic():
                    ended = expire(GradedRecord.objects.get(pk=one.pk), on=self.on) is not None
                assert ended == one.ends(self.on), "declassified itself" if ended else "stays secret"
                if ended:
                    happened("ended by itself")
                    one.open()

    @among("asked")
    @rule(name=which, who=st.sampled_from(["chen", "qian", "business_one"]), days=st.sampled_from([1, 30]), out=st.booleans())
    def ask_about_the_scope(self, name, who, days, out):
        one, until = self.kept[name], self.on + timedelta(days=days)
        named = {**self.house.people, **self.house.units}[who]
        how = {"named": named, "reason": "需要", "by": PROPOSES} | ({} if out else {"until": until})
        made = self.attempt(ask_out if out else ask_in, self.petition(name), **how)
        if made is not None:
            assert one.level
            one.requests[made.pk] = (who, None if out else until)

    @among("asked")
    @precondition(lambda self: any(one.requests for one in self.kept.values()))
    @rule(name=which, by=deciders)
    def grant_about_the_scope(self, name, by):
        one = self.kept[name]
        for pk, (who, until) in list(one.requests.items()):
            if self.attempt(scoping.grant, ScopeChange.objects.get(pk=pk), by=by) is not None:
                happened("scope changed")
                assert by == (DECIDES if one.protecting() <= self.limit else STANDS_IN)
                del one.requests[pk]
                one.scope[who] = until
                if until is None:
                    del one.scope[who]

    @among("asked")
    @rule(name=which, who=st.sampled_from(["chen", "sun"]))
    def keep_out(self, name, who):
        person = cast.fresh(self.house.people[who])
        if self.attempt(actions.raise_wall, self.petition(name), person=person, ground="recused", reason="亲属", by=PROPOSES) is not None:
            self.kept[name].kept_out.add(who)
            self.look_anew()

    @among("asked")
    @precondition(lambda self: self.limit == 3)
    @rule(level=st.sampled_from(["important", "ordinary"]))
    def limit_the_authority(self, level):
        limit(Proposal(person=self.house.people[DECIDES], values={"level": level}), self.house.people["secadmin"], self.on)
        self.limit = RANKS[level]

    @invariant()
    def each_is_seen_by_exactly_those_cleared_for_all_that_protects_it(self):
        if any(one.kept_out for one in self.kept.values()):
            self.look_anew()
        seen: dict = {one.pk: set() for one in self.kept.values()}
        for name, person in self.watching.items():
            for pk in visible_petitions(person, self.on).filter(pk__in=seen).values_list("pk", flat=True):
                seen[pk].add(name)
        for name, one in self.kept.items():
            assert seen[one.pk] == one.seen_by(self.on, self.limit), (name, self.on, one)

    @invariant()
    def each_is_lent_as_the_highest_that_is_decided_or_claimed(self):
        records = GradedRecord.objects.select_related("level__policy").in_bulk([one.pk for one in self.kept.values()])
        for name, one in self.kept.items():
            assert RANKS[strictest(records[one.pk]).pk] == max([one.rank, *one.claims]), (name, one)

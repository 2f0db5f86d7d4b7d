"""Any order of proposals, disputes, derived ones, decisions, raised sources and days: nobody sees it who is not cleared for all that
protects it, and nobody decides what is not theirs to decide.

Three petitions, of which the second may be derived from the first and the third from both. The machine keeps account of what was accepted
(`accounts`) and never asks the product what it thinks. Basis: DESIGN §5, BMT 26, THREATS T71.
"""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from classification.actions import clear
from classification.models import SecrecyLevel
from tests import cast
from tests.petitions.accounts import CLEARED, DECIDES, PROPOSES, Kept
from tests.petitions.cases import in_hand, today
from tests.petitions.protecting import Protecting
from vault import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(db):
    """The first is decided, the second derived from it, the third in hand; there is somebody with each clearance who sees them."""
    house = cast.make()
    with keys.key_scope():
        clear(house.sun, level=SecrecyLevel.objects.get(pk="ordinary"), since=date(2020, 1, 1), by=None)
        begun = {name: Kept(in_hand(house).pk) for name in ("first", "second", "third")}
        watching = {name: cast.fresh(house.people[name]) for name in CLEARED}
        made = type("Protecting", (Protecting,), {"house": house, "watching": watching, "begun": (begun, today(), 3)})
        walked(made, derived)
        yield made


def walked(machine, start) -> None:
    """From here on each example begins where this leads to."""
    walk = machine()
    start(walk)
    walk.each_is_seen_by_exactly_those_cleared_for_all_that_protects_it()
    machine.begun = walk.kept, walk.on, walk.limit
    walk.world.__exit__(None, None, None)


def derived(walk):
    walk.change("first", "ordinary", "1个月", True)
    walk.derive(("second", "first"), False, True)
    assert walk.kept["second"].source is walk.kept["first"]


def raised(walk):
    """The source and what was derived from it before; a third is derived from it as it is now, at first too low and for too short."""
    _raise(walk)
    walk.derive(("third", "first"), False, True)
    assert walk.kept["third"].level == "core"


def _raise(walk):
    walk.change("first", "core", "1年", True)
    assert walk.kept["second"].claims == [3]


def ended(walk):
    """The day after the last of all: the second keeps what its source claimed, which is open now; for the third it is too late."""
    _raise(walk)
    walk.propose_to_declassify("first", PROPOSES, True)
    walk.change("third", "ordinary", "1个月", True)
    walk.propose("third", PROPOSES, "ordinary", "3年", True)
    for day in range(2):
        walk.on = walk.kept["second"].last + timedelta(days=day)
        walk.the_day_is_done()
    walk.decide("third", DECIDES, "ordinary", "3年", True)
    assert (walk.kept["second"].claims, walk.kept["third"].waits) == ([3], "grading")


def opened(walk):
    """What was derived opens after its source, not before."""
    walk.propose_to_declassify("second", PROPOSES, True)
    assert walk.kept["second"].is_secret
    walk.propose_to_declassify("first", PROPOSES, True)
    walk.propose_to_declassify("second", PROPOSES, True)
    assert walk.kept["second"].is_open


def asked(walk):
    """A unit was taken out of the scope, two are kept out, and what waits lies above the limit of DECIDES, who tries all the same."""
    walk.change("second", "important", "1年", True)
    walk.keep_out("second", "chen")
    walk.keep_out("first", "sun")
    walk.decide_what_is_over("second", "ordinary")
    walk.ask_about_the_scope("second", "business_one", 1, True)
    walk.grant_about_the_scope("second", DECIDES)
    assert list(walk.kept["second"].scope) == ["petition_office"]
    walk.limit_the_authority("ordinary")
    walk.propose("second", PROPOSES, "important", "3年", True)
    walk.decide("second", DECIDES, "important", "3年", True)
    assert walk.kept["second"].waits


THEMES = (derived, raised, ended, opened, asked)


def _run(machine, start, *, examples: int, steps: int, theme: str = "") -> None:
    """From one start; then everything is as it was."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=True, suppress_health_check=checks, database=None
    )
    begun = machine.begun
    with transaction.atomic():
        if start is not derived:
            walked(machine, start)
        run_state_machine_as_test(type(f"From_{start.__name__}", (machine,), {"theme": theme}), settings=how)
        transaction.set_rollback(True)
    machine.begun = begun


def test_t71_no_order_of_acts_leaves_it_less_protected_than_claimed_or_decided(machine):
    for start in THEMES:
        _run(machine, start, examples=2, steps=4, theme=start.__name__)


@pytest.mark.prove
def test_t71_nor_does_any_order_of_many_acts(machine):
    for start in THEMES:
        _run(machine, start, examples=20, steps=25)

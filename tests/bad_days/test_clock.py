"""The clock set back: what depends on order does not depend on it, what depends on duration ends. T62."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from audit.trail.actions import record
from audit.trail.events import PAGE_READ
from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.tasks import seal
from audit.trail.verifying import verify_trail
from destruction import rules
from destruction.models import DestructionSlip
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


def write(number):
    return record(PAGE_READ, actor=None, facts={"page": str(number)})


def pages_by_position():
    facts = dict(Entry.objects.filter(event="page.read").values_list("pk", "facts__page"))
    return [facts[entry] for entry in Leaf.objects.order_by("position").values_list("entry_id", flat=True) if entry in facts]


def test_t62_positions_follow_the_writing_not_the_clock():
    with time_machine.travel(timezone.now(), tick=True) as clock:
        write(1)
        clock.shift(timedelta(days=-1))
        write(2)
        clock.shift(timedelta(days=2))
        write(3)
        clock.shift(timedelta(days=-1))
        seal()
    assert pages_by_position() == ["1", "2", "3"]
    assert verify_trail().first_bad is None


def test_t62_the_trail_notes_once_that_the_clock_was_set_back():
    with time_machine.travel(timezone.now(), tick=True) as clock:
        write(1)
        seal()
        assert not Entry.objects.filter(event="clock.set_back").exists()
        clock.shift(timedelta(hours=-2))
        for number in (2, 3):
            write(number)
            seal()
    noted = Entry.objects.filter(event="clock.set_back")
    assert [7190 <= entry.facts["seconds"] <= 7200 for entry in noted] == [True]
    assert Checkpoint.objects.count() == 3
    assert verify_trail().first_bad is None


def test_t62_a_session_ends_when_nobody_can_tell_how_long_it_has_lasted():
    house = cast.make()
    with time_machine.travel(timezone.now(), tick=True) as clock:
        browser = cast.signed_in(house.li)
        clock.shift(timedelta(seconds=-30))  # a clock is corrected by seconds every day
        assert browser.get("/").status_code == 200
        clock.shift(timedelta(hours=-1))
        assert browser.get("/").headers["Location"].startswith("/login/")


@pytest.mark.parametrize(("minutes", "late"), [(-24 * 60, True), (-2, True), (0, False), (settings.DESTRUCTION_WITNESS_MINUTES + 1, True)])
def test_t62_witnesses_do_not_get_more_time_by_a_clock_set_back(minutes, late):
    slip = DestructionSlip(opened_at=timezone.now())
    assert rules.is_too_late(slip, at=slip.opened_at + timedelta(minutes=minutes)) is late

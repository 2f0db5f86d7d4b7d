"""A task that fails is tried again, then noted by ids only, shown to the administrators, settled when it succeeds. T47, T64, T79."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from celery import current_app
from django.db import connection
from django.utils import timezone

from audit.trail.models import Entry
from config.beat import Rhythm
from config.celery import TRIES, app
from config.failures import note_failure, open_failures
from config.models import FailedTask
from config.schedule import BEAT, SWEPT_BY
from destruction.tasks import carry_out
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

SLIPS = "destruction_destructionslip"


@pytest.fixture
def broken(owner_sql):
    """The slips' table is not where it belongs."""
    owner_sql(f"ALTER TABLE {SLIPS} RENAME TO {SLIPS}_away")
    yield
    owner_sql(f"ALTER TABLE {SLIPS}_away RENAME TO {SLIPS}")


def test_a_task_that_keeps_failing_is_tried_again_and_then_noted_by_its_ids(broken):
    asked = str(uuid4())
    tried: list[int] = []
    with connection.execute_wrapper(lambda execute, sql, *rest: (tried.append(1) if SLIPS in sql else None, execute(sql, *rest))[1]):
        assert carry_out.apply(args=[asked]).failed()
    assert len(tried) == 1 + TRIES
    found = FailedTask.objects.get()
    assert (found.task, found.ids, found.problem, found.times) == ("destruction.tasks.carry_out", asked, "ProgrammingError [42P01]", 1)
    assert [entry.facts["ids"] for entry in Entry.objects.filter(event="task.failed")] == [asked]


def test_the_same_failure_is_counted_up_and_settled_by_success():
    asked = str(uuid4())
    for _ in range(3):
        note_failure("destruction.tasks.carry_out", [asked], ValueError("content"))
    assert [(failed.times, failed.ids) for failed in open_failures()] == [(3, asked)]
    assert carry_out.apply(args=[str(uuid4())]).successful()
    assert open_failures().count() == 1
    assert carry_out.apply(args=[asked]).successful()
    assert not open_failures().exists()


def test_t47_neither_the_message_nor_what_is_no_id_is_kept():
    note_failure("x", ["Zhang San", "2026-01-31", 42, {"name": "Zhang"}], ValueError("Zhang San"))
    kept = json.dumps([list(FailedTask.objects.values_list("task", "ids", "problem")), list(Entry.objects.values_list("facts"))])
    assert "Zhang" not in kept
    assert FailedTask.objects.get().ids == "?,2026-01-31,42,?"


def test_administrators_see_it_on_their_worklist_and_on_a_page_and_nobody_else_does():
    house = cast.make()
    note_failure("destruction.tasks.carry_out", [str(uuid4())], ValueError())
    for person in house.people.values():
        browser = cast.signed_in(person)
        is_administrator = person.username in ("sysadmin", "secadmin", "secaudit")
        assert ("destruction.tasks.carry_out" in browser.get("/").content.decode()) is is_administrator
        answer = browser.get("/operations/")
        shown = answer.status_code, "destruction.tasks.carry_out" in answer.content.decode()
        assert shown == ((200, True) if is_administrator else (404, False))


def test_every_task_that_carries_an_id_is_found_again_by_one_that_beat_sends():
    app.loader.import_default_modules()
    sent_by_beat = {entry["task"] for entry in BEAT.values()}
    ours = {name for name in app.tasks if not name.startswith("celery.")}
    assert {name for name in ours - sent_by_beat if SWEPT_BY.get(name) not in sent_by_beat} == set()


def test_what_is_sent_often_does_not_pile_up_while_no_worker_runs():
    often = [entry for entry in BEAT.values() if isinstance(entry["schedule"], float)]
    assert often
    assert all(entry["options"]["expires"] <= entry["schedule"] for entry in often)


def test_called_by_hand_a_task_raises_its_own_problem(broken):
    with pytest.raises(Exception, match=SLIPS):
        carry_out(str(uuid4()))


def test_t62_beat_goes_on_when_the_clock_was_set_back_a_day(tmp_path):
    with time_machine.travel(timezone.now(), tick=True) as clock:
        rhythm = Rhythm(app=current_app, schedule_filename=str(tmp_path / "beat"))
        rhythm.tick()
        clock.shift(-24 * 60 * 60)
        assert rhythm.tick() <= min(entry["schedule"] for entry in BEAT.values() if isinstance(entry["schedule"], float))
        assert all(entry.last_run_at <= timezone.now() for entry in rhythm.schedule.values())
        rhythm.close()


def test_t62_a_schedule_kept_from_a_clock_ahead_does_not_silence_a_new_beat(tmp_path):
    kept = str(tmp_path / "beat")
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        Rhythm(app=current_app, schedule_filename=kept).close()
    rhythm = Rhythm(app=current_app, schedule_filename=kept)
    assert all(entry.last_run_at <= timezone.now() for entry in rhythm.schedule.values())
    rhythm.close()

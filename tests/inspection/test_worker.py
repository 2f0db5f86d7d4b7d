"""The clockwork for real: a Celery worker in a process of its own, Valkey, both databases."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connections

from audit.inspection.models import Report
from audit.trail.actions import record
from audit.trail.events import SIGNED_IN
from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.verifying import verify_trail
from config.celery import app
from tests import cast
from tests.inspection import stage

pytestmark = pytest.mark.django_db(transaction=True)

VARIABLES = {"DATABASE_URL": "default", "KEYSTORE_URL": "keystore"}


@contextmanager
def worker():
    """A worker on the test databases, ended when the block ends."""
    addresses = {name: _test_address(os.environ[name], alias) for name, alias in VARIABLES.items()}
    addresses["CHECKPOINT_DIR"] = str(settings.CHECKPOINT_DIR)
    command = [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "config.celery",
        "worker",
        "-P",
        "prefork",
        "-c",
        "1",
        "--without-gossip",
        "--without-mingle",
    ]
    running = subprocess.Popen([*command, "--loglevel", "ERROR"], env={**os.environ, **addresses})
    try:
        yield running
    finally:
        running.terminate()
        running.wait(timeout=30)


def _test_address(address: str, alias: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"/{connections[alias].settings_dict['NAME']}"))


def wait_until(condition, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.2)
    return condition()


def test_a_worker_ensures_the_reports_and_seals_the_trail(at):
    with at(2026, 5, 4):
        house = cast.make()
        stage.petition(house)
        record(SIGNED_IN, actor=house.li, subject=house.li)
    app.control.purge()
    with worker():
        app.send_task("inspection.tasks.ensure_reports")
        assert wait_until(lambda: Report.objects.filter(year=2026, quarter=3, interim=False).exists())
        app.send_task("inspection.tasks.ensure_reports")
        app.send_task("trail.tasks.seal")
        assert wait_until(lambda: Checkpoint.objects.exists() and Leaf.objects.count() == Entry.objects.count())
    finished = list(Report.objects.filter(year=2026).order_by("quarter").values_list("quarter", "version", "status"))
    assert finished[:2] == [(2, 1, "draft"), (3, 1, "draft")]
    registered = {report.quarter: report.figures.get(key="petitions.registered").value for report in Report.objects.filter(year=2026)}
    assert (registered[2], registered[3]) == (1, 0)
    assert Entry.objects.filter(event="report.made", actor=None).count() == Report.objects.count()
    assert verify_trail().first_bad is None


def test_t47_the_queue_carries_no_more_than_the_name_of_the_task():
    """What waits in Valkey while no worker runs: no argument, no text."""
    app.control.purge()
    app.send_task("inspection.tasks.ensure_reports")
    with app.connection_for_read() as connection:
        message = connection.SimpleQueue("celery").get(timeout=5)
        message.ack()
    assert message.payload[:2] == [[], {}]
    assert message.headers["task"] == "inspection.tasks.ensure_reports"


def test_the_tasks_bear_the_names_that_beat_sends():
    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}
    app.loader.import_default_modules()
    assert {"inspection.tasks.ensure_reports", "trail.tasks.seal"} <= scheduled & set(app.tasks)

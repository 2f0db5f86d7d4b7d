"""A part that dies is started again, with a sentence; one that cannot live stops everything, with its reason."""

import os
import re
import signal

import pytest

from config.supervisor.children import wait_until
from config.supervisor.watching import DEATHS, WITHIN_SECONDS, Patience
from tests.browser.conftest import serve
from tests.config.starting import processes
from tests.config.starting.products import commanded, processes_are_up, the_process

PARTS = [
    (b"gunicorn", "web"),
    (b"celery --app config.celery --workdir".replace(b" ", b"\0"), "worker"),
    (b"beat\0--loglevel", "beat"),
    (b"valkey-server", "Valkey"),
    (b"clusters/records", r"PostgreSQL \(records\)"),
    (b"clusters/keys", r"PostgreSQL \(keys\)"),
]


@pytest.fixture(scope="module")
def enduring(tmp_path_factory, prepared):
    """One product for all deaths: each must leave it as it was."""
    from tests.config.starting.products import a_room, copy

    with a_room() as folder:
        copy(prepared, folder / "var")
        yield from serve(folder / "var", demo="0")


@pytest.mark.parametrize(("word", "name"), PARTS, ids=[name for _, name in PARTS])
def test_t78_a_part_that_is_killed_is_started_again_and_says_so(enduring, word, name):
    victim = the_process(enduring.var, word)
    os.kill(victim, signal.SIGKILL)
    said = enduring.var.parent / "supervisor.log"
    assert wait_until(lambda: re.search(rf"^{name} was started again\.", said.read_text(), re.MULTILINE), seconds=60)
    assert re.search(rf"^{name} was ended by signal 9\. It is started again in \d+ s\.", said.read_text(), re.MULTILINE)
    assert wait_until(lambda: processes_are_up(enduring.url, tries=1), seconds=60)
    assert the_process(enduring.var, word) not in (None, victim)


def test_after_all_those_deaths_every_part_runs_once(enduring):
    masters = [number for number in processes.naming(enduring.var) if parent_of(number) == enduring.process.pid]
    assert len(masters) == len(PARTS), [commanded(number) for number in masters]


def parent_of(number):
    with open(f"/proc/{number}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[1])


def test_patience_doubles_and_ends():
    patience = Patience()
    assert [patience.delay(now) for now in range(DEATHS + 1)] == [1, 2, 4, 8, 16, None]


def test_patience_begins_anew_after_a_while():
    patience = Patience()
    for now in range(DEATHS):
        patience.delay(now)
    assert patience.delay(2 * WITHIN_SECONDS) == 1


@pytest.mark.prove
def test_a_part_that_cannot_live_stops_everything_and_says_why(var):
    generator = serve(var, demo="0")
    running = next(generator)
    kept = next((var / "valkey" / "appendonlydir").glob("*.manifest"))
    kept.write_text("nonsense\n")
    os.kill(the_process(var, b"valkey-server"), signal.SIGKILL)
    assert running.process.wait(120) == 1
    assert re.search(r"^Valkey .* so everything stops\. Valkey did not start\.", (var.parent / "supervisor.log").read_text(), re.MULTILINE)
    assert processes.wait_until_none(var) == []
    next(generator, None)

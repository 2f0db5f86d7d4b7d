"""Whatever happens to it, nothing is left running, and the next start finds its data."""

import signal
import subprocess
import sys

import pytest

from config.demonstration.organisation import MEMBERS
from config.supervisor.children import wait_until
from tests.browser.conftest import PROJECT, bare_environment, free_port, serve
from tests.config.starting import processes
from tests.config.starting.products import change, count_people, health, supervisor, the_process


def test_term_stops_everything_and_a_second_run_keeps_the_data(var):
    first = (var / "secrets" / "root.key").read_bytes()
    change(var, "CREATE TABLE kept AS SELECT 1 AS row")
    for _ in (1, 2):
        generator = serve(var, demo="0")
        running = next(generator)
        assert health(running.url)["records"] == "up"
        running.process.send_signal(signal.SIGTERM)
        assert running.process.wait(40) == 0
        assert processes.wait_until_none(var) == []
        next(generator, None)
    assert (var / "secrets" / "root.key").read_bytes() == first
    change(var, "DROP TABLE kept")


@pytest.mark.parametrize("number", [signal.SIGKILL, pytest.param(signal.SIGINT, marks=pytest.mark.prove)])
def test_a_killed_or_interrupted_supervisor_leaves_nothing_running_and_starts_again(var, number):
    for _ in (1, 2):
        generator = serve(var, demo="0")
        running = next(generator)
        assert len(processes.naming(var)) > 8
        running.process.send_signal(number)
        running.process.wait(40)
        assert processes.wait_until_none(var, 40) == []
        next(generator, None)


@pytest.mark.prove  # two demonstrations are made for it
def test_a_demonstration_cut_short_is_made_anew_and_one_that_stands_is_kept(room):
    var = room / "var"
    cut = subprocess.Popen(
        [sys.executable, "-m", "config.supervisor", "run"],
        cwd=PROJECT,
        env={**bare_environment(), "DEMO": "1", "PORT": str(free_port()), "VAR": str(var)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert wait_until(lambda: the_process(var, b"make_demonstration") is not None, seconds=300)
    assert (var / "demonstration-is-being-made").exists()
    cut.kill()
    cut.wait()
    assert processes.wait_until_none(var) == []
    generator = serve(var)
    next(generator)
    assert "it is made anew." in (room / "supervisor.log").read_text()
    assert count_people(var) == str(len(MEMBERS))
    assert not (var / "demonstration-is-being-made").exists()
    next(generator, None)


def test_exec_hands_on_the_exit_status_and_stops_what_it_started(room):
    assert supervisor("exec", "--", "sh", "-c", "exit 7", VAR=str(room / "var")).returncode == 7
    assert processes.wait_until_none(room / "var") == []

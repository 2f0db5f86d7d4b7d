"""One part away at a time, and coming back: a page that says so, nothing half done, recovery by itself. T66, T78, T79."""

import json
import sys

import pytest

from config.supervisor.children import wait_until
from tests.bad_days.office import Office, rows_and_entries
from tests.bad_days.parts import PARTS, away
from tests.browser.conftest import PROJECT, serve
from tests.config.starting.products import a_room, copy, processes_are_up, supervisor

PEOPLE = "import django; django.setup(); from tests import cast; cast.make()"
AWAY = (PROJECT / "templates" / "errors" / "503.html").read_bytes()
NAMED = {"records": "records", "keys": "keystore", "valkey": "valkey"}


@pytest.fixture(scope="module")
def staffed(prepared):
    """A running product in which people work."""
    with a_room() as folder:
        copy(prepared, folder / "var")
        made = supervisor("exec", "--", sys.executable, "-c", PEOPLE, VAR=str(folder / "var"))
        assert made.returncode == 0, made.stderr
        yield from serve(folder / "var", demo="0")


@pytest.fixture(scope="module")
def li(staffed):
    office = Office(staffed.url)
    assert office.sign_in("li") == 302
    return office


@pytest.mark.parametrize("part", PARTS)
def test_t78_t79_away_is_said_nothing_is_half_done_and_it_comes_back_by_itself(staffed, li, part):
    assert wait_until(lambda: processes_are_up(staffed.url, tries=1), seconds=60)
    form, before = li.form("/petitions/new/"), rows_and_entries(staffed.var)
    with away(staffed.var, part):
        assert wait_until(lambda: is_down(staffed.url, part), seconds=30)  # a server's children may outlive it for a moment
        assert Office(staffed.url, token=li.token).sign_in("wang") == 503
        if part != "valkey":  # without the queue, whoever is signed in works on
            assert li.get("/petitions/") == (503, AWAY)
            assert li.post("/petitions/new/", form) == (503, AWAY)
    assert wait_until(lambda: processes_are_up(staffed.url, tries=1), seconds=90)
    business, _ = rows_and_entries(staffed.var)
    assert business == before[0]
    assert li.get("/petitions/")[0] == 200
    assert li.post("/petitions/new/", form)[0] == 302
    assert Office(staffed.url).sign_in("wang") == 302


def is_down(url, part):
    status, said = Office(url).get("/healthz")
    return (status, json.loads(said)[NAMED[part]]) == (503, "down")


def test_after_all_that_the_trail_verifies(staffed):
    verified = supervisor("exec", "--", sys.executable, "manage.py", "verify_trail", VAR=str(staffed.var))
    assert verified.returncode == 0, verified.stdout
    assert json.loads(verified.stdout.splitlines()[-1])["first_bad"] is None


HEARTBEAT = "import django; django.setup(); from django.core.cache import cache; print(cache.get('worker-heartbeat'))"


def heartbeat(var):
    return int(supervisor("exec", "--", sys.executable, "-c", HEARTBEAT, VAR=str(var)).stdout)


@pytest.mark.prove
def test_t79_worker_and_beat_find_their_way_back_to_the_queue(staffed):
    """The last sign of life is kept on disk: only a newer one proves that message and worker go on."""
    with away(staffed.var, "valkey"):
        pass
    assert wait_until(lambda: processes_are_up(staffed.url, tries=1), seconds=90)
    last = heartbeat(staffed.var)
    assert wait_until(lambda: heartbeat(staffed.var) > last, seconds=90, pause=3)

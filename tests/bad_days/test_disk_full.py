"""The disk that holds everything is full: a sentence, nothing half done, and it goes on once there is room. T77."""

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from config.supervisor.children import wait_until
from tests.bad_days.office import Office, rows_and_entries
from tests.bad_days.test_parts_away import PEOPLE
from tests.browser.conftest import serve
from tests.config.starting.products import a_room, copy, processes_are_up, supervisor

pytestmark = pytest.mark.prove


@contextmanager
def small_disk(folder, megabytes):
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0711", "none", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode != 0:
        pytest.skip("Only root may mount a small disk: a full one was not tried.")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def cramped(prepared):
    """A product on a small disk."""
    with a_room() as room, small_disk(room / "disk", 400) as disk:
        copy(prepared, disk / "var")
        made = supervisor("exec", "--", sys.executable, "-c", PEOPLE, VAR=str(disk / "var"))
        assert made.returncode == 0, made.stderr
        yield from serve(disk / "var", demo="0")


def fill(path):
    """Takes what is left, to the last block."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue


def test_t77_a_full_disk_is_said_and_nothing_is_half_done(cramped):
    li = Office(cramped.url)
    assert li.sign_in("li") == 302
    form = li.form("/petitions/new/") | {"body": "乙" * 30_000}
    empty = rows_and_entries(cramped.var)[0]
    assert li.post("/petitions/new/", form)[0] == 302
    before, registered, refused = rows_and_entries(cramped.var)[0], 0, 0
    ballast = cramped.var.parent / "ballast"
    fill(ballast)
    for _ in range(400):
        status, page = li.post("/petitions/new/", form | {"once": "", "subject": os.urandom(8).hex()})
        assert status in (302, 503), status
        registered, refused = registered + (status == 302), refused + (status == 503)
        if refused >= 3:
            break
    assert refused >= 3
    assert b"Traceback" not in page and "503" in page.decode()
    ballast.unlink()
    assert wait_until(lambda: processes_are_up(cramped.url, tries=1), seconds=120)
    assert cramped.process.poll() is None
    assert wait_until(lambda: li.get("/petitions/")[0] == 200, seconds=60)
    each, added = before - empty, rows_and_entries(cramped.var)[0] - before
    assert added % each == 0
    assert added >= registered * each
    assert li.post("/petitions/new/", li.form("/petitions/new/"))[0] == 302
    verified = supervisor("exec", "--", sys.executable, "manage.py", "verify_trail", VAR=str(cramped.var))
    assert verified.returncode == 0, verified.stdout + verified.stderr

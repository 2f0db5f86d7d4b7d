"""200 MB go in and come out again through a real web process that hardly grows."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from config.demonstration.founding import House
from petitions.importing.models import ImportRun
from petitions.importing.running import carry_on
from petitions.models import Attachment
from tests import cast
from tests.destruction.processes import ROOT, environment
from tests.petitions import cases

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]
MEGABYTE = 1024 * 1024
SIZE, MOST_GROWTH = 200 * MEGABYTE, 50 * MEGABYTE
BOUNDARY = "QzboundaryzQ"


@contextmanager
def web(media: Path) -> Iterator[tuple[int, int]]:
    """Port and process id of a gunicorn with one worker, on the test databases."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "--workers", "1", "--bind", f"127.0.0.1:{port}"]
    place = {**environment(), "MEDIA_ROOT": str(media), "ALLOWED_HOSTS": "localhost", "TMPDIR": str(media)}
    process = subprocess.Popen(command, cwd=ROOT, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield port, _worker_of(process.pid, port)
    finally:
        process.terminate()
        process.wait(30)


def _worker_of(master: int, port: int) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            ask(port, "GET", "/healthz", {}).read()
            return int(Path(f"/proc/{master}/task/{master}/children").read_text().split()[0])
        except (OSError, IndexError):
            time.sleep(0.2)
    raise AssertionError("the web process did not answer")


def ask(port: int, method: str, path: str, headers: dict[str, str], body: Any = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    connection.request(method, path, body=body, headers={"Host": "localhost", **headers})
    return connection.getresponse()


def memory(pid: int, line: str) -> int:
    return int(re.search(rf"{line}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text()).group(1)) * 1024  # type: ignore[union-attr]


def tree(pid: int) -> list[int]:
    """The process and all below it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(found for child in below for found in tree(int(child)))]


def shared_out(pids: list[int]) -> int:
    """PSS of all of them: what they share is counted once."""
    rolled = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE).group(1)) for text in rolled) * 1024  # type: ignore[union-attr]


@contextmanager
def hardly_growing(pid: int, what: str) -> Iterator[None]:
    """The highest the worker has stood at meanwhile, against where it stood before; and all processes together, asked all the while."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # forget the former peak
    parent = int(re.search(r"PPid:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1))  # type: ignore[union-attr]
    before, together, over, began = memory(pid, "VmRSS"), [shared_out(tree(parent))], Event(), time.monotonic()
    watch = Thread(target=lambda: [together.append(shared_out(tree(parent))) for _ in iter(lambda: over.wait(0.05), True)])
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()
    growth = memory(pid, "VmHWM") - before
    seconds = time.monotonic() - began
    whole = (max(together) - together[0]) / MEGABYTE
    print(f"{what}: PSS of all web processes together grew by {whole:.1f} MB, asked {len(together)} times")
    assert whole * MEGABYTE <= MOST_GROWTH
    print(
        f"{what}: {SIZE // MEGABYTE} MB in {seconds:.1f} s, the process grew by {growth / MEGABYTE:.1f} MB from {before / MEGABYTE:.0f} MB"
    )
    assert growth <= MOST_GROWTH


def form(token: str, piece: bytes, *, field: str = "files", name: str = "long.txt") -> Iterator[bytes]:
    yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode()
    yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: text/plain\r\n\r\n'.encode()
    for _ in range(SIZE // len(piece)):
        yield piece
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def signed_in_form(house: House, port: int, path: str) -> tuple[dict[str, str], str]:
    """Headers and token with which Li's browser would send this page's form."""
    session = cast.signed_in(house.li).cookies[settings.SESSION_COOKIE_NAME].value
    cookies = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
    page = ask(port, "GET", path, cookies)
    given = re.search(rf"{settings.CSRF_COOKIE_NAME}=([^;]+)", page.headers["Set-Cookie"] or "").group(1)  # type: ignore[union-attr]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read()).group(1).decode()  # type: ignore[union-attr]
    cookies["Cookie"] += f"; {settings.CSRF_COOKIE_NAME}={given}"
    return {**cookies, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}, token


def test_200_mb_go_in_and_out_and_the_process_hardly_grows(db: None, media: Path) -> None:
    house = cast.make()
    petition = cases.graded(house)
    piece = b"0123456789abcdef" * 4096
    with web(media) as (port, pid):
        headers, token = signed_in_form(house, port, f"/petitions/{petition.pk}/attachments/")
        cookies = {"Cookie": headers["Cookie"]}
        headers["Content-Length"] = str(sum(len(part) for part in form(token, piece) if part is not piece) + SIZE)
        with hardly_growing(pid, "upload"):
            answer = ask(port, "POST", f"/petitions/{petition.pk}/attachments/", headers, form(token, piece))
            answer.read()
        assert answer.status == 302
        made = Attachment.objects.get()
        assert made.size == SIZE
        with hardly_growing(pid, "download"):
            answer = ask(port, "GET", f"/petitions/attachments/{made.pk}/file/", cookies)
            got = 0
            while part := answer.read(MEGABYTE):
                assert part.startswith(b"0123456789abcdef")
                got += len(part)
        assert got == SIZE
    assert in_the_clear(media, piece) == []


def in_the_clear(media: Path, piece: bytes) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file() and piece[:64] in path.read_bytes()[: 4 * MEGABYTE]]


def test_a_table_of_200_mb_is_uploaded_checked_and_let_go_in_pieces(db: None, media: Path) -> None:
    """The web process seals it as it comes; the worker reads it as a stream, and what is no table is said."""
    house = cast.make()
    piece = ("主题,内容\n" + f"灯,{chr(0x4E0D) * 400}\n" * 50).encode()
    with web(media) as (port, pid):
        headers, token = signed_in_form(house, port, "/petitions/imports/new/")
        parts = partial(form, token, piece, field="file", name="long.csv")
        headers["Content-Length"] = str(sum(len(part) for part in parts() if part is not piece) + SIZE // len(piece) * len(piece))
        with hardly_growing(pid, "import"):
            answer = ask(port, "POST", "/petitions/imports/new/", headers, parts())
            answer.read()
        assert answer.status == 302
    run = ImportRun.objects.get()
    assert run.size >= SIZE - len(piece)
    Path("/proc/self/clear_refs").write_text("5")
    before = memory(os.getpid(), "VmRSS")
    while carry_on(str(run.pk), on=timezone.localdate()):
        pass
    growth = (memory(os.getpid(), "VmHWM") - before) / MEGABYTE
    print(f"check of the table: {ImportRun.objects.get().state}, the worker's process grew by {growth:.1f} MB")
    assert growth * MEGABYTE <= 2 * MOST_GROWTH
    assert in_the_clear(media, piece) == []

"""200 MB go in and come out again through a real web process that hardly grows."""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

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


@contextmanager
def hardly_growing(pid: int, what: str) -> Iterator[None]:
    """The highest the process has stood at meanwhile, against where it stood before."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")  # forget the former peak
    before, began = memory(pid, "VmRSS"), time.monotonic()
    yield
    growth = memory(pid, "VmHWM") - before
    seconds = time.monotonic() - began
    print(
        f"{what}: {SIZE // MEGABYTE} MB in {seconds:.1f} s, the process grew by {growth / MEGABYTE:.1f} MB from {before / MEGABYTE:.0f} MB"
    )
    assert growth <= MOST_GROWTH


def form(token: str, piece: bytes) -> Iterator[bytes]:
    yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode()
    yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="long.txt"\r\nContent-Type: text/plain\r\n\r\n'.encode()
    for _ in range(SIZE // len(piece)):
        yield piece
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def test_200_mb_go_in_and_out_and_the_process_hardly_grows(db: None, media: Path) -> None:
    house = cast.make()
    petition = cases.graded(house)
    session = cast.signed_in(house.li).cookies[settings.SESSION_COOKIE_NAME].value
    piece = b"0123456789abcdef" * 4096
    with web(media) as (port, pid):
        cookies = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"}
        page = ask(port, "GET", f"/petitions/{petition.pk}/attachments/", cookies)
        given = re.search(rf"{settings.CSRF_COOKIE_NAME}=([^;]+)", page.headers["Set-Cookie"] or "").group(1)  # type: ignore[union-attr]
        cookies["Cookie"] += f"; {settings.CSRF_COOKIE_NAME}={given}"
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read()).group(1).decode()  # type: ignore[union-attr]
        length = sum(len(part) for part in form(token, piece) if part is not piece) + SIZE
        headers = {**cookies, "Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Content-Length": str(length)}
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
    in_the_clear = [path for path in media.rglob("*") if path.is_file() and piece[:64] in path.read_bytes()[: 4 * MEGABYTE]]
    assert in_the_clear == []

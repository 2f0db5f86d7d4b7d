"""On a product that runs: what is taken away is gone within a second, for a session and a download under way. Basis: THREATS T09, T10.

That it is gone with the very next request is seen without a clock; the clock is read here alone, and not in `make test`.
"""

import http.client
import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Supervised, bare_environment, serve
from tests.browser.hand import SIZE, Hand

pytestmark = pytest.mark.prove
WITHIN = 1.0  # seconds
HOWS = ("account", "clearance", "device", "loan", "office", "scope", "session", "wall")  # tests.revoking, which asks for a database
PIECE, PACE = 64 * 1024, 30 * 2**20  # bytes at once, bytes a second: as quick as a good network


@pytest.fixture(scope="module")
def product() -> Iterator[Supervised]:
    """One of its own, in which devices are demanded."""
    os.environ["DEVICES"] = "1"
    try:
        with tempfile.TemporaryDirectory(prefix="xinmi-browser-") as folder:
            Path(folder).chmod(0o711)
            yield from serve(Path(folder) / "var", demo="0")
    finally:
        del os.environ["DEVICES"]


@pytest.fixture(scope="module")
def hand(product: Supervised) -> Iterator[Hand]:
    found = Hand(product.var, {**bare_environment(), "DEMO": "0", "DEBUG": "0"})
    yield found
    found.close()


class Reader:
    """A browser that asks for a page again and again, and downloads a file meanwhile."""

    def __init__(self, product: Supervised, seen: dict[str, str]) -> None:
        self.place, self.seen = urlsplit(product.url), seen
        self.looks: list[tuple[float, float, int]] = []
        self.got, self.stopped = 0, 0.0
        self.goes_on = True
        self.threads = [threading.Thread(target=act) for act in (self._look, self._download)]
        for thread in self.threads:
            thread.start()

    def _asked(self, name: str) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        connection = http.client.HTTPConnection(self.place.hostname or "", self.place.port or 80, timeout=30)
        connection.sock = socket.socket()
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2 * PIECE)
        connection.sock.connect((self.place.hostname, self.place.port))
        connection.request("GET", self.seen[name], headers={"Cookie": self.seen["cookies"]})
        return connection, connection.getresponse()

    def _look(self) -> None:
        while self.goes_on:
            began = time.time()
            connection, answer = self._asked("attachment")
            answer.read()
            connection.close()
            self.looks.append((began, time.time(), answer.status))

    def _download(self) -> None:
        connection, answer = self._asked("attachment_file")
        began = time.monotonic()
        while piece := answer.read(PIECE):
            self.got += len(piece)
            time.sleep(max(0.0, began + self.got / PACE - time.monotonic()))
        self.stopped = time.time()
        connection.close()

    def reads(self) -> bool:
        return self.got > 8 * PIECE and any(status == 200 for _, _, status in self.looks)

    def end(self) -> None:
        self.threads[1].join(60)
        self.goes_on = False
        self.threads[0].join(60)


@pytest.mark.parametrize("how", HOWS)
def test_t09_t10_within_a_second_the_session_and_the_download_know(product: Supervised, hand: Hand, how: str) -> None:
    seen = hand("stand", how)
    reader = Reader(product, seen)
    while not reader.reads():
        assert reader.threads[1].is_alive(), f"nothing to take away: {reader.looks[-1:]}"
        time.sleep(0.01)
    done = hand("take_away", how, seen["account"], seen["petition"])
    reader.end()
    refused = [ended - done for _, ended, status in reader.looks if status != 200]
    after = [status for began, _, status in reader.looks if began > done]
    stopped = reader.stopped - done
    print(f"{how}: refused after {max(min(refused), 0):.2f} s, download stopped after {stopped:.2f} s at {reader.got / SIZE:.0%}")
    assert after
    assert 200 not in after, "the first request after it is refused"
    assert min(refused) < WITHIN
    assert reader.got < SIZE
    assert stopped < WITHIN

"""Runs the process set apart: content in, pictures out, an end to it in any case."""

import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO

from django.conf import settings

from petitions.attachments.pictures import limits
from vault.files import SealedReader

MODULE = "petitions.attachments.pictures.child"


class Died(Exception):
    """The process ended before its work did: out of time, out of memory, or brought down by the file."""


def frames(reader: SealedReader, *, kind: str, first: int) -> Iterator[tuple[str, bytes]]:
    """What the process sends (letters as in `child`). Raises Died.

    It is given the content and nothing else: an empty environment, no key, no path; what it says on standard error is not read,
    because it could hold content.
    """
    with _started(kind, first) as process:
        _feed(process.stdin, reader)
        while True:
            letter, payload = _frame(process.stdout)
            if letter == "E":
                return
            yield letter, payload


@contextmanager
def _started(kind: str, first: int) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", MODULE, kind, str(first)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env={"PYTHONDONTWRITEBYTECODE": "1"},
        start_new_session=True,
    )
    end = Timer(limits.SECONDS, process.kill)
    end.start()
    try:
        yield process
    finally:
        end.cancel()
        process.kill()
        process.stdin.close() if not process.stdin.closed else None
        process.stdout.close()
        process.wait()


def _feed(pipe: IO[bytes], reader: SealedReader) -> None:
    """A process that has ended already is noticed when its answer is read."""
    with suppress(BrokenPipeError):
        while piece := reader.next_piece():
            pipe.write(piece)
        pipe.close()


def _frame(pipe: IO[bytes]) -> tuple[str, bytes]:
    head = pipe.read(5)
    if len(head) < 5:
        raise Died
    letter, length = head[:1].decode("ascii", "replace"), struct.unpack(">I", head[1:])[0]
    if length > limits.MOST_PICTURE_BYTES:
        raise Died
    payload = pipe.read(length)
    if len(payload) < length:
        raise Died
    return letter, payload

"""The folder outside the database that holds signed checkpoints: its names, its files' bytes, and writing so that they last.

Format: docs/trail-format.md. A file is written once, under a name nothing else gets, and never changed.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from audit.trail import canonical
from audit.trail.models import Checkpoint
from vault import signing

FORMAT = "xinmi-checkpoint-1"
PURPOSE = "trail-signature"
KEY_FILE = "public-key.txt"
_POSITIONS_A_FOLDER = 100_000


class Away(Exception):
    """The folder cannot be used now. `sentence` says why and what helps."""

    def __init__(self, sentence):
        self.sentence = sentence
        super().__init__(str(sentence))


NOT_REACHED = _("The folder of the signed checkpoints cannot be reached. Mount it again, or set CHECKPOINT_DIR to where it is.")
FOREIGN = _("The folder of the signed checkpoints belongs to another installation. Set CHECKPOINT_DIR to a folder of this one.")


@dataclass(frozen=True, order=True)
class Place:
    """Which file: the timeline, and the last position the checkpoint seals."""

    timeline: int
    size: int

    @property
    def path(self) -> Path:
        return folder() / f"timeline-{self.timeline:04d}" / f"{self.size // _POSITIONS_A_FOLDER:07d}" / f"{self.size:012d}.json"


def folder() -> Path:
    return Path(settings.CHECKPOINT_DIR)


def statement(checkpoint: Checkpoint, *, timeline: int, first: int) -> bytes:
    """What a signature covers: the timeline, the positions from `first` on, the checkpoint and its seal."""
    head = f"{FORMAT}|{timeline}|{first}|".encode()
    return head + canonical.checkpoint_bytes(checkpoint) + b"|" + bytes(checkpoint.seal).hex().encode()


def document(checkpoint: Checkpoint, *, timeline: int, first: int, digests: list[bytes], signature: bytes) -> bytes:
    """The bytes of a checkpoint's file: numbers and digests, nothing of what an entry says."""
    parts = {
        "format": FORMAT,
        "timeline": timeline,
        "first": first,
        "size": checkpoint.size,
        "at": canonical.microseconds(checkpoint.at),
        "root": bytes(checkpoint.root).hex(),
        "previous": bytes(checkpoint.previous).hex(),
        "horizon": checkpoint.horizon,
        "cluster": checkpoint.cluster,
        "seal": bytes(checkpoint.seal).hex(),
        "signature": signature.hex(),
        "leaves": [digest.hex() for digest in digests],
    }
    return json.dumps(parts, separators=(",", ":")).encode() + b"\n"


def require(*, signed_before: bool) -> None:
    """Raises Away unless the folder is there and ours. The very first time it is made.

    An empty place where a disk was mounted lacks the public key: nothing is written beside the real folder.
    """
    try:
        found = (folder() / KEY_FILE).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if signed_before:
            raise Away(NOT_REACHED) from None
        found = _begin()
    except (OSError, UnicodeDecodeError):
        raise Away(NOT_REACHED) from None
    if found != signing.public_key(PURPOSE).hex():
        raise Away(FOREIGN)


def _begin() -> str:
    public = signing.public_key(PURPOSE).hex()
    try:
        folder().mkdir(mode=0o750, exist_ok=True)
        write(folder() / KEY_FILE, f"{public}\n".encode())
    except OSError:
        raise Away(NOT_REACHED) from None
    return public


def places() -> list[Place]:
    """Every checkpoint file there is, in order."""
    return sorted(_places("*", "*"))


def newest() -> Place | None:
    """The last file of the newest timeline, found without reading the whole folder."""
    timeline = max((path.name for path in folder().glob("timeline-*")), default=None)
    last = max((path.name for path in folder().glob(f"{timeline}/*")), default=None)
    return max(_places(timeline, last), default=None) if last else None


def _places(timeline: str, part: str) -> Iterator[Place]:
    for path in folder().glob(f"{timeline}/{part}/*.json"):
        number = path.parent.parent.name.removeprefix("timeline-")
        if number.isdecimal() and path.stem.isdecimal():
            yield Place(int(number), int(path.stem))


def write(path: Path, content: bytes) -> None:
    """Durable once it returns, whole or not there at all. A name that is taken keeps what it holds.

    Raises FileExistsError where it holds something else.
    """
    _make_folders(path.parent)
    if path.exists():
        if path.read_bytes() != content:
            raise FileExistsError(path.name)
        return
    unfinished = path.with_name(f".{path.name}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(0o440)
    unfinished.replace(path)
    _make_name_last(path.parent)


def _make_folders(wanted: Path) -> None:
    for missing in reversed([path for path in (wanted, *wanted.parents) if not path.exists()]):
        missing.mkdir(mode=0o750, exist_ok=True)
        _make_name_last(missing.parent)


def _make_name_last(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

#!/usr/bin/env python3
"""Checks an exported audit trail against its signed checkpoints. One file; Python 3.10 or newer, nothing else.

    python3 verify_trail.py EXPORT [--folder CHECKPOINTS] [--key PUBLIC-KEY-FILE]

EXPORT      the folder `manage.py export_trail` made: leaves.csv, checkpoints.jsonl, public-key.txt
--folder    the folder of signed checkpoints, or a copy kept elsewhere: its files are read instead of checkpoints.jsonl
--key       the public key as it was handed over, instead of the one lying in the export

The last line is one JSON object. `first_bad` is the first position that does not fit, null where everything fits.
Exit status: 0 everything fits, 1 something does not, 2 what is to be read is missing or is no export.
Format: docs/trail-format.md.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

FORMAT = "xinmi-checkpoint-1"
HEADER = "position,digest"
NUMBERS = ("timeline", "first", "size", "at", "horizon")


# ------------------------------------------------------------------ Ed25519 (RFC 8032, section 5.1)
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def ed25519_verifies(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` (64 bytes) was made over `message` by the holder of `public`'s secret."""
    point, commitment = _decoded(public), _decoded(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or point is None or commitment is None or s >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return _same(_times(s, BASE), _plus(commitment, _times(challenge, point)))


def _decoded(data: bytes):
    """The point of 32 bytes in extended coordinates, or None where they are no point."""
    if len(data) != 32:
        return None
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    x = _x_of(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def _x_of(y: int, sign: int):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def _plus(one, other):
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number: int, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = _plus(result, point)
        point, number = _plus(point, point), number >> 1
    return result


def _same(one, other) -> bool:
    return (one[0] * other[2] - other[0] * one[2]) % P == 0 and (one[1] * other[2] - other[1] * one[2]) % P == 0


BASE = _decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


# ------------------------------------------------------------------ what is read
class Unreadable(Exception):
    """What is to be read is not there, or is not what this program reads. The message says which."""


def read_leaves(path: Path):
    """Positions and digests in the order of the file. A line that is none counts as a leaf that fits nowhere."""
    lines = _lines(path)
    if next(lines, "") != HEADER:
        raise Unreadable(f"{path} does not begin with the line {HEADER!r}.")
    leaves = []
    for line in lines:
        position, _, digest = line.partition(",")
        try:
            leaves.append((int(position), bytes.fromhex(digest)))
        except ValueError:
            leaves.append((0, b""))
    return leaves


def read_checkpoints(export: Path, folder):
    """Checkpoints by timeline and size; a damaged one is kept as None under what its place says."""
    if folder is None:
        return [_checkpoint(line) for line in _lines(export / "checkpoints.jsonl")]
    paths = sorted(Path(folder).glob("timeline-*/*/*.json"))
    if not paths:
        raise Unreadable(f"{folder} holds no signed checkpoints.")
    return [_checkpoint(path.read_bytes()) for path in paths]


def _checkpoint(content):
    """The parts of a checkpoint, or None where they are damaged."""
    try:
        parts = json.loads(content)
        parts["leaves"] = [bytes.fromhex(leaf) for leaf in parts["leaves"]]
        whole = parts["format"] == FORMAT and all(type(parts[name]) is int for name in NUMBERS)
        for name in ("root", "previous", "seal", "signature"):
            bytes.fromhex(parts[name])
        return parts if whole and isinstance(parts["cluster"], str) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as problem:
        raise Unreadable(f"{path} cannot be read as a public key ({type(problem).__name__}).") from None
    if len(key) != 32:
        raise Unreadable(f"{path} must hold 64 hexadecimal digits.")
    return key


def _lines(path: Path):
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from (line.rstrip("\n") for line in file)
    except OSError as problem:
        raise Unreadable(f"{path} cannot be read ({type(problem).__name__}).") from None


# ------------------------------------------------------------------ what is checked
def first_bad(leaves, checkpoints, public: bytes):
    """The first position that does not fit, or None."""
    digests, bad = _gapless(leaves)
    known = {0: bytes(32)}
    for checkpoint in checkpoints:
        if checkpoint is None:
            bad.append(max(known) + 1)
            continue
        bad += _misfit(checkpoint, digests, known, public)
        known[checkpoint["size"]] = _link(checkpoint)
    if max(known) < len(digests):
        bad.append(max(known) + 1)
    return min(bad, default=None)


def _gapless(leaves):
    """Digests as far as positions run 1, 2, 3 …, and where they stop doing so."""
    for expected, (position, _) in enumerate(leaves, start=1):
        if position != expected:
            return [digest for _, digest in leaves[: expected - 1]], [expected]
    return [digest for _, digest in leaves], []


def _misfit(checkpoint, digests, known, public: bytes):
    """Where a checkpoint does not fit: nowhere, or one position."""
    first, size = checkpoint["first"], checkpoint["size"]
    if first - 1 not in known:  # the checkpoint before is missing
        return [max((at for at in known if at < first), default=0) + 1]
    genuine = ed25519_verifies(public, bytes.fromhex(checkpoint["signature"]), statement(checkpoint))
    if not genuine or size < first or bytes.fromhex(checkpoint["previous"]) != known[first - 1]:
        return [first]
    ours, theirs = digests[first - 1 : size], checkpoint["leaves"]
    root = bytes.fromhex(checkpoint["root"])
    if merkle_root(ours) == root and len(ours) == size - first + 1 and ours == theirs:
        return []
    if merkle_root(theirs) != root:  # the signature does not vouch for these: no telling which leaf it is
        return [first]
    for position, (our, their) in enumerate(zip(ours, theirs, strict=False), start=first):
        if our != their:
            return [position]
    return [first + len(ours)]


def merkle_root(digests) -> bytes:
    """Root of a binary Merkle tree over the leaves' digests; an odd node rises unchanged."""
    level = list(digests) or [hashlib.sha256(b"").digest()]
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def statement(checkpoint) -> bytes:
    """What the signature covers."""
    head = f"{FORMAT}|{checkpoint['timeline']}|{checkpoint['first']}|".encode()
    return head + _sealed(checkpoint) + b"|" + checkpoint["seal"].encode()


def _sealed(checkpoint) -> bytes:
    return "|".join(str(checkpoint[name]) for name in ("size", "at", "root", "previous", "horizon", "cluster")).encode()


def _link(checkpoint) -> bytes:
    """What the next checkpoint carries of this one."""
    return hashlib.sha256(_sealed(checkpoint) + bytes.fromhex(checkpoint["seal"])).digest()


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description="Checks an exported audit trail against its signed checkpoints.")
    parser.add_argument("export", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--key", type=Path)
    options = parser.parse_args(arguments)
    try:
        public = read_key(options.key or options.export / "public-key.txt")
        leaves = read_leaves(options.export / "leaves.csv")
        checkpoints = read_checkpoints(options.export, options.folder)
    except Unreadable as problem:
        print(problem, file=sys.stderr)
        return 2
    if options.key is None:
        print(f"The export's own public key was used: {public.hex()}. Compare it with the one handed over.", file=sys.stderr)
    bad = first_bad(leaves, checkpoints, public)
    print(json.dumps({"leaves": len(leaves), "checkpoints": len(checkpoints), "first_bad": bad}))
    return 0 if bad is None else 1


if __name__ == "__main__":
    sys.exit(main())

"""The exact bytes that are sealed and hashed. Changing anything here makes old entries unverifiable."""

import json
from datetime import UTC, datetime, timedelta

from audit.trail.models import Checkpoint, Entry
from vault import suites
from vault.fields import verbatim

LEAF_PREFIX, NODE_PREFIX = b"\x00", b"\x01"
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def entry_bytes(entry: Entry) -> bytes:
    """Everything of an entry that its own seal covers."""
    with verbatim():
        text = entry.text
    parts = {
        "id": str(entry.pk),
        "at": microseconds(entry.at),
        "actor": str(entry.actor_id or ""),
        "office": entry.office,
        "circle": entry.circle,
        "device": entry.device,
        "event": entry.event,
        "kind": entry.kind,
        "subject": [entry.subject_kind, str(entry.subject_id or "")],
        "dossier": str(entry.dossier_id or ""),
        "result": entry.result,
        "reason": entry.reason,
        "facts": entry.facts,
        "text": text.blob.hex() if text else "",
    }
    return _ENCODER.encode(parts).encode()


def microseconds(at: datetime) -> int:
    """Whole microseconds since 1970. By way of a float, neighbouring moments would share a number from 2038 on."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def leaf_digest(entry: Entry, position: int, key: bytes) -> bytes:
    """Keyed digest of the whole row at its position: what was sealed, the seal, the transaction that wrote it.

    Keyed, so that whoever swaps two leaves and reckons their digests anew is found at the position itself.
    """
    head = LEAF_PREFIX + f"{position}|{entry.xid}|".encode()
    return suites.current().mac(key, head + bytes(entry.seal) + entry_bytes(entry))


def merkle_root(digests: list[bytes]) -> bytes:
    """Root of a binary Merkle tree; an odd node rises unchanged."""
    hash_of = suites.current().digest
    level = list(digests) or [hash_of(b"")]
    while len(level) > 1:
        pairs = [hash_of(NODE_PREFIX + a + b) for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def checkpoint_bytes(checkpoint: Checkpoint) -> bytes:
    parts = [
        str(checkpoint.size),
        str(microseconds(checkpoint.at)),
        bytes(checkpoint.root).hex(),
        bytes(checkpoint.previous).hex(),
        str(checkpoint.horizon),
        checkpoint.cluster,
    ]
    return "|".join(parts).encode()

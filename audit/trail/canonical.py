"""The exact bytes that are sealed and hashed. Changing anything here makes old entries unverifiable."""

import json

from audit.trail.models import Checkpoint, Entry
from vault import suites
from vault.fields import verbatim

LEAF_PREFIX, NODE_PREFIX = b"\x00", b"\x01"


def entry_bytes(entry: Entry) -> bytes:
    """Everything of an entry that its own seal covers."""
    with verbatim():
        text = entry.text
    parts = {
        "id": str(entry.pk),
        "at": int(entry.at.timestamp() * 1_000_000),
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
    return json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def leaf_digest(entry: Entry) -> bytes:
    """Digest of the whole row: what was sealed, the seal, and the transaction that wrote it."""
    message = LEAF_PREFIX + entry_bytes(entry) + bytes(entry.seal) + str(entry.xid).encode()
    return suites.current().digest(message)


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
        str(int(checkpoint.at.timestamp() * 1_000_000)),
        bytes(checkpoint.root).hex(),
        bytes(checkpoint.previous).hex(),
        str(checkpoint.horizon),
    ]
    return "|".join(parts).encode()

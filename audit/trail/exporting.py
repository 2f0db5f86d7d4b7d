"""What the stand-alone verifier reads: positions and digests, signed checkpoints, the public key. No entry, no content."""

from collections.abc import Iterator
from pathlib import Path

from audit.trail import outside
from audit.trail.models import Leaf, Signature
from audit.trail.publishing import waiting
from vault import keys, signing

CHUNK = 5000


def export_trail(folder: Path) -> dict:
    """Writes the export into an empty or new folder; answers what it holds. Raises outside.Away, FileExistsError or OSError."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FileExistsError(str(folder))
    with keys.key_scope():
        outside.require(signed_before=Signature.objects.exists())
        (folder / outside.KEY_FILE).write_text(signing.public_key(outside.PURPOSE).hex() + "\n", encoding="ascii")
    reach = Signature.objects.order_by("-size").values_list("size", flat=True).first() or 0
    return {
        "checkpoints": _write(folder / "checkpoints.jsonl", (place.path.read_text(encoding="ascii") for place in outside.places())),
        "leaves": _write(folder / "leaves.csv", _leaves(reach)) - 1,
        "waiting": waiting().count(),
    }


def _leaves(reach: int) -> Iterator[str]:
    """All leaves up to the last one a signed checkpoint covers, as the database has them now."""
    yield "position,digest\n"
    rows = Leaf.objects.filter(position__lte=reach).order_by("position").values_list("position", "digest")
    for position, digest in rows.iterator(CHUNK):
        yield f"{position},{bytes(digest).hex()}\n"


def _write(path: Path, lines: Iterator[str]) -> int:
    count = 0
    with path.open("w", encoding="ascii") as file:
        for count, line in enumerate(lines, start=1):  # noqa: B007 - the count is what is asked for
            file.write(line)
    return count

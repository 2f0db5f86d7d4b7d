"""How well hints at repeats fit groups of like texts: precision and recall over the groups of one person, the others apart.

Needs petitions-zh.csv and duplicate-groups-zh.csv beside the repository (or in PETITION_DATA); only counted, never shown. The groups
were computed from the texts, which a hint never compares (only whether they are equal): precision counts against it every pair of one
person whose subjects are like while less than half of the texts is equal.
"""

import csv
import os
from itertools import combinations
from pathlib import Path
from typing import TypedDict

from bench.figures import Figure, plain
from bench.sides import both

DATA = Path(os.environ.get("PETITION_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
FILE, GROUPS = DATA / "petitions-zh.csv", DATA / "duplicate-groups-zh.csv"

Pair = frozenset[tuple[str, str]]  # each petition by its source and its number there


class Counts(TypedDict):
    hinted: int  # pairs hinted at
    pairs: int  # pairs of one person in the groups
    found: int  # of these, hinted at
    elsewhere: int  # pairs of the other groups that are hinted at
    others: int  # pairs of the other groups


def measure() -> list[Figure]:
    """Precision and recall in percent; without the files nothing, and a line that says so."""
    if not FILE.exists() or not GROUPS.exists():
        print("duplicates: skipped, duplicate-groups-zh.csv is not here")
        return []
    counts: Counts = both()[0].ask("duplicates.count")
    return _figures(counts)


def _figures(counts: Counts) -> list[Figure]:
    told = f"{counts['hinted']} pairs hinted at; of {counts['pairs']} pairs in the groups of one person {counts['found']} are among them"
    apart = f"apart: of {counts['others']} pairs in the groups of several people {counts['elsewhere']} are hinted at"
    recall, precision = 100 * counts["found"] / counts["pairs"], 100 * counts["found"] / counts["hinted"]
    return [
        plain("hints at repeats: recall", recall, 90, unit="%", at_least=True, note=told),
        plain("hints at repeats: precision", precision, 60, unit="%", at_least=True, note=apart),
    ]


def count() -> Counts:
    """Brings the petitions in and counts the hints a registrar is given about them."""
    # Only a side has Django set up.
    from bench.house import TODAY, house
    from petitions.importing import mapping
    from petitions.importing.rows import Reading
    from petitions.importing.run import Import
    from petitions.importing.tables import read_table
    from petitions.models import Petition
    from petitions.repeats import alike

    table = read_table(FILE, {})
    reading = Reading(table.header, mapping.settle(table.header, {}), on=TODAY)
    Import(reading, house().li, False, lambda *_: None, lambda _: None).bring_in(table.rows)
    ours = Petition.objects.exclude(source="")
    known = {pk: (source, number) for pk, source, number in ours.values_list("pk", "source", "source_number")}
    hinted = {frozenset((known[hint.petition.pk], known[hint.other.pk])) for hint in alike(known, by=house().li, on=TODAY)}
    one, several = _pairs("1"), _pairs("0")
    return Counts(hinted=len(hinted), pairs=len(one), found=len(hinted & one), elsewhere=len(hinted & several), others=len(several))


def _pairs(same_user: str) -> set[Pair]:
    """Pairs within the groups of one person ("1") or of several ("0")."""
    groups: dict[str, list[tuple[str, str]]] = {}
    with GROUPS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["same_user"] == same_user:
                groups.setdefault(row["group"], []).append((row["来源"], row["留言编号"]))
    return {frozenset(pair) for members in groups.values() for pair in combinations(members, 2)}


def main() -> None:
    for figure in measure():
        print(f"{figure.name}: {figure.value:.0f} % ({figure.note})")


if __name__ == "__main__":
    main()

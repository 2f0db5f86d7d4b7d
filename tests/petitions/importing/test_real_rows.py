"""Real rows, where they lie beside the repository (or PETITION_DATA names their folder); never quoted, only counted."""

import csv
import os
from pathlib import Path

import pytest

from petitions.models import Petition
from tests import cast
from tests.petitions.importing.command import Heard, bring_in, counts

DATA = Path(os.environ.get("PETITION_DATA") or Path(__file__).resolve().parents[4] / "shared" / "data")
MAIN = DATA / "petitions-zh.csv"

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not MAIN.exists(), reason="the real rows are not here")]


def test_real_rows_are_imported_as_they_are_and_again_bring_nothing(db: None) -> None:
    cast.make()
    heard = Heard()
    assert bring_in(DATA / "original-shape-votes.xlsx", stderr=heard) == counts(150, 150)
    assert bring_in(MAIN, stderr=heard) == counts(2000, 1850, 150), "known by number and text, though the workbook names no source"
    assert heard.getvalue() == ""
    assert Petition.objects.filter(repeat_of__isnull=False).count() >= 40
    assert max(len(petition.body) for petition in Petition.objects.filter(source_number=longest())) > 4000
    assert bring_in(MAIN) == counts(2000, 0, 2000)
    assert bring_in(DATA / "petitions-zh-gb18030-100.csv") == counts(100, 0, 100)
    assert bring_in(DATA / "original-shape-replies.xlsx") == counts(150, 0, 150)
    assert bring_in(DATA / "original-shape-votes.xlsx") == counts(150, 0, 150)


def longest() -> str:
    """The source number of the row with the longest text."""
    with MAIN.open(encoding="utf-8", newline="") as file:
        return max(csv.DictReader(file), key=lambda row: len(row["留言详情"]))["留言编号"]


@pytest.mark.parametrize(("name", "rows"), [("original-shape-replies.xlsx", 150), ("petitions-zh-gb18030-100.csv", 100)])
def test_each_file_alone_is_taken_whole(db: None, name: str, rows: int) -> None:
    cast.make()
    assert bring_in(DATA / name) == counts(rows, rows)
    assert bring_in(DATA / name) == counts(rows, 0, rows)
    assert not Petition.objects.exclude(status="registered").exists()

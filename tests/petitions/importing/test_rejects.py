"""The error file: what was refused, why, and nothing a spreadsheet would carry out."""

import csv
import json
import os
import stat
from datetime import date, datetime
from pathlib import Path

import pytest

from config.demonstration.founding import House
from petitions.importing import rejects
from petitions.models import Petition
from tests.petitions.importing.command import Heard, bring_in, counts, refused
from tests.petitions.importing.files import HEADER, row, write_csv, write_xlsx

pytestmark = pytest.mark.django_db


# Refused rows


def bad_rows() -> list[list[object]]:
    return [row(1), row(2, 留言时间="不详"), row(3, text="晏\u202e控制"), row(4, text="=1+1", 留言时间=""), row(5, text="好")]


def test_a_refused_row_goes_to_the_error_file_as_it_was_with_number_and_reason(house: House, tmp_path: Path) -> None:
    errors, heard = tmp_path / "errors.csv", Heard()
    assert bring_in(write_csv(tmp_path / "a.csv", bad_rows()), errors=errors, stderr=heard) == counts(5, 2, 0, 3)
    header, *lines = csv.reader(errors.open(encoding="utf-8-sig", newline=""))
    assert header == [*rejects.ADDED, *HEADER]
    assert [line[0] for line in lines] == ["3", "4", "5"]
    assert all(line[1] for line in lines)
    assert lines[1][2:] == [str(cell) for cell in row(3, text="晏\u202e控制")]
    assert "RIGHT-TO-LEFT OVERRIDE" in lines[1][1]
    assert len(heard.getvalue().splitlines()) == 3
    assert "晏" not in heard.getvalue()


def test_a_corrected_error_file_is_imported_and_holds_what_the_first_file_held(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    bring_in(write_csv(tmp_path / "a.csv", bad_rows()), errors=errors)
    content = errors.read_text(encoding="utf-8-sig")
    errors.write_text(
        content.replace("不详", "2019-01-01").replace("\u202e", "").replace("灯不亮,,", "灯不亮,2019-01-02,"), encoding="utf-8"
    )
    assert bring_in(errors) == counts(3, 3)
    assert Petition.objects.get(source_number="4").body == "=1+1"
    assert set(json.loads(Petition.objects.get(source_number="4").extra)) == {"留言时间", "点赞数"}


def test_t51_a_cell_of_the_error_file_is_no_formula(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    said = ("=1+1", "+1", "-1", "@x", "＝1", "'=1", " =1")
    bring_in(write_csv(tmp_path / "a.csv", [row(1, text=text, 留言时间="") for text in said]), errors=errors)
    cells = [line[7] for line in csv.reader(errors.open(encoding="utf-8-sig", newline=""))][1:]
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", "'＝1", "''=1", "' =1"]


def test_the_error_file_is_for_its_owner_only(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    errors.write_text("old")
    errors.chmod(0o644)
    before = os.umask(0)
    try:
        bring_in(write_csv(tmp_path / "a.csv", bad_rows()), errors=errors)
    finally:
        os.umask(before)
    assert stat.S_IMODE(errors.stat().st_mode) == 0o600


def test_the_error_file_never_takes_the_place_of_the_file(house: House, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", bad_rows())
    before = path.read_bytes()
    assert refused(path, errors=tmp_path / "." / "a.csv") == str(rejects.SAME_FILE)
    assert path.read_bytes() == before


def test_an_error_file_that_cannot_be_written_stops_before_anything_is_registered(house: House, tmp_path: Path) -> None:
    assert refused(write_csv(tmp_path / "a.csv", bad_rows()), errors=tmp_path / "missing" / "errors.csv") == str(rejects.CANNOT_WRITE)


def test_a_long_row_keeps_every_cell_in_the_error_file(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    bring_in(write_csv(tmp_path / "a.csv", [[*row(1), "", "多出来的"]]), errors=errors)
    assert list(csv.reader(errors.open(encoding="utf-8-sig", newline="")))[1][-1] == "多出来的"


def test_ghost_rows_are_counted_nowhere(house: House, tmp_path: Path) -> None:
    real = [row(1, 留言时间=datetime(2019, 2, 28, 11, 25)), row(2, text="二", 留言时间=date(2019, 3, 1))]
    assert bring_in(write_xlsx(tmp_path / "a.xlsx", real, ghosts=400)) == counts(2, 2)


def test_a_header_without_rows_is_done_at_once(house: House, tmp_path: Path) -> None:
    assert bring_in(write_csv(tmp_path / "a.csv", [])) == counts(0, 0)

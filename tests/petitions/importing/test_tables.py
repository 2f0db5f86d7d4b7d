"""Files as offices export them become the same rows; what is no table says so in a sentence."""

import contextlib
import random
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from petitions.importing import encodings, tables, workbooks
from petitions.importing.mapping import NO_HEADER
from petitions.importing.refusal import Unusable
from petitions.importing.tables import read_table
from tests.petitions.importing.files import HEADER, row, write_csv, write_xlsx

TEXT = '第一行\n第二行，有逗号和“引号”以及"直引号"'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("options", [{}, {"lineterminator": "\r\n"}, {"delimiter": "\t"}, {"delimiter": ";"}])
def test_every_shape_of_text_file_gives_the_same_rows(tmp_path: Path, encoding: str, options: dict[str, str]) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1, text=TEXT), row(2)], encoding=encoding, **options)
    table = read_table(path, {})
    assert table.header == HEADER
    assert [number for number, _cells in table.rows] == [2, 3]
    assert next(table.rows)[1][5] == TEXT


def test_a_text_of_five_thousand_characters_and_more_is_one_cell(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1, text="长" * 200_000)])
    assert len(str(next(read_table(path, {}).rows)[1][5])) == 200_000


def test_ghost_rows_are_not_rows(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [row(1), row(2)], ghosts=400)
    assert [number for number, _cells in read_table(path, {}).rows] == [2, 3]


def test_row_numbers_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    empty: list[object] = ["", "", "", "", "", "", ""]
    path = write_xlsx(tmp_path / "a.xlsx", [row(1), empty, row(2)], above=[["信访事项登记表"], []])
    assert [number for number, _cells in read_table(path, {}).rows] == [4, 6]
    assert [number for number, _cells in read_table(write_csv(tmp_path / "a.csv", [row(1), empty, [], row(2)]), {}).rows] == [2, 5]


def test_real_dates_and_numbers_stay_what_they_are(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [row(1, 留言时间=datetime(2019, 2, 28, 11, 25)), row(2, 留言时间=date(2019, 3, 1))])
    cells = [cells[4] for _number, cells in read_table(path, {}).rows]
    assert cells == [datetime(2019, 2, 28, 11, 25), date(2019, 3, 1)]


def test_columns_without_a_name_or_with_the_same_name_are_told_apart(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["a", "b", "c", "d"]], header=["主题", "备注", "", "备注"])
    assert read_table(path, {}).header == ["主题", "备注", "#3", "备注 #4"]


@pytest.mark.parametrize("content", [b"", b"   \r\n\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == str(tables.EMPTY)


def noise(seed: int) -> bytes:
    return random.Random(seed).randbytes(4000)


@pytest.mark.parametrize(
    "content",
    [
        *(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04 no workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        *(noise(1), noise(2), b"\xff\xfe\0\xd8"),
    ],
)
def test_what_is_no_table_ends_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == str(tables.NO_TABLE)


def test_a_folder_or_a_missing_file_ends_with_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(Unusable) as raised:
            read_table(path, {})
        assert str(raised.value) == str(tables.UNREADABLE)


@pytest.mark.parametrize("content", ["甲,乙\n1,2\n".encode(), b"%PDF-1.7 %\xe2\xe3\xcf\xd3", b"<html><body>no table</body></html>"])
def test_a_file_without_a_usable_header_says_what_one_would_need(tmp_path: Path, content: bytes) -> None:
    assert refusal(tmp_path, content) == str(NO_HEADER)


def test_one_broken_byte_does_not_make_gibberish_of_a_utf8_file(tmp_path: Path) -> None:
    content = write_csv(tmp_path / "a.csv", [row(1), row(2)]).read_bytes()
    broken = content[:-9] + b"\xff" + content[-9:]
    assert refusal(tmp_path, broken) == str(encodings.DAMAGED_TEXT % {"position": len(content) - 9})


def test_an_unclosed_quotation_mark_does_not_swallow_rows(tmp_path: Path) -> None:
    content = '主题,内容\n一,"没有结束\n二,第二条\n三,第三条\n'
    assert refusal(tmp_path, content.encode()) == str(tables.OPEN_QUOTE % {"line": 4})


def test_a_damaged_workbook_never_ends_in_a_traceback(tmp_path: Path) -> None:
    content = bytearray(write_xlsx(tmp_path / "a.xlsx", [row(number) for number in range(30)]).read_bytes())
    luck = random.Random(7)
    for _ in range(20):
        damaged = bytearray(content)
        for _ in range(luck.randrange(1, 20)):
            damaged[luck.randrange(4, len(damaged))] = luck.randrange(256)
        (tmp_path / "b.xlsx").write_bytes(bytes(damaged[: luck.randrange(100, len(damaged) + 1)]))
        with contextlib.suppress(Unusable):
            read_table(tmp_path / "b.xlsx", {}).count()


def test_t34_a_hundred_thousand_columns_are_a_sentence(tmp_path: Path) -> None:
    header = ["主题", *(f"列{number}" for number in range(100_000))]
    said = tables.TOO_MANY_COLUMNS % {"columns": "100,001", "most": tables.MOST_COLUMNS}
    assert refusal(tmp_path, ",".join(header).encode()) == str(said)


def test_empty_columns_on_the_right_are_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("主题,内容" + "," * 100_000 + "\n灯,不亮" + "," * 100_000 + "\n", encoding="utf-8")
    table = read_table(tmp_path / "a.csv", {})
    assert (table.header, table.count()) == (["主题", "内容"], 1)


@pytest.mark.parametrize("filler", [b",", b'","\n","', b"x"])
def test_t34_a_row_without_an_end_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filler: bytes) -> None:
    monkeypatch.setattr(tables, "_LONGEST_ROW", 10_000)
    content = "主题,内容\n灯,不亮\n桥,".encode() + b'"a' * (b"\n" in filler) + filler * 20_000
    assert refusal(tmp_path, content) == str(tables.LONG_ROW % {"line": 3})


def a_child(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> Path:
    """In the place of the process that reads workbooks."""
    (folder / "child.py").write_text("import json, os, sys\nsys.stdin.buffer.read()\n" + code, encoding="utf-8")
    monkeypatch.setattr(workbooks.workbook, "__file__", str(folder / "child.py"))
    return write_xlsx(folder / "a.xlsx", [row(1)])


def test_t34_a_reader_that_dies_within_a_line_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_child(tmp_path, monkeypatch, 'sys.stdout.write(\'[0, 1, ["a"]]\\n[0, 2, ["b\'); sys.stdout.flush(); os.abort()')
    with pytest.raises(Unusable) as raised:
        read_table(path, {}).count()
    assert str(raised.value) == str(workbooks.TOO_LARGE)


def test_t48_the_process_that_reads_workbooks_is_given_no_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses and passwords of the services stand there."""
    path = a_child(tmp_path, monkeypatch, "print(json.dumps([0, 1, sorted(os.environ)]))")
    with path.open("rb"):
        (names,) = [cells for _sheet, _number, cells in workbooks.beginnings(lambda: path.open("rb"))]
    assert set(names) <= {"LC_CTYPE"}


def test_t34_memory_of_the_process_that_reads_workbooks_is_limited() -> None:
    code = "from petitions.importing import workbook; workbook.confine(); bytearray(workbook.MOST_MEMORY)"
    assert b"MemoryError" in subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).stderr


@pytest.mark.parametrize("reaching", ["open(__file__)", "__import__('socket').socket()"])
def test_t48_nor_does_it_open_a_file_or_a_connection(reaching: str) -> None:
    code = f"import socket; from petitions.importing import workbook; workbook.confine(); {reaching}"
    done = subprocess.run([sys.executable, "-c", code.replace("__file__", "'/etc/hostname'")], capture_output=True, check=False, text=True)
    assert "Too many open files" in done.stderr


def refusal(folder: Path, content: bytes) -> str:
    (folder / "refused").write_bytes(content)
    with pytest.raises(Unusable) as raised:
        read_table(folder / "refused", {}).count()
    return str(raised.value)

"""Makes files in the shapes offices export them. Every word in them is invented."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = ["来源", "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "点赞数"]


def row(number: object = 1, *, text: str = "路灯三个月不亮，请派人维修。", **changes: object) -> list[object]:
    """One petition as HEADER names it; `changes` are given by the header's words."""
    values = {
        "来源": "甲表",
        "留言编号": number,
        "留言用户": "U100",
        "留言主题": "路灯不亮",
        "留言时间": "2019/2/28 11:25:05",
        "留言详情": text,
        "点赞数": 0,
    }
    return list((values | changes).values())


def texts(number: int) -> list[list[object]]:
    """So many petitions, each with a text of its own."""
    return [row(n, text=f"第{n}条：路灯不亮。") for n in range(1, number + 1)]


def write_csv(
    path: Path, rows: Iterable[Sequence[object]], *, header: Sequence[object] = HEADER, encoding: str = "utf-8", **options: Any
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **{"lineterminator": "\n", **options}).writerows([header, *rows])
    return path


def write_xlsx(
    path: Path,
    rows: Iterable[Sequence[object]],
    *,
    header: Sequence[object] = HEADER,
    ghosts: int = 0,
    above: Sequence[Sequence[object]] = (),
) -> Path:
    """A workbook with real dates where a value is one, and `ghosts` formatted rows with nothing in them."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    formats = {datetime: book.add_format({"num_format": "yyyy/m/d h:mm:ss"}), date: book.add_format({"num_format": "yyyy/m/d"})}
    sheet = book.add_worksheet()
    lines = [*above, header, *rows]
    for at, cells in enumerate(lines):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, formats[type(value)])
            else:
                sheet.write(at, column, value)
    for at in range(len(lines), len(lines) + ghosts):
        sheet.write(at, 0, "  \n\t\t", formats[date])
        sheet.write_blank(at, 1, None, formats[date])
    book.close()
    return path

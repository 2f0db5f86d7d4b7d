"""The report as a workbook (XLSX): figures as numbers, charts drawn from them, every text as text. Made in memory.

Basis: THREATS T51.
"""

import io
from collections.abc import Iterable, Sequence
from math import ceil
from unicodedata import east_asian_width

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from approvals.sheets.characters import visible
from approvals.sheets.stamps import Stamp
from audit.inspection.models import Report
from audit.inspection.pages import Sheet, Table
from audit.inspection.sheets import figure_lines, head_lines, standing, wording_lines

# `in_memory`: otherwise every sheet would pass through a temporary file.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TINTS = ("#0f5c66", "#a9c4c4")
CHART_ROWS = 15
LINE = 15  # points


def as_xlsx(report: Report, stamp: Stamp, *, annex: Sequence[tuple[str, list[str], Iterable[list]]] = ()) -> bytes:
    """`annex`: further sheets (name, heads, lines), the rows behind the figures."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, OPTIONS)
    book.set_properties({"title": f"{_('Self-inspection report')} {report.number}", "author": "", "created": stamp.at.replace(tzinfo=None)})
    look = {name: book.add_format(values) for name, values in LOOKS.items()}
    _overview(_sheet(book, _("Report"), report, stamp), look, report, stamp)
    _figures(_sheet(book, _("Figures"), report, stamp), look, report)
    _charts(book, _sheet(book, _("Charts"), report, stamp), look, Sheet(report).broken_down())
    for name, heads, lines in annex:
        _table(_sheet(book, name, report, stamp), look, heads, lines)
    book.close()
    return kept.getvalue()


LOOKS = {
    "title": {"bold": True, "font_size": 16},
    "head": {"bold": True, "bg_color": "#f0f3f2", "border": 1, "text_wrap": True, "valign": "top"},
    "cell": {"border": 1, "text_wrap": True, "valign": "top"},
}


def _sheet(book: Workbook, name: str, report: Report, stamp: Stamp) -> Worksheet:
    """A4; standing and number on top of every printed page, page and reader below."""
    sheet = book.add_worksheet("".join(c for c in name if c not in "[]:*?/\\'")[:31])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{_plain(standing(report))}&R{_plain(report.number)}")
    sheet.set_footer(f"&C&P / &N&R{_plain(f'{stamp.reader}, {stamp.moment}, {stamp.code}')}")
    return sheet


def _plain(text: str) -> str:
    """An ampersand would be an order to the printer."""
    return visible(text).replace("&", "&&")


def _write(sheet: Worksheet, row: int, column: int, value: object, style=None) -> None:
    """Numbers as numbers; everything else as text, whatever it begins with."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, visible(str(value if value is not None else "")), style)


def _write_line(sheet: Worksheet, row: int, values: Sequence, widths: Sequence[int], look: dict, *, first=None, rest=None) -> None:
    """One row, as high as its longest text needs: office programs do not all find that out by themselves."""
    for column, value in enumerate(values):
        _write(sheet, row, column, value, (first if column == 0 else rest) or look["cell"])
    most = max((_lines(value, width) for value, width in zip(values, widths, strict=False)), default=1)
    if most > 1:
        sheet.set_row(row, LINE * most)


def _lines(value: object, width: int) -> int:
    """How many lines a text takes in a column of so many Latin characters; a Chinese character takes two places."""
    places = [sum(2 if east_asian_width(character) in "WF" else 1 for character in line) for line in str(value).split("\n")]
    return sum(max(1, ceil(taken / width)) for taken in places)


def _overview(sheet: Worksheet, look: dict, report: Report, stamp: Stamp) -> None:
    widths = (30, 70, 18)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    head, further = list(head_lines(report, stamp.reader)), wording_lines(report)
    title = head[0]
    for row, words in enumerate(title):  # without a cell beside them, they may be as long as they are
        _write(sheet, row, 0, words, look["title"])
    for row, line in enumerate([*head[1:], *further], start=len(title)):
        _write_line(sheet, row, line, widths, look, first=look["head"])


def _figures(sheet: Worksheet, look: dict, report: Report) -> None:
    heads = [_("Section"), _("Figure"), pgettext("figure", "Number"), _("Quarter before"), pgettext("figure", "Change"), _("Key")]
    sheet.set_landscape()
    _table(sheet, look, heads, figure_lines(report), widths=(26, 80, 12, 18, 12, 46))


def _table(sheet: Worksheet, look: dict, heads: list[str], lines: Iterable[list], widths: Sequence[int] = ()) -> None:
    """One head that stays in sight and repeats in print; filters over it."""
    widths = widths or [24] * len(heads)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    _write_line(sheet, 0, heads, widths, look, first=look["head"], rest=look["head"])
    last = 0
    for last, line in enumerate(lines, start=1):
        _write_line(sheet, last, line, widths, look)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _charts(book: Workbook, sheet: Worksheet, look: dict, tables: list[Table]) -> None:
    """Each breakdown as a table with its chart to the right."""
    widths = (34, 18, 18)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = 0
    for table in tables:
        _write_line(sheet, row, [table.title, *table.heads], widths, look, first=look["head"], rest=look["head"])
        for place, line in enumerate(table.lines, start=row + 1):
            _write_line(sheet, place, [line.label, *(cell.value for cell in line.cells)], widths, look)
        if table.lines:
            sheet.insert_chart(row, 4, _chart(book, sheet.name, table, row))
        row += max(len(table.lines) + 2, CHART_ROWS)


def _chart(book: Workbook, name: str, table: Table, row: int):
    chart = book.add_chart({"type": "bar"})
    last = row + len(table.lines)
    for series in range(len(table.heads)):
        chart.add_series(
            {
                "name": [name, row, series + 1],
                "categories": [name, row + 1, 0, last, 0],
                "values": [name, row + 1, series + 1, last, series + 1],
                "fill": {"color": TINTS[series % 2]},
            }
        )
    chart.set_title({"name": [name, row, 0], "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"min": 0})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 560, "height": 270})
    return chart

"""The report as a workbook (XLSX): figures as numbers, charts drawn from them, every text as text. Made in memory.

Basis: THREATS T51.
"""

import io
from collections.abc import Iterable, Sequence

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


def _overview(sheet: Worksheet, look: dict, report: Report, stamp: Stamp) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2, 60)
    for row, line in enumerate([*head_lines(report, stamp.reader), *wording_lines(report)]):
        for column, value in enumerate(line):
            _write(sheet, row, column, value, look["title"] if row == 0 else look["head" if column == 0 else "cell"])


def _figures(sheet: Worksheet, look: dict, report: Report) -> None:
    heads = [_("Section"), _("Figure"), pgettext("figure", "Number"), _("Quarter before"), pgettext("figure", "Change"), _("Key")]
    _table(sheet, look, heads, figure_lines(report), widths=(18, 52, 10, 14, 10, 40))


def _table(sheet: Worksheet, look: dict, heads: list[str], lines: Iterable[list], widths: Sequence[int] = ()) -> None:
    """One head that stays in sight and repeats in print; filters over it."""
    for column, head in enumerate(heads):
        _write(sheet, 0, column, head, look["head"])
        sheet.set_column(column, column, widths[column] if widths else 24)
    last = 0
    for last, line in enumerate(lines, start=1):
        for column, value in enumerate(line):
            _write(sheet, last, column, value, look["cell"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(heads) - 1)


def _charts(book: Workbook, sheet: Worksheet, look: dict, tables: list[Table]) -> None:
    """Each breakdown as a table with its chart to the right."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 2, 16)
    row = 0
    for table in tables:
        for column, head in enumerate([table.title, *table.heads]):
            _write(sheet, row, column, head, look["head"])
        for place, line in enumerate(table.lines, start=row + 1):
            for column, value in enumerate([line.label, *(cell.value for cell in line.cells)]):
                _write(sheet, place, column, value, look["cell"])
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
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 560, "height": 270})
    return chart

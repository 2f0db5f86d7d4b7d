"""The report as CSV: UTF-8 with a byte-order mark, RFC 4180, no cell that a spreadsheet would take for a formula.

Basis: THREATS T51.
"""

import csv
import io
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.sheets.formulas import guarded
from audit.inspection import figures
from audit.inspection.models import Report
from vault.fields import sealed_fields

BOM = "\ufeff"


def as_csv(report: Report, *, reader: str = "") -> str:
    """The whole sheet as text. `reader`: who it is made for, printed in its head."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in _lines(report, reader):
        writer.writerow([guarded(cell) for cell in line])
    return out.getvalue()


def file_name(report: Report, suffix: str, *, part: str = "") -> str:
    """ZC-2026-Q4-01-interim.csv: what it is stands in its name as well."""
    state = "" if report.is_signed else "-interim" if report.interim else "-unsigned"
    return f"{report.number}{part}{state}.{suffix}"


def standing(report: Report) -> str:
    """What the report is, in words that stand on every sheet of it."""
    if report.is_signed:
        return _("Signed")
    if report.interim:
        return _("Interim, not signed off")
    return _("Draft, not signed off")


def _lines(report: Report, reader: str) -> Iterator[list]:
    yield from head_lines(report, reader)
    yield []
    yield [_("Section"), _("Figure"), pgettext("figure", "Number"), _("Quarter before"), pgettext("figure", "Change"), _("Key")]
    yield from figure_lines(report)
    if wording := wording_lines(report):
        yield []
        yield from wording


def figure_lines(report: Report) -> Iterator[list]:
    """Section, figure, number, number before, change, key."""
    for line in report.snapshot["figures"]:
        figure, _dimension, _value = figures.part_of(line["key"])
        yield [_section(figure), figures.label_of(line["key"]), line["value"], *_compared(line), line["key"]]


def wording_lines(report: Report) -> list[list[str]]:
    """The worded chapters; none where nothing is worded."""
    wording = [[str(field.verbose_name), getattr(report, field.name)] for field in sealed_fields(Report)]
    return wording if any(text for _name, text in wording) else []


def head_lines(report: Report, reader: str) -> Iterator[list]:
    """What stands at the head of every sheet."""
    yield [_("Confidentiality self-inspection report"), str(report.period)]
    yield [_("Number"), report.number]
    yield [_("State"), standing(report)]
    yield [_("As of"), _moment(report.as_of) if report.interim else report.period.last_day.isoformat()]
    yield [_("Made at"), _moment(report.made_at)]
    if report.worded_by:
        yield [_("Worded by"), report.worded_by.name, _moment(report.worded_at)]
    if report.signed_by:
        yield [_("Signed by"), report.signed_by.name, _moment(report.signed_at)]
    yield [_("Hash of the figures"), report.hash]
    if reader:
        yield [_("Downloaded by"), reader, _moment(timezone.now())]


def _section(figure: figures.Figure | None) -> str:
    named = {figure.key: section.label for section in figures.SECTIONS for figure in section.figures}
    return str(named[figure.key]) if figure else ""


def _compared(line: dict) -> tuple:
    before = line["previous"]
    return ("", "") if before is None else (before, line["value"] - before)


def _moment(moment) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")

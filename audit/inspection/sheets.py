"""The report as CSV: UTF-8 with a byte-order mark, RFC 4180, no cell that a spreadsheet would take for a formula.

Basis: THREATS T51.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from audit.inspection import figures
from audit.inspection.models import Report
from vault.fields import sealed_fields

BOM = "\ufeff"
_DANGEROUS = frozenset("=+-@\t\r\n＝＋－＠")


def guarded(cell: object) -> object:
    """Text that begins like a formula gets an apostrophe before it; figures stay figures."""
    if isinstance(cell, str) and cell.lstrip(" ")[:1] in _DANGEROUS:
        return f"'{cell}"
    return cell


def as_csv(report: Report, *, reader: str = "") -> str:
    """The whole sheet as text. `reader`: who it is made for, printed in its head."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in _lines(report, reader):
        writer.writerow([guarded(cell) for cell in line])
    return out.getvalue()


def file_name(report: Report, suffix: str) -> str:
    """ZC-2026-Q4-01-interim.csv: what it is stands in its name as well."""
    state = "" if report.is_signed else "-interim" if report.interim else "-unsigned"
    return f"{report.number}{state}.{suffix}"


def write_files(report: Report, folder: Path, formats: list[str]) -> list[Path]:
    """Writes the report into a folder, one file a format."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for suffix in formats:
        path = folder / file_name(report, suffix)
        path.write_text(as_csv(report), encoding="utf-8", newline="")
        written.append(path)
    return written


def standing(report: Report) -> str:
    """What the report is, in words that stand on every sheet of it."""
    if report.is_signed:
        return _("Signed")
    if report.interim:
        return _("Interim, not signed off")
    return _("Draft, not signed off")


def _lines(report: Report, reader: str) -> Iterator[list]:
    yield from _head(report, reader)
    yield []
    yield [_("Section"), _("Figure"), pgettext("figure", "Number"), _("Quarter before"), pgettext("figure", "Change"), _("Key")]
    for line in report.snapshot["figures"]:
        figure, _dimension, _value = figures.part_of(line["key"])
        yield [_section(figure), figures.label_of(line["key"]), line["value"], *_compared(line), line["key"]]
    wording = [(field.verbose_name, getattr(report, field.name)) for field in sealed_fields(Report)]
    if any(text for _name, text in wording):
        yield []
        yield from ([str(name), text] for name, text in wording)


def _head(report: Report, reader: str) -> Iterator[list]:
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

"""The self-inspection report (保密工作自查报告) as a document: its six chapters, the figures drawn beside their tables.

Basis: DOMAIN §5.6. What this says, the page says too; PDF and DOCX are made from it.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from approvals.sheets.parts import Bars, Document, Form, Heading, Listing, Part, Prose
from approvals.sheets.values import halved, moment, signatures, text
from audit.inspection.models import Report
from audit.inspection.pages import Item, Sheet, Table, organised, state_of, steps_of
from audit.inspection.sheets import standing


def report_document(report: Report, *, on: date, annex: list[Part] | None = None) -> Document:
    """The whole report. `annex`: tables of the rows behind the figures, where they are asked for."""
    standing_in_words = standing(report)
    return Document(
        kind=_("Self-inspection report"),
        title=_("Confidentiality self-inspection report"),
        lead=str(report.period),
        number=report.number,
        mark=standing_in_words,
        colour="" if report.is_signed else "red",
        parts=[Form(_head(report)), *_chapters(report, Sheet(report)), *_signed(report, on), *(annex or [])],
    )


def _head(report: Report) -> list:
    as_of = moment(report.as_of) if report.interim else report.period.last_day.isoformat()
    return [
        [(_("Quarter"), str(report.period)), (_("State"), text(state_of(report)["label"]))],
        [(_("As of"), as_of), (_("Made at"), moment(report.made_at))],
        [(_("Hash of the figures"), halved(report.hash))],
    ]


def _signed(report: Report, on: date) -> list[Part]:
    """Who worded it and who signs; an interim one is neither worded nor signed."""
    if report.interim:
        return []
    wording: dict = {"label": _("Wording"), "state": "later", "waiting_for": _("Not worded yet.")}
    if report.worded_by:
        wording |= {"state": "signed", "said": _("Worded"), "name": report.worded_by.name, "at": report.worded_at}
    return [signatures([wording, *steps_of(report, on=on)], _("Wording and signature"))]


def _chapters(report: Report, sheet: Sheet) -> Iterator[Part]:
    yield Heading(_("I. How the inspection was organised"))
    yield Form(_organised(report))
    yield from _worded(report, report.organisation)
    yield Heading(_("II. Results, item by item"))
    yield _items(sheet.items())
    yield from _worded(report, report.results)
    yield Heading(_("III. Figures"))
    yield from (_summary(table) for table in sheet.summaries())
    for table in sheet.broken_down():
        yield _drawn(table)
        yield _broken_down(table)
    yield Heading(_("IV. Problems found"))
    yield from (_summary(table) for table in sheet.findings())
    yield from _worded(report, report.problems)
    yield Heading(_("V. Measures and deadlines"))
    yield from _worded(report, report.measures, alone=True)
    yield Heading(_("VI. Next steps"))
    yield from _worded(report, report.next_steps, alone=True)


def _worded(report: Report, wording: str, *, alone: bool = False) -> list[Part]:
    """A chapter's text; where nobody has worded it, that is said where nothing else stands in the chapter."""
    if wording:
        return [Prose(wording)]
    if not alone:
        return []
    return [Prose(_("Worded with the report of the finished quarter.") if report.interim else _("Not worded yet."), quiet=True)]


def _organised(report: Report) -> list:
    known = organised(report)
    sources = _("History tables of every register and the audit trail, as they stood at the end of the period.")
    return [
        [(_("Time covered"), f"{known['begins'].isoformat()} – {known['day'].isoformat()}")],
        [(_("Office in charge of petitions"), _names(known["offices"])), (_("Leader in charge"), _names(known["leaders"]))],
        [(_("Sources"), sources)],
    ]


def _names(things: list) -> str:
    return _(", ").join(str(thing) for thing in things)


def _items(items: list[Item]) -> Listing:
    heads = [_("Item"), _("What the registers show"), _("Findings")]
    return Listing(heads, [_item(item) for item in items], widths=[2.4, 4.2, 1.2])


def _item(item: Item) -> list[str]:
    shown = " · ".join(f"{label} {cell.value}" for label, cell in item.cells)
    return [text(item.label), shown, str(item.findings) if item.findings else _("None") if item.judged else ""]


def _summary(table: Table) -> Listing:
    heads = [text(table.title) or _("Figure"), pgettext("figure", "Number"), _("Quarter before"), pgettext("figure", "Change")]
    rows = [[text(line.label), str(cell.value), text(cell.previous), cell.change] for line in table.lines for cell in line.cells]
    return Listing(heads, rows, widths=[4, 1, 1, 1], right=(1, 2, 3))


def _broken_down(table: Table) -> Listing:
    """Each series with its change against the quarter before."""
    change = pgettext("figure", "Change")
    heads = [text(table.title), *(text(head) for series in table.heads for head in (series, change))]
    rows = [[text(line.label), *(value for cell in line.cells for value in (str(cell.value), cell.change))] for line in table.lines]
    return Listing(heads, rows, widths=[3, *([1.4, 0.8] * len(table.heads))], right=tuple(range(1, len(heads))))


def _drawn(table: Table) -> Bars:
    return Bars(
        text(table.title),
        [text(head) for head in table.heads],
        [(text(line.label), [cell.value for cell in line.cells]) for line in table.lines],
    )

"""The rows behind the report's figures as an annex: numbers, marks, days, states; never a subject. Made by the worker.

Basis: DESIGN §3, §8 (every number opens the rows behind it).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from approvals.sheets.kinds import Kind, Progress
from approvals.sheets.parts import Heading, Listing, Part, Prose
from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset
from approvals.sheets.values import day, moment, text
from audit.inspection import events, figures, rules
from audit.inspection.documents import report_document
from audit.inspection.models import Report, ReportFigure
from audit.inspection.querysets import visible_reports
from audit.inspection.reading import circles_of
from audit.inspection.rows import Row, day_of, rows_of
from audit.inspection.sheets import file_name, standing
from audit.inspection.snapshots import rows_fit
from audit.inspection.workbooks import as_xlsx
from audit.trail.refusals import demand
from classification.models import Mark
from personnel.models import Person

MOST = {"pdf": 2_000, "xlsx": 20_000}  # rows: what typesetting and a workbook in memory may take
BATCH = 500
STRICTEST_FIRST = ("ungraded", "red", "orange", "blue", "slate", "declassified")  # ungraded counts as the highest


@dataclass(frozen=True)
class Behind:
    """One figure's rows, as many as there is room for; `all` is how many it counts."""

    label: str
    kind: str
    rows: list[Row]
    all: int

    @property
    def heads(self) -> list[str]:
        if self.kind == "entry":
            return [_("What"), _("Who"), text(day_of(self.kind)), _("Result")]
        return [_("Number"), _("Level"), text(day_of(self.kind)), _("State")]

    @property
    def lines(self) -> list[list[str]]:
        return [[row.number, text(row.who) if self.kind == "entry" else mark_of(row), _day(row), text(row.state)] for row in self.rows]

    @property
    def cut(self) -> str:
        """What is left out is said."""
        if len(self.rows) == self.all:
            return ""
        sentence = _("The first %(shown)s of %(all)s rows are listed; the page of the report opens all of them.")
        return sentence % {"shown": len(self.rows), "all": self.all}


def _day(row: Row) -> str:
    return moment(row.day) if isinstance(row.day, datetime) else day(row.day)


def mark_of(row: Row) -> str:
    return (row.mark.text or _("Not graded yet")) if row.mark else ""


def behind(report: Report, reader: Person, *, most: int, progress: Progress) -> Iterator[Behind]:
    """Figure by figure, in the order of the report; only figures that count something."""
    chosen = [figure for figure in report.figures.all() if figure.key in figures.FIGURES and figure.value]
    total, done = min(most, sum(figure.value for figure in chosen)), 0
    for figure in chosen:
        demand([] if rows_fit(report, figure) else [rules.DOES_NOT_FIT])
        rows: list[Row] = []
        for batch in _batches(figure, most - done):
            rows += rows_of(figures.FIGURES[figure.key].rows, batch, reader)
            done += len(batch)
            progress(done, total)
        yield Behind(figures.label_of(figure.key), figures.FIGURES[figure.key].rows, rows, figure.value)


def _batches(figure: ReportFigure, room: int) -> Iterator[list[UUID]]:
    ids = figure.rows[: max(0, room)]
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))


def make(report: Report, reader: Person, suffix: str, stamp: Stamp, progress: Progress) -> bytes:
    """The report with its annex, in the language in use."""
    found = list(behind(report, reader, most=MOST[suffix], progress=progress))
    if suffix == "xlsx":
        return as_xlsx(report, stamp, annex=[(_name(place, one), one.heads, one.lines) for place, one in enumerate(found, start=1)])
    document = report_document(report, on=timezone.localdate())
    parts = [*document.parts, Heading(_("Annex: the rows behind the figures")), *(part for one in found for part in _parts(one))]
    mark = highest([row.mark for one in found for row in one.rows if row.mark])
    if mark is not None:
        document = replace(document, mark=mark.text or _("Not graded yet: kept at the highest level"), colour=mark.level)
    return typeset(replace(document, parts=parts, lead=f"{report.period} · {standing(report)}"), stamp)


def _name(place: int, one: Behind) -> str:
    return f"{place} {one.label}"


def _parts(one: Behind) -> Iterator[Part]:
    widths = [4, 1.4, 1.8, 1.2] if one.kind == "entry" else [2, 2.4, 1.8, 2]
    yield Listing(one.heads, one.lines, widths=widths, title=f"{one.label} ({one.all})")
    if one.cut:
        yield Prose(one.cut, quiet=True)


def highest(marks: list[Mark]) -> Mark | None:
    """A compilation bears the highest mark of its parts. Basis: DOMAIN §3.2."""
    order = {colour: place for place, colour in enumerate(STRICTEST_FIRST)}
    return min(marks, key=lambda mark: order.get(mark.level if mark.text else "ungraded", 0), default=None)


def find(person: Person, pk: UUID) -> Report | None:
    return visible_reports(person, on=timezone.localdate()).filter(pk=pk).first()


def depth(report: Report, person: Person) -> str:
    """Names of who did what stand in the annex as far as its reader reads the trail."""
    return ",".join(circles_of(person))


def name(report: Report, suffix: str) -> str:
    return file_name(report, suffix, part="-rows")


KIND = Kind(
    code="report_rows",
    label=gettext_lazy("Self-inspection report with the rows behind its figures"),
    event=events.REPORT_DOWNLOADED,
    find=find,
    obstacles=rules.obstacles_to_downloading,
    depth=depth,
    make=make,
    name=name,
)

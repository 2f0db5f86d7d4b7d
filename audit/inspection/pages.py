"""What the report's page, print and list show: tables out of the snapshot, who is next, who has signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from approvals.panel import offices_in_words
from audit.inspection import figures, querysets, rules
from audit.inspection.charts import Chart, Series
from audit.inspection.models import Report, Status
from audit.inspection.sheets import standing
from audit.trail.models import Entry, Result
from personnel.models import Person

RESULT_TONES = {Result.DONE: "neutral", Result.DENIED: "bad", Result.FAILED: "warn"}
TONES = {Status.DRAFT: "waiting", Status.WORDED: "active", Status.SIGNED: "good"}


@dataclass(frozen=True)
class Cell:
    """A number, the one before it, and the address of its rows."""

    value: int
    previous: int | None
    url: str

    @property
    def change(self) -> str:
        """+3, −2, 0; empty where there is nothing to compare with."""
        if self.previous is None:
            return ""
        difference = self.value - self.previous
        return f"+{difference}" if difference > 0 else f"−{-difference}" if difference else "0"


@dataclass(frozen=True)
class Line:
    """`tone`: the colour of the level the line is about, for its bar."""

    label: object
    cells: list[Cell]
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """Lines under heads: the figures of a section, or its petitions by one dimension."""

    title: object
    heads: list
    lines: list[Line]
    kind: str = "bars"

    @property
    def chart(self) -> Chart:
        """The same as a picture: a bar for each cell."""
        series = [self._series(str(head), [line.cells[column] for line in self.lines]) for column, head in enumerate(self.heads)]
        tones = [line.tone for line in self.lines]
        return Chart(self.kind, [str(line.label) for line in self.lines], series, tones if any(tones) else ())

    @staticmethod
    def _series(name: str, cells: list[Cell]) -> Series:
        return Series(name, [cell.value for cell in cells], [cell.url for cell in cells])


@dataclass
class Item:
    """One item of the check list: what the system knows of it by itself."""

    label: object
    cells: list[tuple[object, Cell]]
    judged: bool
    findings: int


ITEMS = (
    (gettext_lazy("Registration and masking"), ("petitions.registered", "access.reveals"), ()),
    (gettext_lazy("Grading, regrading, declassifying"), ("gradings.confirmed", "gradings.ungraded"), ("findings.ungraded",)),
    (gettext_lazy("Need-to-know scope"), (), ("findings.no_scope",)),
    (gettext_lazy("Carriers and borrowing"), ("custody.carriers", "custody.lent", "custody.out"), ("findings.overdue",)),
    (gettext_lazy("Approvals"), ("custody.asked", "destruction.asked"), ("findings.half_signed",)),
    (gettext_lazy("Destruction"), ("destruction.done", "destruction.records"), ()),
    (gettext_lazy("Access records"), ("access.denials", "access.sign_in_failures", "access.prints", "access.downloads"), ()),
)


class Sheet:
    """A report's figures, ready to be drawn."""

    def __init__(self, report: Report):
        self.report = report
        self._said = {line["key"]: line for line in report.snapshot["figures"]}
        self._values_of: dict[str, dict[str, str]] = {}

    def cell(self, key: str) -> Cell:
        line = self._said.get(key, {"value": 0, "previous": None})
        url = reverse("inspection:figure", args=[self.report.pk, key]) if line["value"] else ""
        return Cell(line["value"], line["previous"], url)

    def summaries(self) -> list[Table]:
        """One table a section, without the findings, which stand in chapter IV."""
        sections = [section for section in figures.SECTIONS if section.code != "findings"]
        return [
            Table(section.label, [], [Line(figure.label, [self.cell(figure.key)]) for figure in section.figures]) for section in sections
        ]

    def flows(self) -> Chart:
        """What came in and went out, beside the quarter before where there is one."""
        cells = [(str(figure.label), self.cell(figure.key)) for figure in figures.FLOWS]
        labels = [label for label, _cell in cells]
        now = Table._series(_("This quarter"), [cell for _label, cell in cells])
        if any(cell.previous is None for _label, cell in cells):
            return Chart("bars", labels, [now])
        before = Series(_("Quarter before"), [cell.previous or 0 for _label, cell in cells], [""] * len(cells))
        return Chart("bars", labels, [now, before])

    def broken_down(self) -> list[Table]:
        """Petitions by each dimension (registered in the quarter beside the stock at its end), then gradings and carriers."""
        pair = (figures.REGISTERED, figures.STOCK)
        petitions = [self._broken_down(_("Petitions"), pair, dimension) for dimension in figures.BROKEN_DOWN[figures.STOCK.key]]
        alone = ((figures.CONFIRMED, "level"), (figures.CARRIERS, "kind"), (figures.CARRIERS, "level"))
        return petitions + [self._broken_down(figure.label, (figure,), dimension) for figure, dimension in alone]

    def _broken_down(self, what: object, chosen: tuple, dimension: str) -> Table:
        tones = figures.tones_of(dimension)
        lines = [
            Line(label, [self.cell(f"{figure.key}.{dimension}.{value}") for figure in chosen], tones.get(value, ""))
            for value, label in self._values(chosen, dimension).items()
        ]
        title = f"{what} · {figures.DIMENSIONS[dimension][0]}"
        return Table(title, [figure.label for figure in chosen] if len(chosen) > 1 else [pgettext("figure", "Number")], lines)

    def _values(self, chosen: tuple, dimension: str) -> dict[str, str]:
        """Values always shown, and whatever else the snapshot holds (a level of a scheme since switched off)."""
        known = self._known(dimension)
        starts = tuple(f"{figure.key}.{dimension}." for figure in chosen)
        held = {key.split(".", 3)[3] for key in self._said if key.startswith(starts)}
        if dimension == "level":
            known = {code: label for code, label in known.items() if code in self._shown_levels(starts)}
        return known | {code: figures.name_of(dimension, code) for code in sorted(held - set(known)) if self._counts(starts, code)}

    def _shown_levels(self, starts: tuple) -> set[str]:
        """Levels of the petition scheme and those that anything bears: not a row of noughts for every scheme there is."""
        always = figures.petition_levels()
        return {code for code in self._known("level") if code in always or self._counts(starts, code)}

    def _known(self, dimension: str) -> dict[str, str]:
        """Asked of the database once a sheet."""
        if dimension not in self._values_of:
            self._values_of[dimension] = figures.values_of(dimension)
        return self._values_of[dimension]

    def _counts(self, starts: tuple, code: str) -> bool:
        return any(self._said.get(f"{start}{code}", {"value": 0})["value"] for start in starts)

    def items(self) -> list[Item]:
        found = []
        for label, keys, rules_of_item in ITEMS:
            cells = [(figures.FIGURES[key].label, self.cell(key)) for key in keys]
            found.append(Item(label, cells, bool(rules_of_item), sum(self.cell(key).value for key in rules_of_item)))
        return found

    def findings(self) -> list[Table]:
        return [Table("", [], [Line(figure.label, [self.cell(figure.key)]) for figure in figures.SECTIONS[-1].figures])]


def steps_of(report: Report, *, on: date) -> list[dict]:
    """The leader's signature, for `<c-signatures>`."""
    label = _("Signature of the leader in charge")
    if report.signed_by:
        signature = report.signature
        office = offices_in_words(signature.office) if signature else ""
        return [{"label": label, "state": "signed", "name": report.signed_by.name, "office": office, "at": report.signed_at}]
    if report.status == Status.DRAFT:
        return [{"label": label, "state": "later", "waiting_for": _("After the wording.")}]
    names = _(", ").join(person.name for person in querysets.signing_leaders(on=on) if person != report.worded_by)
    return [{"label": label, "state": "waiting", "waiting_for": _("Waiting for %(names)s.") % {"names": names or "–"}}]


def organised(report: Report) -> dict:
    """What is known of how the inspection was organised, on the last day it tells of."""
    day = date.fromisoformat(report.snapshot["day"])
    return {
        "begins": report.period.first_day,
        "day": day,
        "offices": list(querysets.petition_offices(on=day)),
        "leaders": querysets.signing_leaders(on=day),
    }


def told(entries: Iterable[Entry]) -> list[dict]:
    """Entries of the trail for `<c-trail>`, with offices and results in words."""
    return [
        {
            "at": entry.at,
            "actor": entry.actor or "",
            "office": offices_in_words(entry.office),
            "sentence": entry.sentence,
            "result": entry.get_result_display(),
            "tone": RESULT_TONES[Result(entry.result)],
        }
        for entry in entries
    ]


def state_of(report: Report) -> dict:
    """The badge of a report."""
    tone = "warn" if report.interim else TONES[Status(report.status)]
    return {"label": standing(report) if report.interim else report.get_status_display(), "tone": tone}


def acts_of(report: Report, person: Person, *, on: date) -> dict:
    """What this reader may do with the report, and why not."""
    return {
        "to_word": list(rules.obstacles_to_wording(report, person, on=on)),
        "to_sign": list(rules.obstacles_to_signing(report, person, on=on)),
        "to_download": list(rules.obstacles_to_downloading(report, person)),
    }

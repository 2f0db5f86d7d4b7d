"""The figures of the report: what each is called, and what its rows are. How they are measured stands in `measuring`.

A figure's key is its name in the snapshot, the address and the CSV: `petitions.registered`, or with a part of it
`petitions.registered.channel.letter`.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from classification.models import Scheme, SecrecyLevel
from custody.models import Carrier
from petitions.choices import Category, Channel, Status

UNGRADED, DECLASSIFIED = "ungraded", "declassified"  # beside the codes of levels


@dataclass(frozen=True)
class Figure:
    """One number of the report. `rows`: what kind of thing it counts (see `rows.py`)."""

    key: str
    rows: str
    label: object
    finding: bool = False


@dataclass(frozen=True)
class Section:
    code: str
    label: object
    figures: tuple[Figure, ...]


REGISTERED = Figure("petitions.registered", "petition", _("Registered in the quarter"))
STOCK = Figure("petitions.stock", "petition", _("On the books at the end"))
CLOSED = Figure("petitions.closed", "petition", _("Closed in the quarter"))
REOPENED = Figure("petitions.reopened", "petition", _("Reopened in the quarter"))
PROPOSED = Figure("gradings.proposed", "grading", _("Gradings proposed"))
CONFIRMED = Figure("gradings.confirmed", "grading", _("Gradings decided"))
AMENDED = Figure("gradings.amended", "grading", _("Of these, amended by the grading authority"))
UNGRADED_STOCK = Figure("gradings.ungraded", "petition", _("Not graded yet at the end"))
CARRIERS = Figure("custody.carriers", "carrier", _("Carriers in the ledger at the end"))
ASKED = Figure("custody.asked", "loan", _("Borrow slips filed"))
LENT = Figure("custody.lent", "loan", _("Handed over"))
RETURNED = Figure("custody.returned", "loan", _("Returned"))
OUT = Figure("custody.out", "loan", _("On loan at the end"))
OVERDUE = Figure("custody.overdue", "loan", _("Overdue at the end"))
REFUSED_LOANS = Figure("custody.refused", "loan", _("Borrow slips refused"))
DESTRUCTION_ASKED = Figure("destruction.asked", "destruction", _("Destruction slips filed"))
DESTRUCTION_DONE = Figure("destruction.done", "destruction", _("Destruction slips carried out"))
RECORDS_DESTROYED = Figure("destruction.records", "petition", _("Petitions destroyed"))
CARRIERS_DESTROYED = Figure("destruction.carriers", "carrier", _("Carriers destroyed"))
REVEALS = Figure("access.reveals", "entry", _("Masked data revealed"))
DENIALS = Figure("access.denials", "entry", _("Denied or refused"))
SIGN_IN_FAILURES = Figure("access.sign_in_failures", "entry", _("Sign-ins that failed"))
PRINTS = Figure("access.prints", "entry", _("Prints"))
DOWNLOADS = Figure("access.downloads", "entry", _("Downloads"))
FOUND_OVERDUE = Figure("findings.overdue", "loan", _("Loans overdue"), finding=True)
FOUND_UNGRADED = Figure("findings.ungraded", "petition", _("Petitions not graded in time"), finding=True)
FOUND_NO_SCOPE = Figure("findings.no_scope", "petition", _("Graded petitions without a need-to-know scope"), finding=True)
FOUND_HALF_SIGNED = Figure("findings.half_signed", "slip", _("Slips half signed for too long"), finding=True)

SECTIONS = (
    Section("petitions", _("Petitions"), (REGISTERED, STOCK, CLOSED, REOPENED)),
    Section("gradings", _("Gradings"), (PROPOSED, CONFIRMED, AMENDED, UNGRADED_STOCK)),
    Section("custody", _("Carriers and loans"), (CARRIERS, ASKED, LENT, RETURNED, REFUSED_LOANS, OUT, OVERDUE)),
    Section("destruction", _("Destruction"), (DESTRUCTION_ASKED, DESTRUCTION_DONE, RECORDS_DESTROYED, CARRIERS_DESTROYED)),
    Section("access", _("Access and denials"), (REVEALS, DENIALS, SIGN_IN_FAILURES, PRINTS, DOWNLOADS)),
    Section("findings", _("Findings by rule"), (FOUND_OVERDUE, FOUND_UNGRADED, FOUND_NO_SCOPE, FOUND_HALF_SIGNED)),
)
FLOWS = (REGISTERED, CLOSED, REOPENED, CONFIRMED, LENT, RETURNED, DESTRUCTION_DONE)
FIGURES = {figure.key: figure for section in SECTIONS for figure in section.figures}

DIMENSIONS = {
    "channel": (_("Channel"), Channel),
    "category": (_("Category"), Category),
    "state": (_("State"), Status),
    "level": (_("Level"), None),
    "kind": (_("Kind"), Carrier.Kind),
}
BROKEN_DOWN = {
    REGISTERED.key: ("channel", "category", "level", "state"),
    STOCK.key: ("channel", "category", "level", "state"),
    CONFIRMED.key: ("level",),
    CARRIERS.key: ("kind", "level"),
}


def part_of(key: str) -> tuple[Figure | None, str, str]:
    """Figure, dimension and value of a key; ("", "") where it is the whole figure, None for a key nobody defined."""
    pieces = key.split(".", 3)
    figure = FIGURES.get(".".join(pieces[:2]))
    if len(pieces) == 2:
        return figure, "", ""
    if figure is None or len(pieces) != 4 or pieces[2] not in BROKEN_DOWN.get(figure.key, ()):
        return None, "", ""
    return figure, pieces[2], pieces[3]


def values_of(dimension: str) -> dict[str, str]:
    """Every value a breakdown always shows, in order, with its name."""
    choices = DIMENSIONS[dimension][1]
    if choices is not None:
        return {str(value): str(label) for value, label in choices.choices}
    levels = SecrecyLevel.objects.filter(scheme__on=True).select_related("scheme")
    return {level.code: f"{level.scheme} · {level}" for level in levels} | _beside_levels()


def _beside_levels() -> dict[str, str]:
    return {DECLASSIFIED: str(_("Declassified")), UNGRADED: str(_("Not graded yet"))}


def name_of(dimension: str, value: str) -> str:
    """Of any value there can be: also of a level of a scheme that is off, as those of state carriers are."""
    named = values_of(dimension)
    level = SecrecyLevel.objects.select_related("scheme").filter(pk=value).first() if dimension == "level" and value not in named else None
    return f"{level.scheme} · {level}" if level else named.get(value, value)


def tones_of(dimension: str) -> dict[str, str]:
    """The colour's name of each level; other dimensions have none."""
    if dimension != "level":
        return {}
    return dict(SecrecyLevel.objects.values_list("code", "colour")) | {one: one for one in (UNGRADED, DECLASSIFIED)}


def petition_levels() -> set[str]:
    """Levels of the petition scheme, and "not graded yet": always worth a line."""
    family = Scheme.Family.PETITION
    return set(SecrecyLevel.objects.filter(scheme__family=family).values_list("code", flat=True)) | {UNGRADED}


def every_key() -> list[str]:
    """Keys of every figure and of each part that is always shown, in the order of the report."""
    found = []
    for key in FIGURES:
        found.append(key)
        for dimension in BROKEN_DOWN.get(key, ()):
            found += [f"{key}.{dimension}.{value}" for value in values_of(dimension)]
    return found


def label_of(key: str) -> str:
    """The figure's name, with its part: "Registered in the quarter · Channel: Letter"."""
    figure, dimension, value = part_of(key)
    if figure is None:
        return key
    if not dimension:
        return str(figure.label)
    return f"{figure.label} · {DIMENSIONS[dimension][0]}: {name_of(dimension, value)}"

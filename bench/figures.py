"""What is measured and what was promised: a figure holds both absolute values, their ratio and the target."""

import statistics
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One line of the table. `ours` and `base` are absolute values in `unit`; `value` is what the target speaks of."""

    name: str
    ours: float
    base: float | None
    unit: str
    value: float
    target: float
    at_least: bool = False
    sign: str = "×"
    note: str = ""

    @property
    def met(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target

    def as_json(self) -> dict:
        return {**asdict(self), "met": self.met}


def ratio(name: str, ours: float, base: float, target: float, *, unit: str = "ms", at_least: bool = False, note: str = "") -> Figure:
    """Ours divided by the base of the same run."""
    return Figure(name, ours, base, unit, ours / base, target, at_least, note=note)


def speedup(name: str, ours: float, base: float, target: float, *, unit: str = "ms", note: str = "") -> Figure:
    """How many times faster than the base of the same run."""
    return Figure(name, ours, base, unit, base / ours, target, True, "× faster", note)


def plain(name: str, ours: float, target: float, *, unit: str, at_least: bool = False, note: str = "") -> Figure:
    """A value that stands for itself."""
    return Figure(name, ours, None, unit, ours, target, at_least, f" {unit}", note)


def median_ms(seconds: Iterable[float]) -> float:
    return 1000 * statistics.median(seconds)


HEADINGS = ("figure", "ours", "base", "result", "target", "")


def table(figures: list[Figure]) -> str:
    """The table as it is printed; Chinese characters count as two columns."""
    rows = [HEADINGS, *(_row(figure) for figure in figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    notes = [f"  {figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join([lines[0], "-" * _width(lines[0]), *lines[1:], "", *notes]).rstrip()


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.at_least else "≤"
    base = "–" if figure.base is None else f"{_number(figure.base)} {figure.unit}"
    return (
        figure.name,
        f"{_number(figure.ours)} {figure.unit}",
        base,
        f"{_number(figure.value)}{figure.sign}",
        f"{sign} {_number(figure.target)}{figure.sign}",
        "met" if figure.met else "MISSED",
    )


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 100 or value < 0.1 else f"{value:.2f}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)

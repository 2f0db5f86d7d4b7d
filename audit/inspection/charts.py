"""Charts as data: what `static/js/charts.js` draws beside a table that says the same. Never the only place of a figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Series:
    """One row of bars: its name, its values, and for each the address of what it counts ("" where nothing is)."""

    name: str
    values: Sequence[int]
    urls: Sequence[str]


@dataclass(frozen=True)
class Chart:
    """`kind`: "bars" lie, for categories with names; "columns" stand, for time. `tones`: a level colour's name for each label."""

    kind: str
    labels: Sequence[str]
    series: Sequence[Series]
    tones: Sequence[str] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: no bar would be higher than nought."""
        return not any(value for series in self.series for value in series.values)

    def as_json(self) -> dict:
        series = [{"name": one.name, "values": list(one.values), "urls": list(one.urls)} for one in self.series]
        return {"kind": self.kind, "labels": list(self.labels), "tones": list(self.tones), "series": series}

"""What a document consists of. Every value is text to be printed, never markup. Basis: DOMAIN §5, THREATS T44."""

from collections.abc import Sequence
from dataclasses import dataclass, field

Text = str


@dataclass(frozen=True)
class Form:
    """Labelled boxes. A row holds one pair (over the whole width) or two pairs; `tall` pairs leave room to write in."""

    rows: Sequence[Sequence[tuple[Text, Text]]]
    tall: Sequence[Text] = ()
    part: str = "form"


@dataclass(frozen=True)
class Listing:
    """A table whose head repeats on every page. `widths`: fractions; `right`: columns of figures; `sums`: rows below it."""

    heads: Sequence[Text]
    rows: Sequence[Sequence[Text]]
    widths: Sequence[float]
    right: Sequence[int] = ()
    sums: Sequence[Sequence[Text]] = ()
    title: Text = ""
    part: str = "listing"


@dataclass(frozen=True)
class SignatureLine:
    """One step: what it is, what was decided, by whom, when; `waiting`: the sentence where nobody has signed."""

    label: Text
    said: Text = ""
    name: Text = ""
    office: Text = ""
    at: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class Signatures:
    """The table of signatures (签批栏) with its heads: step, opinion, signature, date."""

    title: Text
    heads: Sequence[Text]
    lines: Sequence[SignatureLine]
    part: str = "signatures"


@dataclass(frozen=True)
class Heading:
    text: Text
    part: str = "heading"


@dataclass(frozen=True)
class Prose:
    """Paragraphs; a line break in the text stays one. `quiet`: a remark in smaller letters."""

    text: Text
    quiet: bool = False
    part: str = "prose"


@dataclass(frozen=True)
class Bars:
    """A chart: one bar a line, drawn to one scale; `legend` names the series. Its figures stand beside the bars."""

    title: Text
    legend: Sequence[Text]
    lines: Sequence[tuple[Text, Sequence[int | None]]]
    part: str = "bars"


Part = Form | Listing | Signatures | Heading | Prose | Bars


@dataclass(frozen=True)
class Document:
    """One document. `mark` and `colour`: what stands top left on each page; `number` is all that its file name tells."""

    kind: Text
    title: Text
    number: Text
    parts: Sequence[Part]
    mark: Text = ""
    colour: str = ""
    lead: Text = ""
    notes: Sequence[Text] = field(default_factory=tuple)

    @property
    def rows(self) -> int:
        """Rows of its listings: what decides whether a worker makes it."""
        return sum(len(part.rows) for part in self.parts if isinstance(part, Listing))

"""Reads finished documents back: the text of each page, and what a QR code on it says."""

import io
from collections.abc import Iterator

import pypdfium2
import segno

_SCALE = 6  # pixels a point: several for each module of a code


def pages_of(content: bytes) -> list[str]:
    """The text of each page, without line ends."""
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return ["".join(page.get_textpage().get_text_range().split("\r\n")) for page in pdf]


def text_of(content: bytes) -> str:
    return "".join(pages_of(content))


def title_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        return pdf.get_metadata_value("Title")


def carries_qr(content: bytes, address: str) -> bool:
    """Whether the first page, drawn as a printer would, shows exactly the code of this address."""
    expected = [[bool(module) for module in row] for row in segno.make(address, error="m", micro=False).matrix]
    with pypdfium2.PdfDocument(io.BytesIO(content)) as pdf:
        drawn = pdf[0].render(scale=_SCALE).to_pil().convert("L")
    return any(_modules(drawn.crop(box), len(expected)) == expected for box in _squares(drawn))


def _squares(drawn) -> Iterator[tuple[int, int, int, int]]:
    """Where dark blocks as wide as high stand in the upper right quarter: a code's place, found by looking."""
    width, height = drawn.size
    left, lower = width * 2 // 3, height // 4
    dark = drawn.crop((left, 0, width, lower)).point(lambda value: 255 if value < 90 else 0)
    rows = [bool(dark.crop((0, y, dark.width, y + 1)).getbbox()) for y in range(dark.height)]
    for top, bottom in _stretches(rows):
        found = dark.crop((0, top, dark.width, bottom)).getbbox()
        if found and abs((found[2] - found[0]) - (bottom - top)) <= 4:
            yield (left + found[0], top, left + found[2], bottom)


def _stretches(flags: list[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for place, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            yield start, place
            start = None


def _modules(code, size: int) -> list[list[bool]]:
    step_x, step_y = code.width / size, code.height / size
    return [[code.getpixel((int((x + 0.5) * step_x), int((y + 0.5) * step_y))) < 128 for x in range(size)] for y in range(size)]

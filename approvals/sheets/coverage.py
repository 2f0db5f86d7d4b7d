"""Which characters a font file can draw: its `cmap` table, formats 4 and 12 (OpenType, ISO/IEC 14496-22)."""

import struct
from collections.abc import Iterator

_UNICODE = {(0, 3): 4, (0, 4): 12, (0, 6): 12, (3, 1): 4, (3, 10): 12}


def covered_by(font: bytes, index: int = 0) -> set[int]:
    """Code points of the font; of a collection (.ttc), of its font number `index`."""
    start = struct.unpack_from(">I", font, 12 + 4 * index)[0] if font[:4] == b"ttcf" else 0
    base = _table(font, start, b"cmap")
    found: set[int] = set()
    for number in range(struct.unpack_from(">H", font, base + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", font, base + 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            found.update(_points(font, base + offset))
    return found


def _table(font: bytes, start: int, name: bytes) -> int:
    for number in range(struct.unpack_from(">H", font, start + 4)[0]):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", font, start + 12 + 16 * number)
        if tag == name:
            return offset
    raise ValueError("a font without a character map")


def _points(font: bytes, at: int) -> Iterator[int]:
    layout = struct.unpack_from(">H", font, at)[0]
    if layout == 12:
        for number in range(struct.unpack_from(">I", font, at + 12)[0]):
            first, last, _glyph = struct.unpack_from(">III", font, at + 16 + 12 * number)
            yield from range(first, last + 1)
    elif layout == 4:
        yield from _segments(font, at)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4; a code point of a segment may still have no glyph, so each is looked up."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    ranges = struct.unpack_from(f">{count}H", font, ranges_at)
    for number in range(count):
        for point in range(starts[number], min(ends[number], 0xFFFE) + 1):
            glyph = point
            if ranges[number]:
                place = ranges_at + 2 * number + ranges[number] + 2 * (point - starts[number])
                glyph = struct.unpack_from(">H", font, place)[0]
            if glyph and (glyph + deltas[number]) & 0xFFFF:
                yield point

"""A value in every shape in which a program may have written it down. Basis: THREATS, harness CS."""

import base64
import re
import urllib.parse
import zlib
from collections.abc import Callable, Iterator

FRAGMENT = 6  # characters; a piece of a value is a find as well

Shape = Callable[[str], bytes]
SHAPES: dict[str, Shape] = {
    "utf-8": lambda text: text.encode(),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16le": lambda text: text.encode("utf-16-le"),
    "utf-16be": lambda text: text.encode("utf-16-be"),
    "\\uXXXX": lambda text: _each(text, "\\u{:04x}"),
    "\\uXXXX capital": lambda text: _each(text, "\\u{:04X}"),
    "address": lambda text: urllib.parse.quote(text).encode(),
    "address small": lambda text: urllib.parse.quote(text).lower().encode(),
    "entity": lambda text: _each(text, "&#{};"),
    "entity hex": lambda text: _each(text, "&#x{:x};"),
    "entity hex capital": lambda text: _each(text, "&#x{:X};"),
    "hex": lambda text: text.encode().hex().encode(),
    "hex capital": lambda text: text.encode().hex().upper().encode(),
    "base64 +0": lambda text: _base64(text, 0),
    "base64 +1": lambda text: _base64(text, 1),
    "base64 +2": lambda text: _base64(text, 2),
    "base64url +0": lambda text: _base64(text, 0).translate(bytes.maketrans(b"+/", b"-_")),
    "base64url +1": lambda text: _base64(text, 1).translate(bytes.maketrans(b"+/", b"-_")),
    "base64url +2": lambda text: _base64(text, 2).translate(bytes.maketrans(b"+/", b"-_")),
}
MEMBER = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")


def needles(values: dict[str, str]) -> dict[bytes, tuple[str, str]]:
    """Bytes to look for, and of which field and shape they are."""
    found: dict[bytes, tuple[str, str]] = {}
    for name, value in values.items():
        for fragment in _fragments(value):
            for shape_name, shape in SHAPES.items():
                found.setdefault(shape(fragment), (name, shape_name))
    return found


def _fragments(value: str) -> set[str]:
    """Digits and names whole; of longer texts a piece of the beginning and one of the end, without the words everybody uses."""
    if value.isascii() or len(value) <= FRAGMENT:
        return {value}
    rare = value.removeprefix("反映").removeprefix("示例市").rstrip("路。")
    return {rare[:FRAGMENT], rare[-FRAGMENT:]}


def members(content: bytes) -> Iterator[bytes]:
    """What zlib and gzip members within the bytes unpack to."""
    for found in MEMBER.finditer(content):
        unpacking = zlib.decompressobj(wbits=47)
        try:
            unpacked = unpacking.decompress(content[found.start() : found.start() + 1_000_000], 4_000_000)
        except zlib.error:
            continue
        if unpacked:
            yield unpacked


def _each(text: str, pattern: str) -> bytes:
    return "".join(pattern.format(ord(character)) for character in text).encode()


def _base64(text: str, offset: int) -> bytes:
    """The characters that stay the same whatever stands before (offset bytes of a group) and after."""
    raw = bytes(offset) + text.encode()
    whole = base64.b64encode(raw[: len(raw) // 3 * 3])
    return whole[4:] if offset else whole

"""How the bytes of a text file are to be read: without guessing, piece by piece, so that its size does not matter."""

import codecs
from collections.abc import Callable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _

from petitions.importing.refusal import Unusable

Opener = Callable[[], BinaryIO]  # opens the same content anew each time

PIECE = 1024 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENOUGH_TO_BE_UTF8 = 10  # so many well-formed multi-byte characters in a row are no accident

NO_TABLE = _("The file is no table that can be read. Give a CSV file in UTF-8 or GB18030, or an XLSX file.")
DAMAGED_TEXT = _("The file begins as UTF-8 text, but byte %(position)s is not UTF-8. Export it again.")
MIXED_TEXT = _("The file begins as GB18030 text, but line %(line)s is UTF-8. Export the whole of it in one encoding.")


def encoding_of(content: Opener) -> str:
    """The name Python has for it. Raises Unusable where it could only be guessed."""
    with content() as file:
        head = file.read(4096)
    if head.startswith(_WIDE):
        _demand(content, "utf-16")
        return "utf-16"
    if b"\0" in head:
        raise Unusable(NO_TABLE)
    if _is_utf8(content):
        return "utf-8-sig"
    _refuse_mixture(content)
    _demand(content, "gb18030")
    return "gb18030"


def _is_utf8(content: Opener) -> bool:
    """Refuses a damaged file: one broken byte would otherwise make GB18030 gibberish of the whole of it."""
    decoder, at, beyond_ascii = codecs.getincrementaldecoder("utf-8")(), 0, 0
    for piece, last in _pieces(content):
        try:
            text = decoder.decode(piece, last)
        except UnicodeDecodeError as problem:
            beyond_ascii += _beyond_ascii(problem.object[: problem.start].decode("utf-8", errors="ignore"))
            if beyond_ascii < _ENOUGH_TO_BE_UTF8:
                return False
            position = at + len(piece) - len(problem.object) + problem.start
            raise Unusable(DAMAGED_TEXT % {"position": position}) from None
        at += len(piece)
        if beyond_ascii < _ENOUGH_TO_BE_UTF8:
            beyond_ascii += _beyond_ascii(text)
    return True


def _beyond_ascii(text: str) -> int:
    text = text.removeprefix("\ufeff")
    return len(text) - len(text.encode("ascii", "ignore"))


def _demand(content: Opener, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece, last in _pieces(content):
            decoder.decode(piece, last)
    except UnicodeDecodeError:
        raise Unusable(NO_TABLE) from None


def _refuse_mixture(content: Opener) -> None:
    """Files that were put together: the UTF-8 lines of one would be read as other characters, without any error."""
    with content() as file:
        number = 0
        while line := file.readline(PIECE):
            number += 1
            if not line.isascii() and _is_utf8_line(line):
                raise Unusable(MIXED_TEXT % {"line": number})


def _is_utf8_line(line: bytes) -> bool:
    try:
        return _beyond_ascii(line.decode()) >= _ENOUGH_TO_BE_UTF8
    except UnicodeDecodeError:
        return False


def _pieces(content: Opener) -> Iterator[tuple[bytes, bool]]:
    with content() as file:
        piece = file.read(PIECE)
        while piece:
            following = file.read(PIECE)
            yield piece, not following
            piece = following

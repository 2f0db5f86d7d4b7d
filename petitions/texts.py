"""What a text may hold: everything people write, but no character that hides or reorders what is read.

Basis: THREATS T80. Characters are refused by name, so that whoever pasted them can find them.
"""

import re
import unicodedata

BODY_LIMIT = 100_000

_CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"  # all but tab and line breaks
_BIDI_CONTROLS = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
_HALVES = "\\ud800-\\udfff"
_FORBIDDEN = re.compile(f"[{_CONTROLS}{_BIDI_CONTROLS}{_HALVES}]")
_C0_NAMES = (
    "NULL,START OF HEADING,START OF TEXT,END OF TEXT,END OF TRANSMISSION,ENQUIRY,ACKNOWLEDGE,BELL,BACKSPACE,CHARACTER TABULATION,"
    "LINE FEED,LINE TABULATION,FORM FEED,CARRIAGE RETURN,SHIFT OUT,SHIFT IN,DATA LINK ESCAPE,DEVICE CONTROL ONE,DEVICE CONTROL TWO,"
    "DEVICE CONTROL THREE,DEVICE CONTROL FOUR,NEGATIVE ACKNOWLEDGE,SYNCHRONOUS IDLE,END OF TRANSMISSION BLOCK,CANCEL,END OF MEDIUM,"
    "SUBSTITUTE,ESCAPE,INFORMATION SEPARATOR FOUR,INFORMATION SEPARATOR THREE,INFORMATION SEPARATOR TWO,INFORMATION SEPARATOR ONE"
)
_C0 = _C0_NAMES.split(",")


def forbidden_characters(text: str) -> list[str]:
    """Names of the characters this text may not hold, each once, in the order met: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return list(dict.fromkeys(name_of(character) for character in _FORBIDDEN.findall(text)))


def is_forbidden(character: str) -> bool:
    """Controls except tab and line breaks, bidi controls, halves of characters."""
    return _FORBIDDEN.match(character) is not None


def name_of(character: str) -> str:
    """Code point and name; Unicode itself names neither controls nor surrogates."""
    code = ord(character)
    if code < len(_C0):
        name = _C0[code]
    elif 0xD800 <= code <= 0xDFFF:
        name = "LONE SURROGATE"
    else:
        name = unicodedata.name(character, "DELETE" if code == 0x7F else "CONTROL")
    return f"U+{code:04X} {name}"


def without_forbidden(text: str) -> str:
    """The text without such characters: for files brought in as they are, never for what somebody types."""
    return _FORBIDDEN.sub("", text)


def tidy_text(text: str) -> str:
    """A text of several lines: one kind of line break, no space around the whole, Unicode composed (NFC)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", text).strip()


def tidy_line(text: str) -> str:
    """One line: as `tidy_text`, with every run of space or line break made one space."""
    return " ".join(tidy_text(text).split())


def tidy_name(text: str) -> str:
    """A name or an address: one line without invisible characters, so that equal names are equal."""
    return tidy_line("".join(character for character in text if unicodedata.category(character) != "Cf" or is_forbidden(character)))


def squeeze(text: str) -> str:
    """A number as people type it: full-width digits become digits; spaces, dashes and invisible characters go."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(character for character in folded if not _is_padding(character))
    return unicodedata.normalize("NFKC", kept)  # what stood apart may combine now


def _is_padding(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cf", "Pd")

"""Text as it can be printed: what no typeface draws, and what hides or reorders, stands as its code point. Basis: THREATS T80."""

import unicodedata
from typing import Any

from approvals.sheets.fonts import coverage

_LINES = "\n"
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def printable(content: Any, missing: set[str]) -> Any:
    """The same structure with every text made printable; `missing` gathers the codes put in place of characters."""
    if isinstance(content, str):
        return "".join(_one(character, missing) for character in content.replace("\r\n", "\n").replace("\t", " "))
    if isinstance(content, dict):
        return {name: printable(value, missing) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [printable(value, missing) for value in content]
    return content


def visible(text: str) -> str:
    """For files whose typefaces are the reader's: only what hides, reorders or cannot stand in a file is put as its code."""
    return "".join(f"[{_code(character)}]" if _hides(character) else character for character in text)


def _one(character: str, missing: set[str]) -> str:
    if character in _LINES or (coverage()[ord(character)] and not _hides(character)):
        return character
    missing.add(_code(character))
    return f"[{_code(character)}]"


def _hides(character: str) -> bool:
    return character not in _LINES and unicodedata.category(character) in _HIDDEN


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"

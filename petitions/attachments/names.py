"""The name a file came with, made harmless: one line, nothing hidden, nothing a file system reads as a path. Basis: THREATS T35, T36."""

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext as _

MOST = 120  # characters, its ending included
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def clean(name: str) -> str:
    """Never empty; the ending stays the last thing in it."""
    base = re.split(r"[/\\]", name)[-1]
    seen = "".join(character for character in unicodedata.normalize("NFC", base) if unicodedata.category(character) not in _HIDDEN)
    tidy = " ".join(_UNFIT.sub("_", seen).split()).strip(". ")
    path = PurePath(tidy)
    ending = path.suffix if 1 < len(path.suffix) <= 10 else ""
    stem = tidy.removesuffix(ending).strip(". ") or str(_("attachment"))
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem[: MOST - len(ending)] + ending

"""Telephone numbers: kept as typed, compared by their digits."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from petitions.texts import squeeze

SEVERAL = re.compile(r"[,，、;；/\n]")
EXTENSION = re.compile(r"转|分机|ext\.?|#|x", re.IGNORECASE)
_NOT_A_DIGIT = re.compile(r"[^0-9]")
_PREFIXES = ("0086", "86")

NO_PHONE = _("A telephone number has between 5 and 20 digits; several numbers are separated by commas.")


def normalise_phone(text: str) -> str:
    """The digits of the first number, without country code and extension; nothing where there is no digit."""
    return next(iter(normalised_phones(text)), "")


def normalised_phones(text: str) -> list[str]:
    """The digits of every number in a text, each once."""
    found = (_one(part) for part in SEVERAL.split(unicodedata.normalize("NFKC", text)))
    return list(dict.fromkeys(number for number in found if number))


def _one(text: str) -> str:
    digits = _NOT_A_DIGIT.sub("", squeeze(EXTENSION.split(text)[0]))
    for prefix in _PREFIXES:
        rest = digits.removeprefix(prefix)
        if rest != digits and _is_national(rest):
            return _as_at_home(rest)
    return digits


def _is_national(digits: str) -> bool:
    return is_mobile(digits) or 10 <= len(digits) <= 12


def _as_at_home(digits: str) -> str:
    """Abroad one writes +86 10 …, at home 010 …."""
    return digits if is_mobile(digits) or digits.startswith("0") else "0" + digits


def is_mobile(digits: str) -> bool:
    """Eleven digits beginning with 13 to 19."""
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"


def faults(text: str) -> list:
    """Sentences saying why this is no telephone number; empty where it is one, or nothing at all."""
    parts = [part for part in SEVERAL.split(unicodedata.normalize("NFKC", text)) if part.strip()]
    fine = all(5 <= len(_NOT_A_DIGIT.sub("", part)) <= 20 for part in parts)
    return [] if fine else [NO_PHONE]

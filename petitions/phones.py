"""Telephone numbers: kept as typed, compared by their digits."""

import re
import unicodedata

_NOT_A_DIGIT = re.compile(r"[^0-9]")


def normalise_phone(text: str) -> str:
    """The digits, without the country code of China: 0086, +86 and 86 before a mobile all mean the same number.

    Full-width digits count as digits; dashes, spaces and brackets do not count.
    """
    digits = _NOT_A_DIGIT.sub("", unicodedata.normalize("NFKC", text))
    for prefix in ("0086", "86"):
        if digits.startswith(prefix) and _is_national(digits.removeprefix(prefix)):
            return _with_area_zero(digits.removeprefix(prefix))
    return digits


def _is_national(digits: str) -> bool:
    return is_mobile(digits) or 10 <= len(digits) <= 12


def _with_area_zero(digits: str) -> str:
    """Abroad one writes +86 10 …, at home 010 …."""
    return digits if is_mobile(digits) or digits.startswith("0") else "0" + digits


def is_mobile(digits: str) -> bool:
    """Eleven digits beginning with 13 to 19."""
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"

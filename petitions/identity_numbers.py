"""公民身份号码: GB 11643 (ISO 7064 MOD 11-2), old 15-digit numbers, what is wrong and what is only odd.

Basis: DOMAIN §6.2. A wrong number is refused with a sentence; an unknown area is a warning, because areas are abolished while
people keep their numbers.
"""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from petitions.texts import squeeze

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_NEW = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD = re.compile(r"[1-9][0-9]{14}")

_PROVINCE_CODES = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83"
_PROVINCES = frozenset(_PROVINCE_CODES.split())
_WITHOUT_COUNTIES = frozenset({"71", "81", "82", "83"})
_PREFECTURES = frozenset([f"{number:02d}" for number in range(1, 35)] + ["40", "42", "43", "51", "52", "53", "90"])

WRONG_FORM = _("An ID number has 18 characters: 17 digits and a last one that is a digit or X. Old numbers have 15 digits.")
WRONG_CHECK = _("The last character of this ID number does not fit the other seventeen; compare it with the card.")
WRONG_DATE = _("The date of birth in this ID number (digits 7 to 14) does not exist; compare it with the card.")
FUTURE_DATE = _("The date of birth in this ID number lies in the future; compare it with the card.")
OLD_NUMBER = _("This is an old ID number of 15 digits: it carries no check digit. It was stored as it is.")
UNKNOWN_AREA = _("The area code of this ID number (its first six digits) is not a known one. It was stored as it is.")


def normalise_id_number(text: str) -> str:
    """Digits and a capital X; spaces, dashes, full-width and invisible characters do not count."""
    return squeeze(text).upper()


def faults(number: str, *, on: date) -> list:
    """Sentences saying why a normalised number cannot be one; empty where it can."""
    if _OLD.fullmatch(number):
        return list(_date_faults("19" + number[6:12], on))
    if not _NEW.fullmatch(number):
        return [WRONG_FORM]
    return list(_date_faults(number[6:14], on)) or _check_faults(number)


def _date_faults(digits: str, on: date) -> Iterator:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        yield WRONG_DATE
        return
    if born > on:
        yield FUTURE_DATE


def _check_faults(number: str) -> list:
    return [] if check_character(number[:17]) == number[17] else [WRONG_CHECK]


def check_character(digits: str) -> str:
    """The eighteenth character that belongs to seventeen digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return _CHECKS[total % 11]


def warnings(number: str) -> list:
    """Sentences about what is odd in an accepted number."""
    found = []
    if len(number) == 15:
        found.append(OLD_NUMBER)
    if number and not is_known_area(number[:6]):
        found.append(UNKNOWN_AREA)
    return found


def is_known_area(code: str) -> bool:
    """Whether six digits can be an area: a province, a prefecture within the range in use, a county."""
    if code[:2] in _WITHOUT_COUNTIES:
        return code[2:] == "0000"
    return code[:2] in _PROVINCES and code[2:4] in _PREFECTURES and code[4:] != "00"

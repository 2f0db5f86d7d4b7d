"""Halves of a code: fifty bits each, in letters and digits that nobody mistakes for another."""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1
LENGTH = 10


def new_half() -> str:
    return "".join(secrets.choice(LETTERS) for _position in range(LENGTH))


def shown(half: str) -> str:
    """In two groups, as it is read out."""
    return f"{half[:5]}-{half[5:]}"


def tidy(typed: str) -> str:
    """What was meant: in capitals, without the hyphen and without blanks."""
    return "".join(character for character in typed.upper() if character.isalnum())


def digest(half: str) -> str:
    """Keyed, so that a copy of the table opens nothing."""
    return salted_hmac("personnel.accounts.half", half, algorithm="sha256").hexdigest()


def fits(typed: str, kept: str) -> bool:
    """As long for a wrong half as for a right one, and for none kept at all."""
    return constant_time_compare(digest(tidy(typed)), kept or digest(secrets.token_hex(8)))

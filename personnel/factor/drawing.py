"""The secret as an app reads it: a square of dots that the server draws, and letters to type where there is no camera."""

from urllib.parse import quote, urlencode

import segno
from django.conf import settings

from personnel.models import Person


def square_of(person: Person, secret: str) -> str:
    """A picture within the page itself (data:), never at an address of its own."""
    return segno.make(_address(person, secret), error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff")


def secret_in_groups(secret: str) -> str:
    """In fours, as it is typed."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _address(person: Person, secret: str) -> str:
    """What apps understand: whose it is, where it is for, and the secret."""
    issuer = settings.ORGANISATION_NAME
    label = quote(f"{issuer}:{person.username}")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"

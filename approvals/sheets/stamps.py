"""Who a copy is made for: reader, moment, a code of its own and the address it leads back to. Basis: THREATS T53."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language


def new_code() -> str:
    """Eight hexadecimal digits: enough to find, from a torn-off corner, the trail's entry of the copy."""
    return secrets.token_hex(4).upper()


@dataclass(frozen=True)
class Stamp:
    """`address`: absolute, of the record's page; it grants nothing, whoever opens it signs in and is asked like anyone."""

    reader: str
    address: str
    at: datetime = field(default_factory=timezone.now)
    code: str = field(default_factory=new_code)
    language: str = field(default_factory=lambda: get_language() or settings.LANGUAGE_CODE)

    @property
    def moment(self) -> str:
        return timezone.localtime(self.at).strftime("%Y-%m-%d %H:%M")

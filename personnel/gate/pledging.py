"""What a pledge binds: the text and who signs it, as what, for how long. Basis: DOMAIN §5.8."""

import hashlib
import json
from datetime import date, timedelta

from django.conf import settings
from django.utils import translation

from personnel.gate.models import PledgeText
from personnel.models import Person
from personnel.registry import levels_of

NOTHING = "无"


def payload_of(person: Person, text: PledgeText, *, on: date) -> dict:
    """The boxes of the pledge, in Chinese whatever the reader's language: they are part of a legal text."""
    with translation.override("zh-hans"):
        return {
            "version": text.version,
            "text": hashlib.sha256(f"{text.title}\n{text.body}".encode()).hexdigest(),
            "organisation": settings.ORGANISATION_NAME,
            "name": person.name,
            "account": person.username,
            "units": [str(unit) for unit in person.units_now()],
            "offices": sorted(person.office_codes()),
            "office_names": [str(held.get_office_display()) for held in person.appointments_now],
            "levels": levels_of(person, on=on) or NOTHING,
            "signed_on": on.isoformat(),
            "until": year_after(on).isoformat(),
        }


def hash_of(payload: dict) -> str:
    """SHA-256 of the payload in one spelling."""
    return hashlib.sha256(json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def year_after(day: date) -> date:
    """The last day of the year that begins on this day."""
    try:
        return day.replace(year=day.year + 1) - timedelta(days=1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)

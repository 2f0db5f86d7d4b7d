"""Loads the shipped schemes and policies; what the organisation has changed stays as it is."""

import json
from pathlib import Path

from django.db import transaction

from classification.models import HandlingPolicy, Scheme, SecrecyLevel

SHIPPED = Path(__file__).parent / "data" / "schemes.json"


@transaction.atomic
def load_shipped_schemes() -> list[str]:
    """Adds schemes that are not there yet; answers their codes."""
    data = json.loads(SHIPPED.read_text(encoding="utf-8"))
    for row in data["policies"]:
        if not HandlingPolicy.objects.filter(pk=row["code"]).exists():
            HandlingPolicy(**row).keep(by=None)
    missing = [row for row in data["schemes"] if not Scheme.objects.filter(pk=row["code"]).exists()]
    for row in missing:
        _add(row)
    return [row["code"] for row in missing]


def _add(row: dict) -> None:
    levels = row.pop("levels")
    scheme = Scheme(**row)
    scheme.keep(by=None)
    for level in levels:
        SecrecyLevel(
            code=level["code"],
            scheme=scheme,
            rank=level["rank"],
            colour=level["colour"],
            longest_years=level["years"],
            policy_id=level["policy"],
            reader_offices=level["readers"],
            opened_by_two=level.get("by_two", False),
            equal_to_id=level.get("equals"),
            names=level["names"],
        ).keep(by=None)

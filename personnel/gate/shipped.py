"""The first version of the pledge and the conditions, all off; what the organisation made of them is left alone."""

from pathlib import Path

from django.db import transaction

from personnel.gate.models import Demand, GateCondition, PledgeText
from vault.identity import uuid7

SHIPPED = Path(__file__).parent.parent / "data" / "pledge.txt"


@transaction.atomic
def load_shipped_gate() -> None:
    """The first line of the file is the title."""
    if not PledgeText.objects.exists():
        title, _, body = SHIPPED.read_text(encoding="utf-8").partition("\n")
        PledgeText(id=uuid7(), version=1, title=title, body=body.strip()).keep(by=None)
    known = set(GateCondition.objects.values_list("demand", flat=True))
    for demand in set(Demand.values) - known:
        GateCondition(demand=demand).keep(by=None)

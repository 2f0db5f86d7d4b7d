"""The first version of each text and the conditions, all off but the agreement of firms; what the organisation made of them is left alone.

Basis: REQUIREMENTS H3: a third party without an agreement has no access.
"""

from pathlib import Path

from django.db import transaction

from personnel.gate.models import Demand, GateCondition, PledgeText, Text
from vault.identity import uuid7

DATA = Path(__file__).parent.parent / "data"
SHIPPED = {Text.DUTY: DATA / "pledge.txt", Text.LEAVING: DATA / "leaving_pledge.txt", Text.PARTNER: DATA / "partner_agreement.txt"}


@transaction.atomic
def load_shipped_gate() -> None:
    """The first line of the file is the title."""
    for kind, file in SHIPPED.items():
        if not PledgeText.objects.filter(kind=kind).exists():
            title, _, body = file.read_text(encoding="utf-8").partition("\n")
            PledgeText(id=uuid7(), kind=kind, version=1, title=title, body=body.strip()).keep(by=None)
    known = set(GateCondition.objects.values_list("demand", flat=True))
    for demand in set(Demand.values) - known:
        GateCondition(demand=demand, on=demand == Demand.AGREEMENT).keep(by=None)

"""Petitions and slips in the states that the tests begin from, made by the real actions."""

from datetime import date

import pytest
from django.utils import timezone

from approvals.actions import sign
from audit.trail.refusals import Refused
from classification.models import Grading, SecrecyLevel
from classification.periods import parse_period
from custody.actions import apply_to_borrow, hand_over, take_back
from custody.models import BorrowSlip, Carrier
from petitions.actions import Registration, assign, decide_grading, propose_grading, register
from petitions.models import Petition

SUBJECT = "井盖缺失反映"
PURPOSE = "核对现场情况"


def today() -> date:
    return timezone.localdate()


def registered(house, *, channel: str = "letter") -> Petition:
    data = Registration(
        channel=channel, received_on=today(), subject=SUBJECT, body="某小区东门井盖缺失。", category="claim", information_category="general"
    )
    return register(data, by=house.li, on=today())


def graded(house, *, level: str = "important", channel: str = "letter", scope: tuple[str, ...] = ("business_one",)) -> Petition:
    """Registered, handled by Li, graded with these units in scope."""
    petition = registered(house, channel=channel)
    assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.wang, on=today())
    regrade(house, petition, level=level, scope=scope)
    return Petition.objects.get(pk=petition.pk)


def regrade(house, petition: Petition, *, level: str, scope: tuple[str, ...] = ("business_one",)) -> Grading:
    values = {
        "level": SecrecyLevel.objects.get(code=level),
        "period": parse_period("5", start=today()),
        "basis": "单位定密事项一览表第3项",
        "scope": [f"unit:{house.units[key].pk}" for key in scope],
        "on": today(),
    }
    grading = propose_grading(petition, by=house.li, **values, reason="情况变化")
    return decide_grading(grading, by=house.liu, **values)


def carriers(petition: Petition, *kinds: str) -> list[Carrier]:
    return list(Carrier.objects.filter(record=petition.pk, kind__in=kinds or Carrier.Kind.values).order_by("number"))


def filed(house, petition: Petition, *, by=None, days: int = 3, kinds: tuple[str, ...] = ()) -> BorrowSlip:
    chosen = carriers(petition, *kinds)
    return apply_to_borrow(petition.record, carriers=chosen, purpose=PURPOSE, days=days, by=by or house.chen, on=today())


def approved(house, petition: Petition, **values) -> BorrowSlip:
    """Chen's slip at the middle level: He signs first, Liu second."""
    slip = filed(house, petition, **values)
    sign(slip, by=house.he, on=today())
    return sign(slip, by=house.liu, on=today())


def lent(house, petition: Petition, **values) -> BorrowSlip:
    return hand_over(approved(house, petition, **values), by=house.zhao, on=today())


def returned(house, petition: Petition, **values) -> BorrowSlip:
    return take_back(lent(house, petition, **values), pages=2, condition="完好", by=house.zhao)


def codes(action, *args, **values):
    """Runs what must be refused; answers the obstacles."""
    with pytest.raises(Refused) as refused:
        action(*args, **values)
    return refused.value.codes


def ask(house, petition: Petition, *, by=None, chosen=None, purpose: str = PURPOSE, days: int = 1) -> BorrowSlip:
    """As `filed`, with nothing about it taken for granted."""
    chosen = carriers(petition) if chosen is None else chosen
    return apply_to_borrow(petition.record, carriers=chosen, purpose=purpose, days=days, by=by or house.chen, on=today())

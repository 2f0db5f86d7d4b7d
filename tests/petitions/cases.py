"""Petitions to try things on. All invented: the area codes of the ID numbers belong to nobody's card, 1700000 numbers to no line."""

from datetime import date

from django.utils import timezone

from classification.models import SecrecyLevel
from classification.periods import parse_period
from petitions import actions
from petitions.identity_numbers import check_character
from petitions.models import Petition

SUBJECT = "家属区供暖温度不达标"
BODY = "入冬以来室温长期偏低。\n请求检修管网。"
NAME = "欧阳建国"
PHONE = "170-0000-4827"
ADDRESS = "示例市河东区幸福路9号"
ID_NUMBER = "11010119700101001" + check_character("11010119700101001")
SECRETS = (SUBJECT, "请求检修管网", NAME, "17000004827", "170-0000-4827", "幸福路", ID_NUMBER)

FORM = {
    "channel": "letter",
    "received_on": "2026-11-02",
    "subject": SUBJECT,
    "body": BODY,
    "category": "claim",
    "information_category": "privacy",
    "petitioner_name": NAME,
    "petitioner_id_number": ID_NUMBER,
    "petitioner_phone": PHONE,
    "petitioner_address": ADDRESS,
}


def today() -> date:
    return timezone.localdate()


def form(**changes) -> dict:
    """What a registrar sends, in order."""
    return FORM | {"received_on": today().isoformat()} | changes


def data(**changes) -> actions.Registration:
    return actions.Registration(**{**FORM, "received_on": today(), **changes})


def register(house, **changes) -> Petition:
    """Registered by Li: ungraded, in nobody's hands."""
    return actions.register(data(**changes), by=house.li, on=today())


def in_hand(house, officer=None, **changes) -> Petition:
    petition = register(house, **changes)
    unit = house.units["petition_office" if officer in (None, house.li) else "business_one"]
    return actions.assign(petition, officer=officer or house.li, unit=unit, by=house.wang, on=today())


def graded(house, level="important", units=("petition_office", "business_one"), people=(), **changes) -> Petition:
    """In Li's hands, proposed by him, decided by Liu."""
    petition = in_hand(house, **changes)
    scope = [f"unit:{house.units[key].pk}" for key in units] + [f"person:{house.people[name].pk}" for name in people]
    values = {
        "level": SecrecyLevel.objects.get(pk=level),
        "period": parse_period("5年", start=today()),
        "basis": "涉及个人信息",
        "scope": scope,
        "on": today(),
    }
    proposal = actions.propose_grading(petition, **values, by=house.li)
    actions.decide_grading(proposal, **values, by=house.liu)
    return again(petition)


def closed(house, **changes) -> Petition:
    petition = graded(house, **changes)
    actions.close(petition, result="explained", reply="已书面答复。", closed_on=today(), by=house.li, on=today())
    return again(petition)


def again(petition: Petition) -> Petition:
    """The petition as the next request will load it."""
    return Petition.objects.get(pk=petition.pk)

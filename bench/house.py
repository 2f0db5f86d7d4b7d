"""The data of the pages: the demonstration organisation, and petitions in several states; made by the product's own actions."""

from datetime import timedelta

from django.utils import timezone

from bench import synthetic
from classification.models import SecrecyLevel
from classification.periods import parse_period
from config.demonstration.founding import House, found
from petitions import actions
from petitions.actions import Registration
from petitions.models import Petition

TODAY = timezone.localdate()
_house: House | None = None
measured = ""  # id of the petition whose page is measured


def house() -> House:
    global _house
    if _house is None:
        _house = found()
    return _house


def fill(count: int = 300) -> None:
    """That many registered petitions, every third in hand, every sixth graded; one with all that can happen to a case."""
    global measured
    people = house()
    entries = [registration(case) for case in synthetic.cases(count)]
    petitions = [petition for start in range(0, count, 100) for petition in _register(entries[start : start + 100])]
    for petition in petitions[::3]:
        actions.assign(petition, officer=people.li, unit=people.units["petition_office"], by=people.wang, on=TODAY)
    for petition in petitions[::6]:
        _grade(petition)
    measured = str(_eventful(petitions[0]).pk)


def registration(case: synthetic.Case) -> Registration:
    return Registration(
        channel="letter",
        received_on=min(case.day, TODAY - timedelta(days=1)),
        subject=case.subject,
        body=case.body,
        category="claim",
        information_category="privacy",
        petitioner_name=case.name,
        petitioner_id_number=case.id_number,
        petitioner_phone=case.phone,
        petitioner_address=case.address,
    )


def _register(entries: list[Registration]) -> list[Petition]:
    return actions.register_many(entries, by=house().li, on=TODAY)


def _grade(petition: Petition) -> None:
    people, level = house(), SecrecyLevel.objects.get(pk="important")
    period = parse_period("10年", start=TODAY)
    values = {"level": level, "period": period, "basis": "涉及内部结算信息", "on": TODAY}
    scope = [f"unit:{people.units[key].pk}" for key in ("petition_office", "business_one")]
    grading = actions.propose_grading(petition, scope=scope, by=people.li, **values)
    actions.decide_grading(grading, scope=scope, by=people.liu, **values)


def _eventful(petition: Petition) -> Petition:
    """A case with three notes, closed with a reply."""
    people = house()
    for text in ("已电话联系来信人。", "已调阅有关材料并走访两次。", "拟答复意见，报负责人。"):
        actions.add_note(petition, text=text, by=people.li, on=TODAY)
    reply = "经核实，" + "，".join(synthetic.SYLLABLES[at : at + 12] for at in range(0, 120, 12)) + "。"
    return actions.close(petition, result="supported", reply=reply, closed_on=TODAY, by=people.li, on=TODAY)

"""The guide of the demonstration house: proposed by the security administrator, confirmed by the principal leader."""

from datetime import date

from classification.guide.changes import entering_values
from classification.models import SecrecyLevel
from classification.periods import parse_period
from config.demonstration.founding import House
from personnel.proposals.actions import confirm, propose

# Matter, level, period, basis, units.
MATTERS = (
    ("检举控告人身份信息", "core", "20年", "信访定密事项一览表第一条", ("petition_office",)),
    ("内部结算与薪酬信息", "important", "10年", "信访定密事项一览表第三条", ("petition_office", "business_one")),
    ("个人健康与家庭状况", "important", "10年", "信访定密事项一览表第四条", ("petition_office",)),
    ("内部管理事项", "ordinary", "3年", "信访定密事项一览表第七条", ()),
)


def fill_guide(house: House, *, on: date) -> None:
    for title, code, period, basis, units in MATTERS:
        level, counted = SecrecyLevel.objects.get(pk=code), parse_period(period, start=on)
        scope = [f"unit:{house.units[key].pk}" for key in units]
        values = entering_values(title=title, level=level, period=counted, basis=basis, scope=scope)
        made = propose("guide", person=None, values=values, reason="首次编制一览表", by=house.secadmin, on=on)
        confirm(made, by=house.sheng, on=on)

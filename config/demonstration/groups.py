"""A working group of three units: set up by proposal, named in a scope for a time, with somebody who waits to join."""

from datetime import date, timedelta

from classification.scoping.actions import grant
from config.demonstration.founding import House
from personnel.groups.models import WorkingGroup
from personnel.models import Person
from personnel.proposals.actions import confirm, propose
from personnel.proposals.models import Proposal
from petitions.models import Petition
from petitions.scoping.actions import ask_in
from vault.keys import key_scope

LASTS, NAMED_FOR = timedelta(days=120), timedelta(days=60)
NAME, PURPOSE = "通勤保障专班", "核对夜班通勤线路的运行记录，提出整改意见。"


def team_up(house: House, petitions: dict[str, Petition], *, on: date) -> WorkingGroup:
    """Chen is responsible, dang is in it; the petition about the night bus names it, and sun waits for liu's word."""
    with key_scope():
        until = (on + LASTS).isoformat()
        founding = {"name": NAME, "unit": str(house.units["business_one"].pk), "responsible": str(house.chen.pk), "until": until}
        confirm(propose("group_new", person=None, values=founding, reason=PURPOSE, by=house.secadmin, on=on), by=house.liu, on=on)
        group = WorkingGroup.objects.get(name=NAME)
        confirm(_joining(group, house.dang, "查阅归档的运行记录。", house.chen, on), by=house.liu, on=on)
        _joining(group, house.sun, "整理线路台账。", house.chen, on)
        asked = ask_in(petitions["night_bus"], named=group, until=on + NAMED_FOR, reason="专班核对需要", by=house.wang, on=on)
        grant(asked, by=house.liu, on=on)
        return group


def _joining(group: WorkingGroup, person: Person, reason: str, by: Person, on: date) -> Proposal:
    values = {"group": str(group.pk), "until": group.until.isoformat()}
    return propose("group_joining", person=person, values=values, reason=reason, by=by, on=on)

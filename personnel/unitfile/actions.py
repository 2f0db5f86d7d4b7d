"""Enter a reward."""

from datetime import date

from django.db import transaction

from audit.trail.actions import record
from audit.trail.refusals import demand
from personnel.models import Person, Unit
from personnel.unitfile import events, rules
from personnel.unitfile.models import UnitReward
from vault import keys
from vault.identity import uuid7


@transaction.atomic
def award(unit: Unit, *, category: str, awarded_on: date, ground: str, by: Person, on: date) -> UnitReward:
    """It stands in the unit's file from now on."""
    demand(rules.obstacles_to_awarding(by, awarded_on, on=on))
    reward = UnitReward(id=uuid7(), unit=unit, category=category, awarded_on=awarded_on, recorded_by=by)
    keys.make_key(reward.pk)
    reward.ground = ground
    reward.keep(by=by)
    record(events.REWARDED, actor=by, subject=unit, facts={"unit": unit.name, "entry": category})
    return reward

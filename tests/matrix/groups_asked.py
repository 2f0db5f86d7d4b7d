"""What is filled in about working groups."""

from datetime import timedelta

from config.demonstration.organisation import PASSWORD
from tests.matrix.world import World

_HEADED = {"wang": "petition_office", "he": "business_one", "sheng": "leadership"}


def _new(world: World, account: str, name: str) -> dict:
    """For the unit they head."""
    unit = world.house.units[_HEADED.get(account, "business_one")]
    return {"name": "Matrix group 2", "unit": str(unit.pk), "responsible": str(world.house.li.pk)} | _until(world, 9)


def _until(world: World, days: int) -> dict:
    return {"until": (world.on + timedelta(days=days)).isoformat(), "reason": "Matrix reason"}


GROUPS = {
    "groups:new": _new,
    "groups:joining": lambda world, *_: {"member": str(world.house.dang.pk)} | _until(world, 9),
    "groups:change": lambda world, *_: {"responsible": str(world.house.chen.pk)} | _until(world, 40),
    "groups:dissolution": lambda *_: {"password": PASSWORD, "reason": "Matrix reason"},
    "groups:taking_out": lambda *_: {"reason": "Matrix reason"},
}

"""What is filled in to change who needs to know."""

from datetime import timedelta

from config.demonstration.organisation import PASSWORD
from tests.matrix.world import World


def _adding(world: World, account: str, name: str) -> dict:
    answers = account in ("wang", "liu") or (account == "li" and name != "handed")
    named = world.house.sheng if answers else world.house.people.get(account, world.house.chen)
    return {"who": f"person:{named.pk}", "until": (world.on + timedelta(days=5)).isoformat(), "reason": "Matrix reason"}


def _removal(world: World, account: str, name: str) -> dict:
    return {"who": f"unit:{world.house.units['business_one'].pk}", "reason": "Matrix reason"}


SCOPES = {
    "petitions:scope_adding": _adding,
    "petitions:scope_removal": _removal,
    "petitions:scope_granting": lambda *_: {"password": PASSWORD},
    "petitions:scope_declining": lambda *_: {"password": PASSWORD, "reason": "Matrix reason"},
}

"""One of everything, in every state that matters to who may see and do what; and a word planted in every sealed value."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from classification.models import SecrecyLevel
from classification.periods import parse_period
from config.demonstration.founding import House

OWN, BOTH = ("petition_office",), ("petition_office", "business_one")

# Petitions by name: level, units in scope, who handles it, whether it is closed.
PETITIONS = {
    "shared": ("important", BOTH, "li", False),
    "core": ("core", BOTH, "li", False),
    "other": ("ordinary", OWN, "li", False),
    "handed": ("important", OWN, "chen", False),
    "ungraded": (None, (), "li", False),
    "waiting": (None, (), None, False),
    "proposed": (None, (), "li", False),
    "regraded": ("important", BOTH, "li", False),
    "closed": ("important", BOTH, "li", True),
    "lent": ("important", BOTH, "li", False),
    "half": ("important", BOTH, "li", False),
    "granted": ("important", BOTH, "li", False),
    "doomed": ("important", BOTH, "li", True),
    "doomed_half": ("important", BOTH, "li", True),
    "doomed_granted": ("important", BOTH, "li", True),
    "doomed_open": ("important", BOTH, "li", True),
    "destroyed": ("important", BOTH, "li", True),
    "by_two": ("top_secret", OWN, "li", False),
    "opened": ("top_secret", OWN, "li", False),
}


@dataclass
class World:
    """Objects by family and name; the words planted in the sealed values of each petition and slip."""

    house: House
    on: date
    ids: dict[str, dict[str, UUID]] = field(default_factory=dict)
    things: dict[str, dict[str, object]] = field(default_factory=dict)

    def put(self, family: str, name: str, thing) -> None:
        self.ids.setdefault(family, {})[name] = thing.pk
        self.things.setdefault(family, {})[name] = thing


def planted(kind: str, name: str) -> str:
    """The word planted in a sealed value: unlike any other word on a page."""
    return f"Qz{kind}{name.replace('_', '')}zQ"


def phone_of(name: str) -> str:
    return f"1700{list(PETITIONS).index(name):03d}4827"


def grading_values(world: World, code: str, units) -> dict:
    scope = [f"unit:{world.house.units[unit].pk}" for unit in units]
    period = parse_period("5年", start=world.on)
    return {"level": SecrecyLevel.objects.get(pk=code), "period": period, "basis": "", "scope": scope}

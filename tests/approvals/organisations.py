"""Random organisations, and a checker of the separation rule written from the design, not from the code.

A seat is (person, unit, office, led units); `away` are those whose account is closed. Nothing here imports the rules under test.
"""

from dataclasses import dataclass
from itertools import permutations
from random import Random

HEAD, LEADER, AUTHORITY, STAFF = "unit_head", "leader_in_charge", "grading_authority", "staff"


@dataclass(frozen=True)
class Organisation:
    parents: dict[int, int | None]
    seats: tuple[tuple[int, int, str, frozenset[int]], ...]
    people: int
    away: frozenset[int] = frozenset()

    def line(self, unit: int) -> list[int]:
        """The unit and everything above it, nearest first; a circle ends where it closes."""
        found: list[int] = []
        while unit is not None and unit not in found:
            found.append(unit)
            unit = self.parents[unit]
        return found

    def commanded(self, person: int) -> set[int]:
        own = {unit for who, unit, office, _ in self.seats if who == person and office == HEAD}
        led = {unit for who, _, office, units in self.seats if who == person and office in (LEADER, AUTHORITY) for unit in units}
        return own | led

    def reports_to(self, person: int, other: int) -> bool:
        """At any depth: some seat of the person lies in the line below something the other commands."""
        sits = [unit for who, unit, _, _ in self.seats if who == person]
        return person != other and any(set(self.line(unit)) & self.commanded(other) for unit in sits)

    def heads(self, unit: int) -> set[int]:
        return {who for who, at, office, _ in self.seats if office == HEAD and at == unit} - self.away

    def leaders(self, unit: int) -> set[int]:
        return {who for who, _, office, units in self.seats if office == LEADER and unit in units} - self.away

    def present(self) -> list[int]:
        return [person for person in range(self.people) if person not in self.away]

    def shut_out(self, accused: set[int], recused: set[int]) -> set[int]:
        """Whom a wall keeps out: the accused and whoever sits in a unit they head or lead, and those who recused themselves."""
        led = {who: units for who, _, office, units in self.seats if office == LEADER}
        units = {at for who, at, office, _ in self.seats if who in accused and office == HEAD}
        units |= {unit for who in accused for unit in led.get(who, ())}
        return accused | recused | {who for who, at, _, _ in self.seats if at in units}


def random_organisation(random: Random, *, people: int, units: int, circles: bool = False) -> Organisation:
    """Trees of every shape; heads missing, doubled, heading several units; leaders who sit anywhere."""
    parents = {unit: (random.randrange(unit) if unit else None) for unit in range(units)}
    if circles and units > 2 and random.random() < 0.3:
        parents[0] = random.randrange(1, units)
    seats = []
    for person in range(people):
        for _ in range(random.choice((1, 1, 1, 2))):
            office = random.choice((HEAD, HEAD, STAFF, STAFF, LEADER, AUTHORITY))
            led = frozenset(random.sample(range(units), random.randint(1, min(3, units)))) if office in (LEADER, AUTHORITY) else frozenset()
            seats.append((person, random.randrange(units), office, led))
    away = frozenset(person for person in range(people) if random.random() < 0.1)
    return Organisation(parents, tuple(dict.fromkeys(seats)), people, away if len(away) < people else frozenset())


def ranks(house: Organisation, step: str, applicants: int, owning: int) -> list[set[int]]:
    """Who comes before whom for a step. Basis: DESIGN §4."""
    base = applicants if step == "head_of_applicants_unit" else owning
    above = [{head} for unit in house.line(base)[1:] for head in sorted(house.heads(unit))]
    if step == "head_of_owning_unit":
        return [house.heads(owning), house.leaders(owning), *above]
    if step == "head_of_applicants_unit":
        return [house.heads(applicants), *above]
    return [house.leaders(owning), *above]


def may_sign(house: Organisation, step: str, *, applicant: int, applicants: int, owning: int, taken: set[int]) -> set[int]:
    """The first rank in which somebody is neither applicant, nor below the applicant, nor taken: a signer already, or shut out by a wall.

    Whoever is away stands in no rank, so the next above substitutes for them.
    """
    for rank in ranks(house, step, applicants, owning):
        able = {person for person in rank if person not in taken | {applicant} and not house.reports_to(person, applicant)}
        if able:
            return able
    return set()


def accepted_pairs(house: Organisation, steps: list[str], *, out: set[int], **slip: int) -> set[tuple[int, int]]:
    """Every ordered pair of people whose two signatures the rule accepts."""
    return {
        (first, second)
        for first, second in permutations(range(house.people), 2)
        if first in may_sign(house, steps[0], **slip, taken=out) and second in may_sign(house, steps[1], **slip, taken={first} | out)
    }

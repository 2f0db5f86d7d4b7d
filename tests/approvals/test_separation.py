"""Random organisations and slips against an independent checker: who applies, signs first, signs second and substitutes are never
entangled, whoever is away or kept out by a wall. Basis: DESIGN §4; THREATS T05, T06."""

import uuid
from collections import Counter
from itertools import permutations
from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from approvals import kept_out
from approvals.actions import file_slip, sign
from approvals.chart import Chart, chart
from approvals.steps import signers
from audit.trail.refusals import Refused
from classification.actions import open_record
from custody.models import BorrowSlip
from personnel import rules
from personnel.actions import add_person, add_unit, appoint, deactivate
from personnel.models import Person
from tests.approvals import organisations
from tests.approvals.organisations import HEAD, LEADER, accepted_pairs, may_sign, random_organisation

POLICIES = [
    ["head_of_owning_unit", "leader_in_charge"],
    ["head_of_applicants_unit", "leader_in_charge"],
    ["head_of_applicants_unit", "head_of_owning_unit"],
]
ON = timezone.localdate()
# How many pairs the checker accepts, whether a wall stands, whether somebody is away.
SEEDS = {
    2: (0, False, False),
    416: (4, False, True),
    546: (3, False, False),
    549: (1, True, True),
    752: (2, True, False),
    844: (2, True, True),
}


def _as_chart(house) -> tuple[Chart, list]:
    """The organisation in the shape the rule reads, without a database."""
    units = {number: uuid.UUID(int=number + 1) for number in house.parents}
    people = [SimpleNamespace(pk=number, username=f"p{number:03}") for number in range(house.people)]
    return Chart(
        parents={units[unit]: units.get(parent) for unit, parent in house.parents.items()},
        heads={units[unit]: [people[p] for p in sorted(house.heads(unit))] for unit in units},
        leaders={units[unit]: [people[p] for p in sorted(house.leaders(unit))] for unit in units},
        commands={p: {units[unit] for unit in house.commanded(p)} for p in range(house.people)},
        seats={p: {units[unit] for who, unit, _, _ in house.seats if who == p} for p in range(house.people)},
    ), people


def _walls(random: Random, house) -> set[int]:
    """Of one slip in three somebody is kept out of what it is about."""
    if random.random() > 0.3:
        return set()
    accused, recused = ({random.randrange(house.people)} if random.random() < 0.7 else set() for _ in range(2))
    return house.shut_out(accused, recused)


def _compare(random: Random) -> set[str]:
    """One slip in one organisation, signed by whoever may; answers what it met."""
    house = random_organisation(random, people=random.randint(3, 50), units=random.randint(1, 12), circles=True)
    day, people = _as_chart(house)
    units = {number: SimpleNamespace(pk=uuid.UUID(int=number + 1)) for number in house.parents}
    applicant, mine, owning = random.choice(house.present()), random.choice(list(units)), random.choice(list(units))
    out = _walls(random, house)
    steps, taken, met = random.choice(POLICIES), set(), {"a wall"} if out else set()
    for step in steps:
        found = signers(
            step, applicant=people[applicant], applicant_unit=units[mine], owning_unit=units[owning], taken=taken | out, on=ON, day=day
        )
        able = {person.pk for person in found}
        assert able == may_sign(house, step, applicant=applicant, applicants=mine, owning=owning, taken=taken | out)
        if not able:
            return met | {"nobody"}
        met |= {"a substitute"} if not able & (house.heads(mine) | house.heads(owning) | house.leaders(owning)) else set()
        taken.add(random.choice(sorted(able)))
    assert len({applicant, *taken}) == 3
    assert not taken & (out | house.away)
    assert not any(house.reports_to(signer, applicant) for signer in taken), "no subordinate of the applicant's signs"
    return met | {"signed"}


def test_t06_the_rule_agrees_with_the_checker():
    met = set().union(*(_compare(Random(seed)) for seed in range(200)))
    assert met == {"signed", "nobody", "a substitute", "a wall"}


@pytest.mark.prove
def test_t06_the_rule_agrees_with_the_checker_on_ten_thousand_organisations():
    met = Counter(what for seed in range(10_000) for what in _compare(Random(seed)))
    print(dict(met))
    assert min(met.values()) > 500


@pytest.fixture
def built(db):
    """Builds an organisation in the database by the real actions."""

    def build(house):
        units = {}
        for number, parent in house.parents.items():
            units[number] = add_unit(name=f"单位{uuid.uuid4().hex[:8]}", parent=units.get(parent), by=None)
        people = [
            add_person(username=f"p{number:03}{uuid.uuid4().hex[:6]}", name=f"人员{number}", by=None) for number in range(house.people)
        ]
        for person, unit, office, led in house.seats:
            appoint(people[person], unit=units[unit], office=office, since=ON, leads=tuple(units[number] for number in led), by=None)
        for person in house.away:
            deactivate(people[person], by=None)
        return units, [Person.objects.get(pk=person.pk) for person in people]

    return build


def _distinct(house):
    """One open appointment per person, unit and office, as the database demands."""
    seats = {seat[:3]: seat for seat in house.seats}
    return organisations.Organisation(house.parents, tuple(seats.values()), house.people, house.away)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_t05_two_signatures_are_taken_exactly_where_the_checker_accepts_the_pair(built, seed, monkeypatch):
    random = Random(seed)
    house = _distinct(random_organisation(random, people=7, units=4))
    units, people = built(house)
    applicant, mine, owning = random.choice(house.present()), random.randrange(4), random.randrange(4)
    steps, out = POLICIES[seed % 3], _walls(random, house)
    monkeypatch.setattr(kept_out, "_sources", [lambda records, on: {key: {people[number].pk for number in out} for key in records}])
    expected = accepted_pairs(house, steps, applicant=applicant, applicants=mine, owning=owning, out=out)
    assert _taken_pairs(people, units, applicant, mine, owning, steps) == expected
    assert (len(expected), bool(out), bool(house.away)) == SEEDS[seed]


def _taken_pairs(people, units, applicant, mine, owning, steps) -> set[tuple[int, int]]:
    record = open_record(unit=units[owning], on=ON, by=people[applicant])
    values = {"record": record, "purpose": "核对", "days": 1, "place": "office", "steps": steps}
    try:
        slip = file_slip(BorrowSlip(**values, applicant=people[applicant], applicant_unit=units[mine], owning_unit=units[owning]), on=ON)
    except Refused:
        return set()
    found = set()
    for pair in permutations(range(len(people)), 2):
        try:
            with transaction.atomic():
                for number in pair:
                    sign(slip, by=people[number], on=ON)
                found.add(pair)
                transaction.set_rollback(True)
        except Refused:
            continue
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_t06_the_chart_answers_as_the_personnel_rules_do(built, seed):
    house = _distinct(random_organisation(Random(100 + seed), people=8, units=5))
    units, people = built(house)
    day = chart(ON)
    for unit in units.values():
        assert day.heads.get(unit.pk, []) == rules.head_of(unit, on=ON)
        assert day.leaders.get(unit.pk, []) == rules.leaders_of(unit, on=ON)
        assert day.heads_above(unit.pk) == rules.heads_above(unit, on=ON)
    for one, other in permutations(people, 2):
        if any(seat[0] == people.index(one) and seat[2] in (HEAD, LEADER, "grading_authority") for seat in house.seats):
            assert day.is_below(one, other) == rules.is_below(one, other, on=ON)

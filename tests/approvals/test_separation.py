"""Random organisations against an independent checker: who applies, signs first and signs second are never entangled. Basis: T05, T06."""

import uuid
from itertools import permutations
from random import Random
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from approvals.actions import file_slip, sign
from approvals.chart import Chart, chart
from approvals.steps import signers
from audit.trail.refusals import Refused
from classification.actions import open_record
from custody.models import BorrowSlip
from personnel import rules
from personnel.actions import add_person, add_unit, appoint
from tests.approvals import organisations
from tests.approvals.organisations import HEAD, LEADER, accepted_pairs, may_sign, random_organisation

POLICIES = [
    ["head_of_owning_unit", "leader_in_charge"],
    ["head_of_applicants_unit", "leader_in_charge"],
    ["head_of_applicants_unit", "head_of_owning_unit"],
]
ON = timezone.localdate()


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


def _compare(random: Random) -> None:
    house = random_organisation(random, people=random.randint(3, 50), units=random.randint(1, 12), circles=True)
    day, people = _as_chart(house)
    units = {number: SimpleNamespace(pk=uuid.UUID(int=number + 1)) for number in house.parents}
    applicant, mine, owning = random.randrange(house.people), random.choice(list(units)), random.choice(list(units))
    steps, taken = random.choice(POLICIES), set()
    for step in steps:
        found = signers(
            step, applicant=people[applicant], applicant_unit=units[mine], owning_unit=units[owning], taken=taken, on=ON, day=day
        )
        able = {person.pk for person in found}
        assert able == may_sign(house, step, applicant=applicant, applicants=mine, owning=owning, taken=taken)
        if not able:
            return
        taken.add(random.choice(sorted(able)))
    assert len({applicant, *taken}) == 3
    assert not any(house.reports_to(signer, applicant) for signer in taken)


def test_t06_the_rule_agrees_with_the_checker_on_ten_thousand_organisations():
    for seed in range(10_000):
        _compare(Random(seed))


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
        return units, people

    return build


def _distinct(house):
    """One open appointment per person, unit and office, as the database demands."""
    seats = {seat[:3]: seat for seat in house.seats}
    return organisations.Organisation(house.parents, tuple(seats.values()), house.people)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [2, 8, 11, 18, 30, 37])
def test_t05_two_signatures_are_taken_exactly_where_the_checker_accepts_the_pair(built, seed):
    random = Random(seed)
    house = _distinct(random_organisation(random, people=7, units=4))
    units, people = built(house)
    applicant, mine, owning = random.randrange(7), random.randrange(4), random.randrange(4)
    steps = POLICIES[seed % 3]
    expected = accepted_pairs(house, steps, applicant=applicant, applicants=mine, owning=owning)
    assert _taken_pairs(people, units, applicant, mine, owning, steps) == expected
    assert bool(expected) == (seed != 2)  # the second organisation has nobody independent


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

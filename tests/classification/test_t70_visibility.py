"""Whoever sees a card is cleared and needs to know, in every organisation: compared with a model written from DESIGN §3."""

import pytest
from django.utils import timezone

from classification import actions
from classification.models import GradedRecord, Grading, SecrecyLevel
from classification.periods import parse_period
from classification.principals import principals_of
from classification.querysets import is_cleared_for, sees, visible_records
from classification.rules import grading_authorities, may_decide
from personnel.actions import deactivate
from personnel.models import Person
from tests.classification import reference
from tests.classification.organisations import Organisation, fresh, organisation

pytestmark = pytest.mark.django_db


def scope(house: Organisation) -> list[str]:
    people = [f"person:{person.pk}" for person in house.luck.sample(house.people, 2) if person.is_active]
    units = [f"unit:{unit.pk}" for unit in house.luck.sample(house.units, house.luck.randrange(3))]
    return people + units or [f"unit:{house.units[0].pk}"]


def proposed(house: Organisation, record: GradedRecord) -> None:
    levels = [level for level in SecrecyLevel.objects.select_related("scheme") if level.scheme.family != "state" and level.scheme.on]
    values = {"level": house.luck.choice(levels), "period": parse_period("2年", start=house.today), "basis": "依据", "scope": scope(house)}
    why = {"reason": "理由", "by": house.luck.choice(house.people), "on": house.today}
    current = GradedRecord.objects.get(pk=record.pk)
    if current.level and not current.declassified_on and house.luck.random() < 0.3:
        grading = actions.propose_declassification(record, basis="依据", **why)
    else:
        grading = actions.propose_grading(record, **values, **why)
    able = grading_authorities(grading, on=house.today)
    if able and house.luck.random() < 0.7 and may_decide(GradedRecord.objects.get(pk=record.pk), fresh(able[0]), on=house.today):
        _decided(house, grading, fresh(able[0]), values)


def _decided(house: Organisation, grading: Grading, by: Person, values: dict) -> None:
    if house.luck.random() < 0.2:
        actions.decline_grading(grading, reason="理由", by=by, on=house.today)
    elif grading.declassifies:
        actions.declassify(grading, by=by, on=house.today)
    else:
        actions.decide_grading(grading, by=by, on=house.today, **values | {"scope": scope(house)})


def record_of(house: Organisation) -> GradedRecord:
    """A record with a life of random length."""
    record = actions.open_record(unit=house.luck.choice(house.units), on=house.today, by=house.people[0])
    for _ in range(house.luck.randrange(4)):
        if house.luck.random() < 0.3:
            actions.let_handle(record, officer=house.luck.choice([None, *house.people]), by=house.people[0])
        else:
            proposed(house, record)
    return GradedRecord.objects.get(pk=record.pk)


def differences(house: Organisation) -> list[tuple[str, str]]:
    """Pairs about which the product, asked for all records or for one, and the model disagree."""
    found = []
    for person in map(fresh, house.people):
        shown = set(visible_records(person, on=house.today).values_list("pk", flat=True))
        for record in house.records:
            if {record.pk in shown, sees(person, record.pk, on=house.today)} != {reference.sees(person, record, house.today)}:
                found.append((str(person), str(record.pk)))
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_t70_the_product_agrees_with_the_model(seed: int) -> None:
    house = organisation(seed)
    house.records = [record_of(house) for _ in range(16)]
    assert differences(house) == []
    seen = sum(visible_records(fresh(person)).count() for person in house.people)
    assert 0 < seen < len(house.people) * len(house.records), "neither everything nor nothing is seen"


@pytest.mark.prove
def test_t70_ten_thousand_pairs_agree_with_the_model() -> None:
    pairs = seen = 0
    for seed in range(100, 145):
        house = organisation(seed)
        house.records = [record_of(house) for _ in range(16)]
        assert differences(house) == [], seed
        pairs += len(house.people) * len(house.records)
        seen += sum(visible_records(fresh(person)).count() for person in house.people)
    assert pairs >= 10_000
    assert pairs / 20 < seen < pairs / 2, "neither everything nor nothing is seen"


@pytest.mark.parametrize("seed", range(30, 32))
def test_whoever_may_decide_sees_what_is_to_decide(seed: int) -> None:
    house = organisation(seed)
    for _ in range(12):
        record = actions.open_record(unit=house.luck.choice(house.units), on=house.today, by=house.people[0])
        level = SecrecyLevel.objects.get(pk="ordinary")
        period = parse_period("2年", start=house.today)
        for proposer in house.luck.sample(house.people, 2):
            actions.propose_grading(record, level=level, period=period, basis="依据", scope=scope(house), by=proposer, on=house.today)
            for person in map(fresh, house.people):
                if may_decide(record, person, on=house.today):
                    assert visible_records(person).filter(pk=record.pk).exists()


def test_nobody_sees_anything_after_leaving() -> None:
    house = organisation(3)
    house.records = [record_of(house) for _ in range(16)]
    seeing = [person for person in map(fresh, house.people) if visible_records(person).exists()]
    assert seeing
    for person in seeing:
        deactivate(person, by=None)
        assert principals_of(fresh(person), on=timezone.localdate()) == []
        assert not visible_records(fresh(person)).exists()


def test_t09_a_clearance_that_ends_hides_the_record_on_the_next_question() -> None:
    from datetime import timedelta

    house = organisation(5)
    house.records = [record_of(house) for _ in range(16)]
    person = next(person for person in map(fresh, house.people) if visible_records(person).exists())
    for clearance in person.clearances.all():
        clearance.since, clearance.until = house.today - timedelta(days=2), house.today - timedelta(days=1)
        clearance.keep(by=None)
    assert not visible_records(fresh(person)).exists()


def test_ungraded_counts_as_the_highest_level_of_the_petition_scheme_only() -> None:
    house = organisation(1, people=1)
    person = house.people[0]
    outcomes = {}
    for code in SecrecyLevel.objects.values_list("code", flat=True):
        newcomer = Person.objects.get(pk=person.pk)
        outcomes[code] = _cleared_with_only(newcomer, code)
    assert {code for code, cleared in outcomes.items() if cleared} == {"core"}


def _cleared_with_only(person: Person, code: str) -> bool:
    today = timezone.localdate()
    for clearance in person.clearances.all():
        clearance.since = clearance.until = today.replace(year=today.year - 3)
        clearance.keep(by=None)
    actions.clear(person, level=SecrecyLevel.objects.get(pk=code), since=today, by=None)
    return is_cleared_for(person, None, on=today)

"""Who can see this, and why: the same people as the one place that decides lets in. Basis: REQUIREMENTS G5."""

import pytest

from classification.knowing import counted_by_level, grounds_of, knowers
from tests.matrix.conftest import undone
from tests.matrix.objects import CARD, EVERYBODY
from tests.matrix.world import PETITIONS


@pytest.mark.parametrize("name", [name for name in PETITIONS if name != "destroyed"])
def test_whoever_sees_a_petition_stands_among_its_knowers_and_nobody_else_does(world, name):
    found = knowers(world.things["petition"][name].record, on=world.on)
    assert {knower.person.username for knower in found if knower.sees} == CARD[name]
    assert all(knower.grounds for knower in found)
    assert {knower.person.username: bool(knower.missing) for knower in found} == {k.person.username: not k.sees for k in found}


def test_who_is_let_in_and_sees_nothing_is_told_apart_with_the_reason(world):
    found = {knower.person.username: knower for knower in knowers(world.things["petition"]["shared"].record, on=world.on)}
    assert not found["sun"].sees
    assert found["sun"].missing == "未达到该密级的涉密等级。"
    assert "qian" not in found
    assert set(found) <= EVERYBODY


@pytest.mark.parametrize("account", sorted(EVERYBODY))
def test_what_somebody_can_see_is_what_the_one_place_lets_them_see_each_with_its_ground(world, account):
    person, everything = world.house.people[account], {name: world.ids["petition"][name] for name in PETITIONS}
    seen = {everything[name] for name in PETITIONS if account in CARD[name] and name != "destroyed"}
    grounds = grounds_of(person, everything.values(), on=world.on)
    assert seen <= set(grounds)
    assert all(grounds[record] for record in seen)
    beside = 1 if account in CARD["ungraded"] else 0  # what the world has imported
    assert sum(count for _level, count in counted_by_level(person, on=world.on)) == len(seen) + beside


def test_of_what_somebody_can_see_the_reader_is_shown_only_what_they_see_themself(ask):
    shown = {}
    for account in ("li", "wang", "sheng", "secadmin"):
        with undone():
            place = f"/petitions/seen-by/{ask.world.house.li.pk}/"
            shown[account] = ask.browsers[account].get(place).content.decode()
    numbers = {name: ask.world.things["petition"][name].number for name in ("shared", "core", "other")}
    assert all(number in shown["li"] and number in shown["wang"] for number in numbers.values())
    assert not any(number in shown[account] for number in numbers.values() for account in ("sheng", "secadmin"))

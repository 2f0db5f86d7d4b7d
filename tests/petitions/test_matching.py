"""Whom an accusation names is kept out by itself, fail closed, until somebody says it is not the same person. Basis: THREATS T72."""

import pytest
from django.db.models import QuerySet

from audit.trail.models import Entry
from classification.walls.models import Wall
from petitions import actions
from petitions.actions.correction import Correction
from petitions.querysets import visible_petitions
from petitions.worklist import to_provide_for
from tests import cast
from tests.petitions.cases import FORM, again, data, register, today

pytestmark = pytest.mark.django_db


def accusation(house, body, **changes):
    return register(house, category="accusation", body=body, **changes)


def kept_out(petition) -> set[tuple[str, str]]:
    return set(Wall.objects.filter(record=petition.pk, lifted_at__isnull=True).values_list("person__username", "ground"))


def sees(person, petition) -> bool:
    return visible_petitions(cast.fresh(person)).filter(pk=petition.pk).exists()


def test_t72_an_accusation_keeps_out_whom_it_names_by_name_and_unit(house):
    unit = house.units["business_one"].name
    assert kept_out(accusation(house, f"反映{unit}{house.he.name}收受礼金。")) == {("he", "accused")}
    assert kept_out(accusation(house, f"反映 {unit[:2]} {unit[2:]}\n的{house.he.name}。")) == {("he", "accused")}
    for body in (f"反映{house.he.name}收受礼金。", f"反映{unit}收受礼金。"):
        assert kept_out(accusation(house, body)) == set()
    assert kept_out(register(house, body=f"感谢{unit}{house.he.name}。")) == set()
    [entry] = Entry.objects.filter(event="wall.matched")[:1]
    assert entry.facts == {"account": "he", "ground": "accused"}


def test_t72_a_leader_is_known_by_the_units_they_lead_as_well(house):
    petition = accusation(house, f"反映{house.units['business_one'].name}分管领导{house.liu.name}。")
    assert "liu" in {account for account, _ground in kept_out(petition)}


def test_t72_two_of_the_same_name_in_the_same_unit_are_both_kept_out(house):
    chen = cast.fresh(house.chen)
    chen.name = house.he.name
    chen.keep(by=None)
    petition = accusation(house, f"{house.units['business_one'].name}{house.he.name}")
    assert {account for account, _ground in kept_out(petition)} == {"he", "chen"}


def test_where_nobody_else_would_read_it_the_accused_alone_is_kept_out(house):
    petition = accusation(house, f"反映{house.units['petition_office'].name}{house.wang.name}压案不办。")
    assert kept_out(petition) == {("wang", "recused")}
    assert not sees(house.wang, petition)
    assert sees(house.li, petition)


def test_a_correction_matches_anew_and_whoever_was_let_in_again_stays_let_in(house):
    petition = accusation(house, "反映有人收受礼金。")
    named = f"反映{house.units['petition_office'].name}{house.wang.name}收受礼金。"
    form = {name: value for name, value in FORM.items() if name not in ("received_on", "category", "body")}
    edit = Correction(**form, received_on=today(), category="accusation", body=named)
    actions.edit(again(petition), edit, by=cast.fresh(house.li), on=today())
    [wall] = Wall.objects.filter(record=petition.pk)
    actions.lift_wall(wall, again(petition), by=cast.fresh(house.liu), on=today())
    once_more = Correction(**form, received_on=today(), category="accusation", body=named + "请核查。")
    actions.edit(again(petition), once_more, by=cast.fresh(house.li), on=today())
    assert kept_out(petition) == set()
    assert sees(house.wang, petition)


def test_a_registrar_who_is_named_is_led_to_the_list_and_a_batch_is_matched_as_well(house):
    named = f"反映{house.units['petition_office'].name}{house.li.name}。"
    sent = FORM | {"received_on": today().isoformat(), "category": "accusation", "body": named}
    assert cast.signed_in(house.li).post("/petitions/new/", sent)["Location"] == "/petitions/"
    batch = actions.register_many([data(), data(category="accusation", body=named)], by=cast.fresh(house.li), on=today())
    assert [kept_out(petition) for petition in batch] == [set(), {("li", "accused")}]
    assert QuerySet(Wall).filter(person=house.li).count() == 2


def test_t72_where_the_accused_alone_would_read_it_they_are_kept_out_and_who_stands_above_is_told_the_number(house):
    unit = house.units["petition_office"].name
    petition = accusation(house, f"反映{unit}{house.wang.name}、{house.li.name}压案不办。")
    assert {account for account, _ground in kept_out(petition)} == {"li", "wang"}
    assert not any(sees(person, petition) for person in (house.li, house.wang))
    told = {one.username: [item.number for item in to_provide_for(cast.fresh(one), today())] for one in house.people.values()}
    assert {account for account, numbers in told.items() if numbers} == {"liu"}
    assert told["liu"] == [petition.number]


@pytest.mark.parametrize("lifted", [True, False])
def test_t72_whoever_stays_or_stayed_away_for_another_reason_is_kept_out_as_accused_once_it_accuses_them(house, lifted):
    petition = accusation(house, "反映有人收受礼金。")
    why = {"ground": "recused", "reason": "亲属", "by": cast.fresh(house.li), "on": today()}
    wall = actions.raise_wall(again(petition), person=house.he, **why)
    if lifted:
        actions.lift_wall(wall, again(petition), by=cast.fresh(house.liu), on=today())
    form = {name: value for name, value in FORM.items() if name not in ("received_on", "category", "body")}
    named = f"反映{house.units['business_one'].name}{house.he.name}收受礼金。"
    actions.edit(
        again(petition), Correction(**form, received_on=today(), category="accusation", body=named), by=cast.fresh(house.li), on=today()
    )
    assert kept_out(petition) == {("he", "accused")}

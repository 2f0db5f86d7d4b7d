"""Hints that one petition may repeat another: one petitioner, a like subject, and only among what the person sees."""

import pytest

from petitions import places, repeats
from petitions.repeats import Typed, alike, like_typed
from tests.petitions import cases

pytestmark = pytest.mark.django_db

LATER = "家属区供暖温度仍不达标"


def typed(**changes) -> Typed:
    values = {name: cases.FORM[name] for name in ("subject", "body", "petitioner_name", "petitioner_id_number", "petitioner_phone")}
    return Typed(**{**values, **changes})


def others(hints) -> list:
    return [hint.other for hint in hints]


@pytest.mark.parametrize(
    ("known", "place"),
    [
        ({"petitioner_id_number": cases.ID_NUMBER}, places.ID_NUMBER),
        ({"petitioner_phone": "+86 170 0000 4827"}, places.PHONE),
        ({"petitioner_name": cases.NAME}, places.NAME),
    ],
)
def test_one_equal_personal_value_and_a_like_subject_are_a_hint(house, known, place):
    petition = cases.register(house)
    (hint,) = like_typed(Typed(subject=LATER, **known), by=house.li, on=cases.today())
    assert (hint.other, hint.same, hint.petition) == (petition, (place,), None)
    assert repeats.LIKE <= hint.likeness < 1


def test_a_name_that_only_begins_alike_is_another_person(house):
    cases.register(house, petitioner_id_number="", petitioner_phone="")
    assert like_typed(Typed(subject=LATER, petitioner_name=cases.NAME + "华"), by=house.li, on=cases.today()) == []


def test_another_subject_is_no_hint_but_the_same_text_is_one(house):
    petition = cases.register(house)
    values = {"subject": "询问退休手续", "petitioner_phone": cases.PHONE}
    assert like_typed(Typed(**values), by=house.li, on=cases.today()) == []
    (hint,) = like_typed(Typed(**values, body=cases.BODY + "\n"), by=house.li, on=cases.today())
    assert (hint.other, hint.percent) == (petition, 100)


def test_nobody_anonymous_is_taken_for_one_person(house):
    cases.register(house, petitioner_name="", petitioner_id_number="", petitioner_phone="")
    assert like_typed(Typed(subject=cases.SUBJECT, body=cases.BODY), by=house.li, on=cases.today()) == []


def test_t03_nobody_is_told_of_what_they_do_not_see(house):
    hidden = cases.register(house)
    assert others(like_typed(typed(), by=house.li, on=cases.today())) == [hidden]
    for account in ("chen", "he", "qian", "sun", "zhao", "zhou", "sysadmin"):
        assert like_typed(typed(), by=house.people[account], on=cases.today()) == []
    shown = cases.graded(house, subject=LATER)
    assert others(like_typed(typed(), by=house.chen, on=cases.today())) == [shown]
    assert alike([shown.pk], by=house.chen, on=cases.today()) == []
    assert alike([hidden.pk], by=house.chen, on=cases.today()) == []
    assert others(alike([shown.pk], by=house.li, on=cases.today())) == [hidden]


def test_who_accuses_is_not_guessed_by_a_hint(house):
    cases.graded(house, category="accusation")
    assert like_typed(typed(), by=house.chen, on=cases.today()) == []
    assert len(like_typed(typed(), by=house.li, on=cases.today())) == 1


def test_a_destroyed_petition_is_no_hint(house):
    from petitions.actions import mark_destroyed

    petition = cases.closed(house)
    mark_destroyed(petition, by=None, on=cases.today())
    assert like_typed(typed(), by=house.li, on=cases.today()) == []


def test_each_pair_is_told_once_the_likest_first(house):
    first, second, third = cases.register(house), cases.register(house), cases.register(house, subject=LATER, body="另一段话。")
    found = alike([first.pk, second.pk, third.pk], by=house.li, on=cases.today())
    assert {found[0].petition, found[0].other} == {first, second}
    assert len(found) == 3
    assert found[0].same == (places.ID_NUMBER, places.PHONE, places.NAME)


def test_nothing_sealed_is_opened_for_a_hint(house, monkeypatch):
    from vault.fields import SealedTextField

    cases.register(house)
    monkeypatch.setattr(SealedTextField, "open", lambda *_: pytest.fail("opened a sealed value"))
    assert len(like_typed(typed(), by=house.li, on=cases.today())) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_hints_ask_the_database_as_often_for_one_as_for_many(house, rows, django_assert_max_num_queries):
    from vault import keys

    ids = [cases.register(house).pk for _ in range(rows + 1)]
    with keys.key_scope(), django_assert_max_num_queries(13):
        alike(ids, by=house.li, on=cases.today())

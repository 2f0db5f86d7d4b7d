"""Propose, confirm, amend; what waits for whom."""

import pytest
from django.utils import translation

from audit.trail.models import Entry
from classification.models import Grading
from personnel.worklist import waiting_for
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import again, graded, in_hand, register, today

pytestmark = pytest.mark.django_db


def values(house, **changes) -> dict:
    scope = [f"unit:{house.units['petition_office'].pk}", f"unit:{house.units['business_one'].pk}"]
    return {"scheme": "petition", "level": "important", "period": "10年", "basis": "涉及个人信息", "scope": scope} | changes


def grade(person, petition, sent: dict):
    return cast.signed_in(person).post(f"/petitions/{petition.pk}/grading/", sent)


def errors(response) -> dict:
    with translation.override("en"):
        return {name: [str(error) for error in found] for name, found in response.context["form"].errors.items()}


def test_the_handling_officer_proposes_and_the_authority_confirms(house):
    petition = in_hand(house)
    assert grade(house.li, petition, values(house)).status_code == 302
    assert not visible_petitions(house.chen).filter(pk=petition.pk).exists(), "a proposal opens nothing"
    page = cast.signed_in(house.liu).get(f"/petitions/{petition.pk}/grading/")
    assert page.context["decides"]
    assert page.context["form"].initial["level"] == "important"
    assert grade(house.liu, petition, values(house)).status_code == 302
    petition = again(petition)
    assert petition.mark.text == "信访·重要秘密 10年"
    assert not petition.record.grading.amended
    assert visible_petitions(house.chen).filter(pk=petition.pk).exists()


def test_the_authority_amends_on_the_same_page(house):
    petition = in_hand(house)
    grade(house.li, petition, values(house))
    grade(house.liu, petition, values(house, level="ordinary", period="6个月", scope=[f"person:{house.qian.pk}"]))
    petition = again(petition)
    assert (petition.mark.text, petition.record.grading.amended) == ("信访·普通秘密 6个月", True)
    assert visible_petitions(house.qian).filter(pk=petition.pk).exists()
    assert not visible_petitions(house.chen).filter(pk=petition.pk).exists()


def test_nobody_else_proposes_or_decides(house):
    petition = in_hand(house)
    assert grade(house.wang, petition, values(house)).status_code == 403
    grade(house.li, petition, values(house))
    assert grade(house.wang, petition, values(house)).status_code == 403
    assert Grading.objects.filter(status="confirmed").count() == 0
    assert grade(house.li, petition, values(house, level="ordinary")).status_code == 302, "a new proposal, not a decision"
    assert list(Grading.objects.filter(status="proposed").values_list("level", flat=True)) == ["ordinary"]
    assert again(petition).record.level is None


def test_a_level_belongs_to_its_scheme(house):
    petition = in_hand(house)
    answer = grade(house.li, petition, values(house, scheme="company"))
    assert errors(answer) == {"level": ["This level belongs to another scheme; choose one of the levels under the scheme you chose."]}


def test_what_cannot_be_is_told_beside_its_field(house):
    petition = in_hand(house)
    wrong = {
        "level": ["x", "\0", "", "state_secret"],
        "period": ["", "x", "99年", "长期", "0"],
        "scope": [[], ["unit:x"], ["x"], ["unit:00000000-0000-7000-8000-000000000000"]],
        "basis": ["", "一\u202e二"],
        "scheme": ["x", "\0", ""],
    }
    for name, tries in wrong.items():
        for value in tries:
            changed = {name: value} | ({"scheme": "state"} if value == "state_secret" else {})
            assert list(errors(grade(house.li, petition, values(house, **changed)))) == [name], (name, value)
    assert not Grading.objects.exists()


def test_levels_are_offered_by_scheme_without_state_secrets(house):
    petition = in_hand(house)
    shown = cast.signed_in(house.li).get(f"/petitions/{petition.pk}/grading/").content.decode()
    assert 'value="important"' in shown
    assert 'value="top_secret"' in shown
    assert "state_secret" not in shown
    assert "<optgroup" in shown


def test_an_administrator_is_not_offered_as_somebody_who_needs_to_know(house):
    petition = in_hand(house)
    page = cast.signed_in(house.li).get(f"/petitions/{petition.pk}/grading/")
    offered = {value for _group, choices in page.context["form"].fields["scope"].choices for value, _label in choices}
    assert f"person:{house.qian.pk}" in offered
    assert f"person:{house.secadmin.pk}" not in offered
    sent = grade(house.li, petition, values(house, scope=[f"person:{house.secadmin.pk}"]))
    assert list(errors(sent)) == ["scope"]


def test_a_proposal_sent_twice_is_one(house):
    petition = in_hand(house)
    for _ in range(2):
        grade(house.li, petition, values(house))
    assert Grading.objects.count() == 1
    assert Entry.objects.filter(event="grading.proposed").count() == 1


def test_the_basis_is_open_to_readers_only(house):
    petition = graded(house)
    assert "涉及个人信息" in cast.signed_in(house.li).get(f"/petitions/{petition.pk}/").content.decode()
    assert "涉及个人信息" not in cast.signed_in(house.chen).get(f"/petitions/{petition.pk}/").content.decode()


def waiting(person) -> list[tuple[str, str]]:
    return [(item.kind, item.number) for item in waiting_for(cast.fresh(person), on=today()) if item.number.startswith(("XF", "JK"))]


def test_everybody_is_told_what_waits_for_them(house):
    petition = register(house)
    assert (waiting(house.li), waiting(house.wang)) == ([("assign", petition.number)], [("assign", petition.number)])
    petition = in_hand(house, category="accusation")
    assert set(waiting(house.li)) >= {("close", petition.number), ("grade", petition.number)}
    grade(house.li, petition, values(house))
    assert ("grade", petition.number) not in waiting(house.li)
    assert waiting(house.liu) == [("grade", petition.number)]
    assert all(waiting(house.people[account]) == [] for account in ("chen", "he", "zhao", "zhou", "secadmin"))
    grade(house.liu, petition, values(house))
    assert waiting(house.liu) == []


def test_a_long_worklist_ends_in_one_line_that_leads_to_the_list(house, monkeypatch):
    monkeypatch.setattr("petitions.worklist.MOST", 1)
    for _ in range(3):
        register(house)
    items = [item for item in waiting_for(house.li, on=today()) if item.kind == "assign"]
    assert [item.url for item in items if not item.number] == ["/petitions/?status=registered"]
    assert len(items) == 2

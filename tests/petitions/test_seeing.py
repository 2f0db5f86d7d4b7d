"""Card, content, masks, reveals, tombstones."""

import re

import pytest
from django.utils import translation

from audit.trail.models import Entry, Result
from petitions import actions, registry, rules
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import ADDRESS, BODY, ID_NUMBER, NAME, PHONE, SUBJECT, again, closed, graded, in_hand, register, today
from vault import keys

pytestmark = pytest.mark.django_db


def page(person, petition, part: str = ""):
    return cast.signed_in(person).get(f"/petitions/{petition.pk}/{part}")


def entries_of(person):
    """What the person left in the trail, beside signing in."""
    return Entry.objects.filter(actor=person).exclude(event="session.opened")


def seers(house, petition) -> set[str]:
    return {account for account, person in house.people.items() if visible_petitions(cast.fresh(person)).filter(pk=petition.pk).exists()}


def readers(house, petition) -> set[str]:
    return {account for account, person in house.people.items() if rules.reads_content(again(petition), cast.fresh(person), today())}


def test_an_ungraded_petition_is_open_to_the_registering_unit_and_the_grading_authority(house):
    petition = register(house)
    assert seers(house, petition) == {"li", "wang", "liu"}
    assert readers(house, petition) == {"li", "wang"}


def test_level_and_scope_decide_who_sees_the_card(house):
    petition = graded(house, level="important", units=("business_one",), people=("qian",))
    assert seers(house, petition) == {"li", "wang", "liu", "chen", "he", "qian"}
    assert readers(house, petition) == {"li", "wang"}
    assert "sun" not in seers(house, petition), "in scope, not cleared"


def test_a_running_loan_opens_the_content_and_its_end_closes_it(house, monkeypatch):
    petition = graded(house)
    monkeypatch.setattr(registry, "_readers", [lambda record, person, on: person == house.chen])
    assert "chen" in readers(house, petition)
    monkeypatch.setattr(registry, "_readers", [])
    assert "chen" not in readers(house, petition)


def test_the_grading_authority_reads_while_a_proposal_waits(house):
    petition = in_hand(house)
    assert "liu" not in readers(house, petition)
    assert cast.signed_in(house.li).post(f"/petitions/{petition.pk}/grading/", proposal(house)).status_code == 302
    assert "liu" in readers(house, petition)
    assert cast.signed_in(house.liu).post(f"/petitions/{petition.pk}/grading/", proposal(house)).status_code == 302
    assert "liu" not in readers(house, petition)


def proposal(house) -> dict:
    scope = [f"unit:{house.units['petition_office'].pk}"]
    return {"scheme": "petition", "level": "important", "period": "5", "basis": "涉及个人信息", "scope": scope}


def words(page: str) -> str:
    """Without ids and tokens: any four digits may stand in them by chance."""
    return re.sub(r"[0-9A-Za-z_-]{24,}", "", page)


def test_the_card_shows_no_content_and_masked_contacts(house):
    petition = graded(house)
    response = page(house.chen, petition)
    shown = words(response.content.decode())
    assert response.status_code == 200
    assert petition.number in shown
    assert SUBJECT in shown
    assert "170-0000-****" in shown
    assert "欧阳**" in shown
    for hidden in ("请求检修管网", NAME, PHONE, "4827", ID_NUMBER, "幸福路", 'name="reason"', "涉及个人信息"):
        assert hidden not in shown
    assert entries_of(house.chen).get().event == "petition.card_read"


def test_t03_readers_too_see_masked_contacts(house):
    petition = graded(house)
    browser = cast.signed_in(house.li)
    for address in ("/petitions/", f"/petitions/{petition.pk}/", f"/petitions/{petition.pk}/edit/", f"/petitions/{petition.pk}/grading/"):
        shown = words(browser.get(address).content.decode())
        for hidden in (NAME, PHONE, "4827", "17000004827", ID_NUMBER, ADDRESS):
            assert hidden not in shown, (address, hidden)
    assert "请求检修管网" in browser.get(f"/petitions/{petition.pk}/").content.decode()


def test_an_accuser_has_no_name_anywhere(house):
    petition = graded(house, category="accusation")
    with translation.override("en"):
        for person, address in (
            (house.li, f"/petitions/{petition.pk}/"),
            (house.chen, f"/petitions/{petition.pk}/"),
            (house.li, "/petitions/"),
        ):
            shown = cast.signed_in(person).get(address, headers={"accept-language": "zh-hans"}).content.decode()
            assert "欧阳" not in shown
            assert "01" in shown


def test_a_reveal_shows_one_value_once_and_is_an_entry_with_a_sealed_reason(house):
    petition = graded(house)
    browser = cast.signed_in(house.li)
    answer = browser.post(f"/petitions/{petition.pk}/reveal/", {"field": "petitioner_phone", "reason": "电话回访"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert PHONE in shown
    assert NAME not in shown
    assert ID_NUMBER not in shown
    entry = Entry.objects.get(event="petition.revealed")
    assert (entry.actor, entry.dossier_id, entry.facts["field"], entry.text) == (house.li, petition.pk, "petitioner_phone", "电话回访")
    assert "电话回访" not in str(entry.facts)
    assert PHONE not in browser.get(f"/petitions/{petition.pk}/").content.decode()


def test_a_reveal_without_a_reason_shows_nothing(house):
    petition = graded(house)
    browser = cast.signed_in(house.li)
    for sent in ({"field": "petitioner_phone"}, {"field": "petitioner_phone", "reason": " "}, {"field": "body", "reason": "x"}, {}):
        answer = browser.post(f"/petitions/{petition.pk}/reveal/", sent)
        assert answer.status_code == 200
        assert PHONE not in answer.content.decode()
    assert not Entry.objects.filter(event="petition.revealed").exists()


def test_who_reads_no_content_reveals_nothing(house):
    petition = graded(house)
    answer = cast.signed_in(house.chen).post(f"/petitions/{petition.pk}/reveal/", {"field": "petitioner_phone", "reason": "x"})
    assert answer.status_code == 403
    assert PHONE not in answer.content.decode()
    assert entries_of(house.chen).get().reason == "NO_CONTENT"


def test_t27_every_address_of_a_foreign_petition_is_absent(house):
    petition = graded(house, units=("petition_office",))
    browser = cast.signed_in(house.chen)
    absent = browser.get("/petitions/00000000-0000-7000-8000-000000000000/")
    for part in ("", "edit/", "handling/", "closing/", "reopening/", "grading/"):
        answer = browser.get(f"/petitions/{petition.pk}/{part}")
        assert (answer.status_code, answer.content) == (404, absent.content)
    for part in ("edit/", "handling/", "closing/", "reopening/", "grading/", "notes/", "reveal/"):
        answer = browser.post(f"/petitions/{petition.pk}/{part}", {"field": "petitioner_phone", "reason": "x"})
        assert (answer.status_code, answer.content) == (404, absent.content)
    assert set(entries_of(house.chen).values_list("result", flat=True)) == {Result.DENIED}


def test_wrong_methods_are_refused(house):
    petition = graded(house)
    browser = cast.signed_in(house.li)
    assert browser.get(f"/petitions/{petition.pk}/reveal/").status_code == 405
    assert browser.get(f"/petitions/{petition.pk}/notes/").status_code == 405
    assert browser.get("/petitions/search/").status_code == 405
    assert browser.post(f"/petitions/{petition.pk}/").status_code == 405
    assert browser.delete("/petitions/new/").status_code == 405


def test_a_tombstone_says_what_remains_and_nothing_else(house):
    petition = closed(house)
    keys.shred([petition.pk])
    actions.mark_destroyed(petition, by=house.zhao, on=today())
    for person in (house.li, house.chen, house.liu):
        browser = cast.signed_in(person)
        answer = browser.get(f"/petitions/{petition.pk}/")
        shown = answer.content.decode()
        assert answer.status_code == 200
        assert petition.number in shown
        assert today().isoformat() in shown
        assert SUBJECT not in shown
        assert browser.get("/petitions/").status_code == 200
        for part in ("edit", "handling", "closing", "reopening", "grading"):
            assert browser.get(f"/petitions/{petition.pk}/{part}/").status_code in (403, 409)
        assert browser.post(f"/petitions/{petition.pk}/reveal/", {"field": "petitioner_phone", "reason": "x"}).status_code == 409
    assert Entry.objects.filter(event="petition.tombstone_read").count() == 3
    assert not Entry.objects.filter(event="petition.content_read").exists()


def test_destroying_twice_changes_nothing_more(house):
    petition = closed(house)
    keys.shred([petition.pk])
    actions.mark_destroyed(petition, by=None, on=today())
    states = again(petition).history.count()
    actions.mark_destroyed(petition, by=None, on=today())
    assert again(petition).history.count() == states


def test_the_page_says_who_had_it_and_shows_the_records_own_trail(house):
    petition = closed(house)
    response = page(house.li, petition)
    assert [str(hand.who) for hand in response.context["hands"]] == ["李登记", "王主任", "李登记", "刘分管", "李登记"]
    events = [entry["sentence"] for entry in response.context["entries"]]
    assert len(events) == Entry.objects.filter(dossier_id=petition.pk).count()
    assert "entries" not in page(house.chen, petition).context


def test_a_form_that_shows_the_record_is_in_its_trail(house):
    petition = graded(house)
    for part in ("edit", "closing", "grading", "handling"):
        assert page(house.li, petition, f"{part}/").status_code == 200
    entries = Entry.objects.filter(event="petition.form_read", dossier_id=petition.pk, actor=house.li).order_by("at")
    assert [entry.facts["form"] for entry in entries] == ["edit", "closing", "grading", "handling"]


def test_the_page_offers_what_one_may_do_and_says_why_a_closed_case_is_not_corrected(house):
    petition = graded(house)
    assert [str(act.url).split("/")[-2] for act in acts(house.li, petition)] == [
        "closing",
        "handling",
        "grading",
        "declassification",
        "edit",
        "repeats",
    ]
    assert [act.primary for act in acts(house.li, petition)] == [True, False, False, False, False, False]
    assert [str(act.url).split("/")[-2] for act in acts(house.wang, petition)] == ["handling"]
    assert acts(house.chen, petition) == []
    done = closed(house)
    assert {str(act.url).split("/")[-2]: [obstacle.code for obstacle in act.obstacles] for act in acts(house.li, done)} == {
        "grading": [],
        "declassification": [],
        "edit": ["CASE_CLOSED"],
        "reopening": [],
    }


def acts(person, petition) -> list:
    """What petitions itself offers, without the apps above."""
    return [act for act in page(person, petition).context["acts"] if str(act.url).startswith("/petitions/")]


def test_reposts_are_linked_both_ways_among_those_one_sees(house):
    first = graded(house)
    second = register(house, repeat_of=first)
    assert second.number in page(house.li, first).content.decode()
    assert first.number in page(house.li, second).content.decode()
    assert second.number not in page(house.chen, first).content.decode()


def test_subjects_with_numbers_are_masked_in_lists_and_on_cards(house):
    petition = graded(house, subject="请致电17000004827")
    for address in ("/petitions/", f"/petitions/{petition.pk}/"):
        shown = cast.signed_in(house.chen).get(address).content.decode()
        assert "1700000****" in shown
        assert "17000004827" not in shown


def test_scripts_in_texts_stay_words(house):
    petition = graded(house, subject="<script>alert(1)</script>", body="{{ 7*7 }}<img src=x onerror=alert(1)>")
    shown = page(house.li, petition).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "{{ 7*7 }}" in shown
    assert BODY not in shown

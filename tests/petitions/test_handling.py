"""Assign, note, close, reopen, correct: who may, when, what stays in memory."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import translation

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.actions import clear
from classification.models import SecrecyLevel
from personnel import actions as personnel
from petitions import actions, rules
from petitions.choices import NEXT, RESULTS_OF, Category, Status
from petitions.models import ForbiddenMove, Note, Petition
from petitions.page import entries_about
from petitions.past import changes
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import FORM, NAME, PHONE, SUBJECT, again, closed, form, graded, in_hand, register, today

pytestmark = pytest.mark.django_db


def send(person, petition, part: str, **sent):
    return cast.signed_in(person).post(f"/petitions/{petition.pk}/{part}/", sent)


def codes(obstacles) -> list[str]:
    return [obstacle.code for obstacle in obstacles]


def errors(response) -> dict:
    with translation.override("en"):
        return {name: list(found) for name, found in response.context["form"].errors.items()}


def assignment(officer, unit) -> dict:
    return {"handling_officer": str(officer.pk), "handling_unit": str(unit.pk)}


CLOSING = {"result": "explained", "reply": "已书面答复。"}


def test_registrar_and_head_assign_nobody_else(house):
    for account in ("li", "wang"):
        petition = register(house)
        assert send(house.people[account], petition, "handling", **assignment(house.li, house.units["petition_office"])).status_code == 302
        petition = again(petition)
        assert (petition.status, petition.handling_officer, petition.handling_unit) == ("in_hand", house.li, house.units["petition_office"])
    petition = graded(house)
    assert send(house.chen, petition, "handling", **assignment(house.chen, house.units["business_one"])).status_code == 403
    assert send(house.liu, petition, "handling", **assignment(house.chen, house.units["business_one"])).status_code == 403


def test_an_officer_must_be_cleared_for_the_present_level(house):
    petition = register(house)
    answer = send(house.wang, petition, "handling", **assignment(house.chen, house.units["business_one"]))
    assert errors(answer) == {"handling_officer": ["This officer is not cleared for the petition's level; choose somebody who is."]}
    assert again(petition).status == "registered"
    with pytest.raises(Refused) as refused:
        actions.assign(petition, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=today())
    assert refused.value.codes == ["OFFICER_NOT_CLEARED"]
    petition = graded(house, level="ordinary")
    assert send(house.wang, petition, "handling", **assignment(house.chen, house.units["business_one"])).status_code == 302


def test_an_officer_belongs_to_the_unit_that_handles(house):
    petition = graded(house)
    answer = send(house.wang, petition, "handling", **assignment(house.chen, house.units["petition_office"]))
    assert list(errors(answer)) == ["handling_officer"]
    answer = send(house.wang, petition, "handling", **assignment(house.sun, house.units["business_one"]))
    assert errors(answer) == {"handling_officer": ["Choose one of the entries offered."]}


def test_the_officer_is_let_in_and_the_former_one_out(house):
    petition = graded(house, units=("petition_office",))
    assert not visible_petitions(house.chen).filter(pk=petition.pk).exists()
    actions.assign(petition, officer=house.chen, unit=house.units["business_one"], by=house.wang, on=today())
    assert visible_petitions(house.chen).filter(pk=petition.pk).exists()
    assert rules.reads_content(again(petition), house.chen, today())
    actions.assign(petition, officer=house.li, unit=house.units["petition_office"], by=house.wang, on=today())
    assert not visible_petitions(house.chen).filter(pk=petition.pk).exists()


def test_assigning_twice_is_one_assignment(house):
    petition = register(house)
    for _ in range(2):
        send(house.wang, petition, "handling", **assignment(house.li, house.units["petition_office"]))
    assert Entry.objects.filter(event="petition.assigned").count() == 1


def test_only_the_handling_officer_notes_closes_and_reopens(house):
    petition = graded(house)
    for person in (house.wang, house.chen, house.liu):
        assert send(person, petition, "notes", text="x").status_code == 403
        assert send(person, petition, "closing", **CLOSING, closed_on=today()).status_code == 403
    assert send(house.li, petition, "notes", text="已电话联系。").status_code == 302
    assert send(house.li, petition, "closing", **CLOSING, closed_on=today()).status_code == 302
    petition = again(petition)
    assert (petition.status, petition.result, petition.reply) == ("closed", "explained", "已书面答复。")
    assert (petition.closed_on, petition.closed_by) == (today(), house.li)
    assert send(house.wang, petition, "reopening", reason="x").status_code == 403
    assert send(house.li, petition, "reopening", reason="信访人补充材料").status_code == 302
    petition = again(petition)
    assert (petition.status, petition.result, petition.closed_on, petition.closed_by) == ("in_hand", "", None, None)
    assert Entry.objects.get(event="petition.reopened").text == "信访人补充材料"
    assert Note.objects.get().text == "已电话联系。"


def test_what_the_state_forbids_is_refused_with_409(house):
    done = closed(house)
    for part, sent in {
        "closing": CLOSING | {"closed_on": today()},
        "notes": {"text": "x"},
        "edit": form(),
        "handling": assignment(house.li, house.units["petition_office"]),
    }.items():
        answer = send(house.li, done, part, **sent)
        assert answer.status_code == 409, part
    assert send(house.li, graded(house), "reopening", reason="x").status_code == 409
    assert set(Entry.objects.filter(event="action.refused").values_list("reason", flat=True)) == {"CASE_CLOSED", "NOT_CLOSED"}


def test_a_result_fits_the_kind_of_petition(house):
    for category in Category.values:
        petition = in_hand(house, category=category)
        for other in set(Category.values) - {category}:
            answer = send(house.li, petition, "closing", result=RESULTS_OF[other][0].value, reply="x", closed_on=today())
            assert errors(answer) == {"result": ["Choose one of the entries offered."]}
            assert codes(rules.obstacles_to_result(petition, RESULTS_OF[other][0], today(), on=today())) == ["WRONG_RESULT"]
        assert send(house.li, petition, "closing", result=RESULTS_OF[category][0].value, reply="x", closed_on=today()).status_code == 302


def test_the_closing_day_lies_between_receipt_and_today(house):
    petition = in_hand(house)
    for closed_on in (today() + timedelta(days=1), petition.received_on - timedelta(days=1), "x"):
        answer = send(house.li, petition, "closing", **CLOSING, closed_on=closed_on)
        assert list(errors(answer)) == ["closed_on"]
        assert "已书面答复。" in answer.content.decode()
    assert again(petition).status == "in_hand"


def test_every_move_missing_from_the_map_is_forbidden(house):
    petition = register(house)
    for before, after in product(Status.values, Status.values):
        petition.status = before
        if after not in NEXT[before]:
            with pytest.raises(ForbiddenMove):
                petition.move_to(after, by=house.li)


def test_the_database_repeats_the_rules_of_the_states(house):
    petition = register(house)
    broken = {
        "a_petition_is_in_a_known_state": {"status": "x"},
        "a_petition_in_hand_names_who_handles_it": {"status": "in_hand"},
        "a_closed_petition_has_a_result_a_day_and_a_name": {"status": "closed"},
        "an_open_petition_is_not_closed": {"result": "supported"},
        "a_petition_is_closed_after_it_came_in": {
            "status": "closed",
            "result": "supported",
            "closed_by": house.li,
            "closed_on": petition.received_on - timedelta(days=1),
        },
        "a_petition_does_not_repeat_itself": {"repeat_of": petition},
    }
    for name, values in broken.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            models.QuerySet(Petition).filter(pk=petition.pk).update(**values)


def test_one_petition_per_source_and_number(house):
    register(house, source="附件", source_number="16595")
    with pytest.raises(IntegrityError, match="one_petition_per_source_and_number"), transaction.atomic():
        register(house, source="附件", source_number="16595")


def test_history_cannot_be_walked_around(house):
    register(house)
    for bypass in (lambda: Petition.objects.update(channel="fax"), lambda: Petition.objects.all().delete()):
        with pytest.raises(TypeError):
            bypass()


def test_only_the_registrar_corrects(house):
    petition = graded(house)
    for person in (house.wang, house.chen, house.liu):
        assert send(person, petition, "edit", **form(subject="x")).status_code == 403
    assert again(petition).subject == SUBJECT


def test_a_correction_keeps_personal_values_left_empty(house):
    petition = in_hand(house)
    kept = {"petitioner_name": "", "petitioner_id_number": "", "petitioner_phone": "", "petitioner_address": ""}
    assert send(house.li, petition, "edit", **form(body="改后的正文。", **kept)).status_code == 302
    petitioner = petition.petitioners.get()
    assert (again(petition).body, petitioner.name, petitioner.phone) == ("改后的正文。", NAME, PHONE)
    send(house.li, petition, "edit", **form(**kept | {"petitioner_phone": "17011112222"}, remove=["petitioner_name"]))
    petitioner = petition.petitioners.get()
    assert (petitioner.name, petitioner.phone, petitioner.phone_normalised) == ("", "17011112222", "17011112222")


def test_a_correction_that_changes_nothing_writes_nothing(house):
    petition = in_hand(house)
    states = petition.history.count()
    send(house.li, petition, "edit", **form())
    assert petition.history.count() == states
    assert not Entry.objects.filter(event="petition.edited").exists()


def test_t57_an_untouched_value_keeps_its_ciphertext(house):
    from vault.fields import verbatim

    petition = in_hand(house)
    send(house.li, petition, "edit", **form(subject="新的主题"))
    with verbatim():
        newest, before = petition.history.order_by("-history_date")[:2]
        assert newest.body.blob == before.body.blob
        assert newest.subject.blob != before.subject.blob
    assert (newest.subject, before.subject) == ("新的主题", SUBJECT)


def test_history_tells_words_to_readers_and_names_of_fields_to_others(house):
    petition = graded(house)
    changed = FORM | {"received_on": today(), "body": "入冬以来室温长期偏低。\n请求更换管网。", "petitioner_phone": "170-1111-2222"}
    actions.edit(petition, actions.Correction(**changed), by=house.li, on=today())
    body, phone = [change for change in changes(again(petition), in_words=True) if change.who == house.li][:2][::-1]
    assert [(piece.kind, piece.text) for piece in body.differences[0].pieces if piece.kind != "same"] == [
        ("removed", "检修"),
        ("added", "更换"),
    ]
    assert [piece.text for piece in phone.differences[0].pieces] == ["170-0000-****", "170-1111-****"]
    assert all(not difference.pieces for change in changes(again(petition), in_words=False) for difference in change.differences)
    shown = cast.signed_in(house.chen).get(f"/petitions/{petition.pk}/").content.decode()
    assert "更换" not in shown


def test_the_trail_of_a_correction_names_fields_not_values(house):
    petition = in_hand(house)
    send(house.li, petition, "edit", **form(subject="新的主题"))
    entry = Entry.objects.get(event="petition.edited")
    assert entry.facts == {"number": petition.number, "fields": "subject"}
    assert "新的主题" not in str(entries_about(petition))


def test_an_office_that_ended_ends_the_power(house):
    petition = register(house)
    for appointment in house.wang.appointments.all():
        personnel.end_appointment(appointment, on=today() - timedelta(days=1), by=None)
    assert send(house.wang, petition, "handling", **assignment(house.li, house.units["petition_office"])).status_code == 404


def test_a_petition_not_graded_counts_as_the_highest_level_for_who_handles_it(house):
    petition = register(house)
    assert codes(rules.obstacles_to_officer(petition, house.chen, house.units["business_one"], on=today())) == ["OFFICER_NOT_CLEARED"]
    clear(house.chen, level=SecrecyLevel.objects.get(pk="core"), since=today(), by=None)
    assert codes(rules.obstacles_to_officer(petition, house.chen, house.units["business_one"], on=today())) == []

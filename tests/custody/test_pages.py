"""The same loan by the addresses; who sees what."""

import pytest
from django.db import models
from django.urls import reverse

from approvals.actions import refuse
from audit.trail.models import Entry
from classification.models import GradedRecord
from custody.actions import mark_carriers_destroyed
from custody.models import BorrowSlip
from petitions.models import Petition
from tests import cast
from tests.custody import stage
from vault import keys

pytestmark = pytest.mark.django_db
PROOF = {"password": cast.PASSWORD}
NEW = "/custody/borrow-slips/new/"


def post(person, url, **values):
    return cast.signed_in(person).post(url, values)


def test_a_loan_goes_through_its_pages(house):
    petition = stage.graded(house)
    chosen = [str(carrier.pk) for carrier in stage.carriers(petition)]
    page = cast.signed_in(house.chen).get(NEW, {"petition": str(petition.pk)})
    assert page.status_code == 200
    answer = post(house.chen, NEW, petition=petition.pk, carriers=chosen, purpose=stage.PURPOSE, days=3)
    slip = BorrowSlip.objects.get()
    assert (answer.status_code, answer.url) == (302, slip.get_absolute_url())
    url = slip.get_absolute_url()
    assert post(house.he, f"{url}approval/", **PROOF, seen=slip.canonical_hash()).status_code == 302
    assert post(house.liu, f"{url}approval/", **PROOF).status_code == 302
    assert post(house.zhao, f"{url}handover/", **PROOF).status_code == 302
    assert post(house.zhao, f"{url}return/", pages=2, condition="完好").status_code == 302
    slip.refresh_from_db()
    assert slip.status == "returned"
    for person in (house.chen, house.he, house.liu, house.zhao):
        assert cast.signed_in(person).get(url).status_code == 200
        assert cast.signed_in(person).get(f"{url}print/").status_code == 200


def test_the_slip_waits_for_its_next_signer_by_name(house):
    slip = stage.filed(house, stage.graded(house))
    page = cast.signed_in(house.chen).get(slip.get_absolute_url()).content.decode()
    assert house.he.name in page
    assert house.liu.name not in page


def test_who_is_no_party_meets_the_same_answer_as_for_no_slip(house):
    slip = stage.filed(house, stage.graded(house))
    for account in ("li", "wang", "qian", "sun", "wu", "dang", "sysadmin", "secadmin", "secaudit", "sheng"):
        _meets_nothing(cast.signed_in(house.people[account]), slip)


def _meets_nothing(browser, slip):
    absent = browser.get(reverse("custody:borrow_slip", args=["00000000-0000-7000-8000-000000000000"]))
    for url in (slip.get_absolute_url(), f"{slip.get_absolute_url()}print/"):
        answer = browser.get(url)
        assert (answer.status_code, answer.content) == (404, absent.content)
    for step in ("approval", "refusal", "withdrawal", "handover", "return"):
        assert browser.post(f"{slip.get_absolute_url()}{step}/", PROOF).status_code == 404


def test_a_slip_shows_the_subject_only_to_who_may_see_the_petition(house):
    slip = stage.filed(house, stage.graded(house))
    assert stage.SUBJECT in cast.signed_in(house.he).get(slip.get_absolute_url()).content.decode()
    page = cast.signed_in(house.zhao).get(slip.get_absolute_url()).content.decode()
    assert stage.SUBJECT not in page
    assert slip.record.petition.number in page
    assert stage.SUBJECT not in cast.signed_in(house.zhao).get(f"{slip.get_absolute_url()}print/").content.decode()


def test_slips_and_carriers_stay_readable_when_the_record_is_destroyed(house):
    petition = stage.graded(house)
    slip = stage.returned(house, petition)
    models.QuerySet(Petition).filter(pk=petition.pk).update(status="destroyed")
    models.QuerySet(GradedRecord).filter(pk=petition.pk).update(destroyed_on=stage.today())
    mark_carriers_destroyed(stage.carriers(petition), by=house.zhao, on=stage.today())
    keys.shred([petition.pk])
    paper = stage.carriers(petition, "paper")[0]
    for person in (house.chen, house.zhao, house.he):
        for url in (slip.get_absolute_url(), f"{slip.get_absolute_url()}print/", paper.get_absolute_url(), "/custody/borrow-slips/"):
            answer = cast.signed_in(person).get(url)
            assert answer.status_code == 200
            assert stage.SUBJECT not in answer.content.decode()
    assert stage.PURPOSE in cast.signed_in(house.chen).get(slip.get_absolute_url()).content.decode()


def test_an_auditor_sees_number_level_and_dates_but_neither_purpose_nor_subject(house):
    slip = stage.returned(house, stage.graded(house))
    for url in (slip.get_absolute_url(), f"{slip.get_absolute_url()}print/"):
        page = cast.signed_in(house.zhou).get(url).content.decode()
        assert slip.number in page
        assert slip.mark_text in page
        assert stage.PURPOSE not in page
        assert stage.SUBJECT not in page


def test_an_auditor_does_not_read_why_a_slip_was_refused(house):
    slip = stage.filed(house, stage.graded(house))
    refuse(slip, by=house.he, reason="事由不充分", on=stage.today())
    for end in ("", "print/"):
        assert "事由不充分" in cast.signed_in(house.chen).get(f"{slip.get_absolute_url()}{end}").content.decode()
        assert "事由不充分" not in cast.signed_in(house.zhou).get(f"{slip.get_absolute_url()}{end}").content.decode()


def test_a_printing_is_remembered(house):
    slip = stage.filed(house, stage.graded(house))
    cast.signed_in(house.he).get(f"{slip.get_absolute_url()}print/")
    assert Entry.objects.filter(event="slip.printed", actor=house.he, subject_id=slip.pk, kind="print").count() == 1


def test_a_wrong_password_signs_nothing_and_shows_the_page_again(house):
    slip = stage.filed(house, stage.graded(house))
    answer = post(house.he, f"{slip.get_absolute_url()}approval/", password="wrong")
    assert answer.status_code == 409
    assert slip.signatures.count() == 0
    assert Entry.objects.filter(event="session.proof_failed", actor=house.he).exists()


def test_a_missing_password_signs_nothing(house):
    slip = stage.filed(house, stage.graded(house))
    assert post(house.he, f"{slip.get_absolute_url()}approval/").status_code == 400
    assert slip.signatures.count() == 0


def test_a_refusal_keeps_its_reason_sealed_and_shows_it_on_the_slip(house):
    slip = stage.filed(house, stage.graded(house))
    answer = post(house.he, f"{slip.get_absolute_url()}refusal/", **PROOF, reason="事由不充分")
    assert answer.status_code == 302
    assert "事由不充分" in cast.signed_in(house.chen).get(slip.get_absolute_url()).content.decode()
    assert "事由不充分" not in str(Entry.objects.filter(event="slip.refused").values())


def test_who_signed_or_refused_keeps_seeing_the_slip(house):
    signed, refused = stage.filed(house, stage.graded(house)), stage.filed(house, stage.graded(house))
    browser = cast.signed_in(house.he)
    for slip, step in ((signed, "approval"), (refused, "refusal")):
        answer = browser.post(f"{slip.get_absolute_url()}{step}/", {**PROOF, "reason": "事由不充分"}, follow=True)
        assert (answer.status_code, answer.redirect_chain) == (200, [(slip.get_absolute_url(), 302)])


@pytest.mark.parametrize("reason", ["", "a\u202eb", "a\x00b"])
def test_a_refusal_without_readable_reason_is_not_taken(house, reason):
    slip = stage.filed(house, stage.graded(house))
    assert post(house.he, f"{slip.get_absolute_url()}refusal/", **PROOF, reason=reason).status_code == 400
    slip.refresh_from_db()
    assert slip.status == "filed"


def test_steps_are_taken_by_post_only(house):
    slip = stage.filed(house, stage.graded(house))
    for step in ("approval", "refusal", "withdrawal", "handover", "return"):
        assert cast.signed_in(house.he).get(f"{slip.get_absolute_url()}{step}/").status_code == 405


def test_a_rejected_form_keeps_what_was_typed(house):
    petition = stage.graded(house)
    answer = post(house.chen, NEW, petition=petition.pk, purpose="为核对现场", days=99)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "为核对现场" in page
    assert 'value="99"' in page
    assert BorrowSlip.objects.count() == 0


WRONG = [
    {"days": "0"},
    {"days": "-3"},
    {"days": "6"},
    {"days": "many"},
    {"days": ""},
    {"purpose": " "},
    {"purpose": "a\x00"},
    {"purpose": "长" * 1001},
    {"carriers": []},
    {"carriers": ["nonsense"]},
    {"carriers": ["00000000-0000-7000-8000-000000000000"]},
]


def test_a_form_with_a_wrong_value_files_nothing(house):
    petition = stage.graded(house)
    right = {"petition": petition.pk, "carriers": [c.pk for c in stage.carriers(petition)], "purpose": "核对", "days": 3}
    for wrong in WRONG:
        assert post(house.chen, NEW, **{**right, **wrong}).status_code == 400, wrong
    assert BorrowSlip.objects.count() == 0


@pytest.mark.parametrize("asked", ["nonsense", "00000000-0000-7000-8000-000000000000"])
def test_borrowing_what_is_not_there_is_not_found(house, asked):
    assert cast.signed_in(house.chen).get(NEW, {"petition": asked}).status_code == 404
    assert post(house.chen, NEW, petition=asked).status_code == 404


def test_borrowing_what_is_out_of_scope_or_above_clearance_is_not_found(house):
    petition = stage.graded(house)
    for person in (house.qian, house.sun):
        assert cast.signed_in(person).get(NEW, {"petition": petition.pk}).status_code == 404
        assert post(person, NEW, petition=petition.pk, carriers=[], purpose="x", days=1).status_code == 404


def test_borrowing_nothing_in_particular_leads_to_the_petitions(house):
    assert cast.signed_in(house.chen).get(NEW).status_code == 302


def test_the_ledger_is_seen_by_its_keepers_without_subjects_and_by_others_as_far_as_records_go(house):
    petition = stage.graded(house)
    other = stage.graded(house, scope=("legal",))
    ledger = reverse("custody:carriers")
    for person in (house.zhao, house.dang):
        page = cast.signed_in(person).get(ledger).content.decode()
        assert petition.number in page
        assert other.number in page
        assert stage.SUBJECT not in page
    page = cast.signed_in(house.chen).get(ledger).content.decode()
    assert petition.number in page
    assert other.number not in page
    for account in ("sysadmin", "secadmin", "secaudit", "sun", "zhou"):
        assert petition.number not in cast.signed_in(house.people[account]).get(ledger).content.decode()


def test_a_carrier_out_of_sight_is_not_found(house):
    paper = stage.carriers(stage.graded(house), "paper")[0]
    for account, status in {"chen": 200, "zhao": 200, "dang": 200, "li": 200, "qian": 404, "sun": 404, "sysadmin": 404}.items():
        browser = cast.signed_in(house.people[account])
        assert browser.get(paper.get_absolute_url()).status_code == status
        assert browser.post(f"{paper.get_absolute_url()}description/", {"copies": 1}).status_code in (
            {404} if status == 404 else {302, 403}
        )


def test_the_ledger_line_is_corrected_by_clerk_or_registrar_only(house):
    paper = stage.carriers(stage.graded(house), "paper")[0]
    url = f"{paper.get_absolute_url()}description/"
    assert post(house.chen, url, pages=3, copies=1, place="x").status_code == 403
    assert post(house.dang, url, pages=3, copies=1, place="x").status_code == 403
    assert post(house.zhao, url, pages=5, copies=1, place="一号柜").status_code == 302
    assert post(house.li, url, pages=6, copies=0, place="一号柜").status_code == 400
    paper.refresh_from_db()
    assert (paper.pages, paper.place) == (5, "一号柜")


@pytest.mark.parametrize(
    "query", ["page=99", "page=x", "size=7", "sort=nonsense", "status=nonsense", "kind=%00", "sort=-pages&size=50&q=ZT", "q=%FF"]
)
def test_nonsense_in_the_address_of_a_list_gives_the_nearest_page(house, query):
    stage.graded(house)
    for name in ("custody:carriers", "custody:borrow_slips"):
        assert cast.signed_in(house.zhao).get(f"{reverse(name)}?{query}").status_code == 200


def test_the_print_carries_mark_number_signatures_and_times(house):
    slip = stage.returned(house, stage.graded(house))
    page = cast.signed_in(house.chen).get(f"{slip.get_absolute_url()}print/").content.decode()
    for expected in ("信访·重要秘密 5年", slip.number, house.he.name, house.liu.name, house.zhao.name, stage.PURPOSE, str(slip.due_on)):
        assert expected in page

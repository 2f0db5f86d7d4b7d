"""The destruction slip with its list, and the certificate, as PDF."""

import pytest

from audit.trail.models import Entry
from destruction.choices import Method
from destruction.models import Certificate
from tests import cast, documents
from tests.destruction import stage

pytestmark = pytest.mark.django_db

PARTIES = {"li", "wang", "liu", "zhao", "zhou", "wu", "zheng"}


def get(person, slip, end="pdf/"):
    return cast.signed_in(person).get(f"{slip.get_absolute_url()}{end}")


def test_the_slip_lists_line_by_line_with_totals_and_signatures(house):
    first, second = stage.closed(house), stage.closed(house, channel="visit")
    slip = stage.destroyed(house, first, second)
    answer = get(house.li, slip)
    assert answer["Content-Disposition"] == f'attachment; filename="{slip.number}.pdf"'
    text = documents.text_of(answer.content)
    for item in slip.items.all():
        assert item.carrier_number in text and item.record_number in text
    for person in ("li", "wang", "liu", "zhao", "wu", "zheng"):
        assert house.people[person].name in text
    assert "保密销毁单" in text and slip.mark_text in text and "合计" in text
    assert documents.carries_qr(answer.content, f"http://testserver{slip.get_absolute_url()}")
    assert Entry.objects.filter(event="slip.downloaded", actor=house.li, subject_id=slip.pk, kind="download").count() == 1


def test_the_reason_is_printed_for_whose_business_it_is_only(house):
    slip = stage.approved(house, stage.closed(house))
    assert slip.reason in documents.text_of(get(house.li, slip).content)
    assert slip.reason not in documents.text_of(get(house.wu, slip).content)


def test_what_goes_to_an_agency_leaves_room_for_its_receipt_and_escorts(house):
    petition, other = stage.closed(house), stage.closed(house)
    by_agency = stage.filed(house, petition, method=Method.AGENCY.value)
    text = documents.text_of(get(house.li, by_agency).content)
    assert "押运人" in text and "移交签收单号" in text
    assert "押运人" not in documents.text_of(get(house.li, stage.filed(house, other)).content)


def test_a_long_list_repeats_mark_number_head_and_watermark_on_every_page(house):
    slip = stage.filed(house, *[stage.standalone(house) for _ in range(60)])
    pages = documents.pages_of(get(house.li, slip).content)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页 共 {len(pages)} 页" in page
        assert slip.number in page and house.li.name in page
    assert "序号" in pages[1]


def test_the_certificate_downloads_verified_with_six_names(house):
    slip = stage.destroyed(house, stage.closed(house))
    answer = get(house.zhou, slip, "certificate/pdf/")
    assert answer["Content-Disposition"] == f'attachment; filename="{slip.number}-certificate.pdf"'
    text = documents.text_of(answer.content)
    digest = Certificate.objects.get(slip=slip).digest
    assert digest[:32] in text and digest[32:] in text
    assert "出具本件时已验证" in text
    for person in ("li", "wang", "liu", "zhao", "wu", "zheng"):
        assert house.people[person].name in text
    assert stage.SUBJECT not in text and stage.BODY not in text
    assert Entry.objects.get(event="certificate.downloaded", actor=house.zhou).result == "done"
    assert documents.carries_qr(answer.content, f"http://testserver{slip.get_absolute_url()}certificate/")


@pytest.mark.django_db(transaction=True)
def test_t76_a_certificate_that_does_not_verify_says_so_on_paper_and_in_the_trail(owner_sql):
    house = cast.make()
    slip = stage.destroyed(house, stage.closed(house))
    owner_sql("ALTER TABLE destruction_certificate DISABLE TRIGGER only_grows")
    owner_sql("UPDATE destruction_certificate SET digest = repeat('0', 64)")
    owner_sql("ALTER TABLE destruction_certificate ENABLE TRIGGER only_grows")
    text = documents.text_of(get(house.li, slip, "certificate/pdf/").content)
    assert "验证未通过" in text
    assert Entry.objects.get(event="certificate.downloaded").result == "failed"


def test_nobody_else_downloads_slip_or_certificate(house):
    slip = stage.destroyed(house, stage.closed(house))
    for account in sorted(set(house.people) - PARTIES):
        for end in ("pdf/", "certificate/pdf/"):
            assert get(house.people[account], slip, end).status_code == 404
    assert not Entry.objects.filter(event__in=["slip.downloaded", "certificate.downloaded"]).exists()

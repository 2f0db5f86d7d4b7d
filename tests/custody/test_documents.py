"""The borrow slip as PDF: what it says, to whom, and what it leaves in the trail."""

import pytest
from django.utils import translation

from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset
from audit.trail.models import Entry
from custody.documents import borrow_document
from custody.views.pages import find_slip, particulars
from tests import cast, documents
from tests.custody import stage

pytestmark = pytest.mark.django_db


def pdf(person, slip):
    return cast.signed_in(person).get(f"{slip.get_absolute_url()}pdf/")


def test_the_slip_downloads_as_a_pdf_with_mark_number_names_page_watermark_and_code(house):
    slip = stage.returned(house, stage.graded(house))
    answer = pdf(house.chen, slip)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'attachment; filename="{slip.number}.pdf"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    entry = Entry.objects.get(event="slip.downloaded", actor=house.chen)
    (page,) = documents.pages_of(answer.content)
    for expected in (slip.mark_text, slip.number, house.he.name, house.liu.name, house.zhao.name, stage.PURPOSE, stage.SUBJECT):
        assert expected in page
    assert "保密借阅单" in page and "第 1 页 共 1 页" in page
    assert page.count(f"{house.chen.name} chen {entry.at.astimezone().strftime('%Y')}") > 20
    assert page.count(entry.facts["copy"]) > 20
    assert documents.carries_qr(answer.content, f"http://testserver{slip.get_absolute_url()}")
    assert not documents.carries_qr(answer.content, "http://testserver/elsewhere/")


def test_a_download_is_remembered_as_one(house):
    slip = stage.filed(house, stage.graded(house))
    pdf(house.he, slip)
    entry = Entry.objects.get(event="slip.downloaded", actor=house.he, subject_id=slip.pk)
    assert (entry.kind, entry.facts["format"], entry.facts["number"]) == ("download", "pdf", slip.number)


def test_who_is_no_party_downloads_nothing(house):
    slip = stage.filed(house, stage.graded(house))
    for account in ("li", "wang", "qian", "sun", "wu", "dang", "sysadmin", "secadmin", "secaudit", "sheng"):
        assert pdf(house.people[account], slip).status_code == 404
    assert not Entry.objects.filter(event="slip.downloaded").exists()


def test_auditor_and_clerk_get_no_more_on_paper_than_on_the_page(house):
    slip = stage.returned(house, stage.graded(house))
    auditors, clerks = (documents.text_of(pdf(person, slip).content) for person in (house.zhou, house.zhao))
    assert slip.number in auditors and slip.number in clerks
    assert stage.PURPOSE not in auditors and stage.SUBJECT not in auditors
    assert stage.PURPOSE in clerks and stage.SUBJECT not in clerks


def test_nothing_but_the_number_stands_in_the_properties_of_the_file(house):
    slip = stage.returned(house, stage.graded(house))
    content = pdf(house.chen, slip).content
    assert documents.title_of(content) == f"借阅单 {slip.number}"
    assert stage.SUBJECT.encode("utf-16-be").hex().encode() not in content.lower()


@pytest.mark.parametrize("language", ["zh-hans", "en", "es"])
def test_the_slip_is_made_in_the_language_in_use(house, rf, language):
    slip = stage.returned(house, stage.graded(house))
    request = rf.get("/")
    request.user = cast.fresh(house.chen)
    with translation.override(language):
        document = borrow_document(particulars(request, find_slip(request, slip.pk)))
        pages = documents.pages_of(typeset(document, Stamp("chen", "http://testserver/")))
        text = "".join(pages)
        for source in ("Borrow slip for classified material", "Where it is read", "Signatures", "Taken back"):
            assert translation.gettext(source).replace(" ", "") in text.replace(" ", "")
        assert translation.gettext("Page {page} of {pages}").format(page=1, pages=len(pages)) in text

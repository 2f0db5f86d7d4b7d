"""Long documents: made by the worker, seen growing, sealed, for one person, never silently lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import connection
from django.utils import timezone

from approvals.models import MadeDocument
from approvals.sheets import making
from approvals.tasks import make_document, tend_documents
from audit.trail.models import Entry
from personnel.actions import appoint, end_appointment
from personnel.offices import Office
from tests import cast, documents
from tests.destruction import stage as destruction
from tests.inspection import stage
from vault import keys
from vault.models import SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return cast.make()


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def report(house):
    for channel in ("letter", "visit"):
        stage.petition(house, channel=channel)
    cast.signed_in(house.li).post("/audit/reports/interim/")
    from audit.inspection.models import Report

    return Report.objects.get()


def ask(person, report, suffix="pdf"):
    return cast.signed_in(person).post(f"/audit/reports/{report.pk}/rows/", {"format": suffix})


def asked(person, report, suffix="pdf") -> MadeDocument:
    answer = ask(person, report, suffix)
    made = MadeDocument.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    return made


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
def test_the_worker_makes_it_and_who_asked_downloads_it(house, report, suffix):
    made = asked(house.zhou, report, suffix)
    browser = cast.signed_in(house.zhou)
    page = browser.get(made.get_absolute_url()).content.decode()
    assert f"{made.get_absolute_url()}progress/" in page and "<progress" in page
    assert browser.get(f"{made.get_absolute_url()}file/").status_code == 404
    make_document(str(made.pk))
    made.refresh_from_db()
    assert (made.state, made.done, made.total > 2) == ("ready", made.total, True)
    shown = browser.get(f"{made.get_absolute_url()}progress/").content.decode()
    assert "hx-get" not in shown and f"{made.get_absolute_url()}file/" in shown
    answer = browser.get(f"{made.get_absolute_url()}file/")
    assert answer["Content-Disposition"] == f'attachment; filename="{report.number}-rows-interim.{suffix}"'
    entry = Entry.objects.get(event="report.downloaded", actor=house.zhou)
    assert (entry.facts["copy"], entry.facts["format"], entry.subject_id) == (made.code, suffix, report.pk)


def test_the_annex_lists_numbers_marks_and_days_and_bears_the_highest_mark_but_no_subject(house, report):
    made = asked(house.zhou, report)
    make_document(str(made.pk))
    text = documents.text_of(cast.signed_in(house.zhou).get(f"{made.get_absolute_url()}file/").content)
    for number in ("XF-2026-000001", "XF-2026-000002", made.code):
        assert number in text
    assert "未定级" in documents.pages_of(cast.signed_in(house.zhou).get(f"{made.get_absolute_url()}file/").content)[0]
    assert "井盖缺失" not in text


def test_what_lies_on_the_disk_and_in_the_row_says_nothing(house, report):
    made = asked(house.zhou, report)
    make_document(str(made.pk))
    (stored,) = [path for path in Path(configured.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert b"%PDF" not in stored.read_bytes() and b"obj" not in stored.read_bytes()[:4096]
    assert SealedFile.objects.get().dossier_id == made.pk


def test_nobody_else_finds_it_not_even_who_may_download_the_report(house, report):
    made = asked(house.zhou, report)
    make_document(str(made.pk))
    absent = cast.signed_in(house.li).get("/approvals/documents/01900000-0000-7000-8000-000000000000/")
    for account in sorted(set(house.people) - {"zhou"}):
        browser = cast.signed_in(house.people[account])
        for end in ("", "progress/", "file/"):
            answer = browser.get(f"{made.get_absolute_url()}{end}")
            assert (answer.status_code, answer.content) == (404, absent.content)
        assert browser.post(f"{made.get_absolute_url()}again/").status_code == 404


def test_only_who_may_download_the_report_has_its_rows_listed(house, report):
    for account in sorted(set(house.people) - {"zhou"}):
        assert ask(house.people[account], report).status_code in (403, 404)
    assert ask(house.zhou, report, "docx").status_code == 400
    assert not MadeDocument.objects.exists()


def test_who_lost_the_office_meanwhile_gets_neither_the_making_nor_the_file(house, report):
    made = asked(house.zhou, report)
    house.zhou.is_active = False
    house.zhou.keep(by=None)
    make_document(str(made.pk))
    made.refresh_from_db()
    assert (made.state, made.problem, SealedFile.objects.count()) == ("failed", "NOT_ALLOWED", 0)


def test_asked_twice_it_is_made_once(house, report):
    made = asked(house.zhou, report)
    assert ask(house.zhou, report).url == made.get_absolute_url()
    make_document(str(made.pk))
    make_document(str(made.pk))
    assert (MadeDocument.objects.count(), SealedFile.objects.count()) == (1, 1)


def test_a_failure_is_said_on_the_page_and_can_be_tried_again(house, report):
    made = asked(house.zhou, report)

    def away(execute, sql, *rest):
        if "inspection_reportfigure" in sql:
            raise RuntimeError("away")
        return execute(sql, *rest)

    with connection.execute_wrapper(away), pytest.raises(RuntimeError):
        making.make(str(made.pk))
    browser = cast.signed_in(house.zhou)
    page = browser.get(made.get_absolute_url()).content.decode()
    assert 'role="alert"' in page and f"{made.get_absolute_url()}again/" in page
    assert browser.post(f"{made.get_absolute_url()}again/").status_code == 302
    making.make(str(made.pk))
    made.refresh_from_db()
    assert (made.state, made.problem) == ("ready", "")


def test_a_worker_that_fell_silent_is_said_and_its_work_is_taken_up_again(house, report):
    made = asked(house.zhou, report)
    long_ago = timezone.now() - timedelta(minutes=3)
    MadeDocument.objects.filter(pk=made.pk).update(state="making", heard_at=long_ago)
    page = cast.signed_in(house.zhou).get(made.get_absolute_url()).content.decode()
    assert 'role="alert"' in page and f"{made.get_absolute_url()}again/" in page
    assert [row.pk for row in making.waiting()] == [made.pk]
    making.make(str(made.pk))
    made.refresh_from_db()
    assert made.state == "ready"


@pytest.mark.parametrize("message", ["", "nonsense", "01900000-0000-7000-8000-000000000000", None])
def test_a_message_about_nothing_makes_nothing(message, db):
    make_document(message)
    assert not MadeDocument.objects.exists()


def test_after_a_day_key_ciphertext_and_row_are_gone(house, report):
    made = asked(house.zhou, report)
    make_document(str(made.pk))
    tend_documents()
    assert MadeDocument.objects.exists()
    MadeDocument.objects.filter(pk=made.pk).update(asked_at=timezone.now() - timedelta(hours=25))
    tend_documents()
    assert not MadeDocument.objects.exists() and not SealedFile.objects.exists()
    assert not keys.alive([made.pk])
    assert [path for path in Path(configured.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_a_long_destruction_list_goes_to_the_worker_a_short_one_comes_at_once(house, settings):
    settings.DOCUMENT_INLINE_ROWS = 3
    slip = destruction.filed(house, *[destruction.standalone(house) for _ in range(4)])
    short = destruction.filed(house, destruction.standalone(house))
    browser = cast.signed_in(house.li)
    assert browser.get(f"{short.get_absolute_url()}pdf/")["Content-Type"] == "application/pdf"
    answer = browser.get(f"{slip.get_absolute_url()}pdf/")
    made = MadeDocument.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    make_document(str(made.pk))
    answer = browser.get(f"{made.get_absolute_url()}file/")
    assert slip.number in documents.text_of(answer.content)
    assert Entry.objects.filter(event="slip.downloaded", actor=house.li, subject_id=slip.pk).count() == 1


def test_t09_what_was_made_for_somebody_who_saw_more_is_not_handed_out(house, settings):
    """Wang headed the unit when she asked; as a security clerk she still sees the slip, but no longer its reason."""
    settings.DOCUMENT_INLINE_ROWS = 3
    slip = destruction.filed(house, *[destruction.standalone(house) for _ in range(4)])
    browser = cast.signed_in(house.wang)
    browser.get(f"{slip.get_absolute_url()}pdf/")
    made = MadeDocument.objects.get()
    make_document(str(made.pk))
    assert slip.reason in documents.text_of(browser.get(f"{made.get_absolute_url()}file/").content)
    for held in house.wang.appointments.all():
        end_appointment(held, on=timezone.localdate() - timedelta(days=1), by=None)
    appoint(house.wang, unit=house.units["general_office"], office=Office.SECURITY_CLERK, since=timezone.localdate(), by=None)
    assert browser.get(slip.get_absolute_url()).status_code == 200
    assert browser.get(f"{made.get_absolute_url()}file/").status_code == 409
    page = browser.get(made.get_absolute_url()).content.decode()
    assert f"{made.get_absolute_url()}again/" in page and f"{made.get_absolute_url()}file/" not in page
    browser.post(f"{made.get_absolute_url()}again/")
    make_document(str(made.pk))
    assert slip.reason not in documents.text_of(browser.get(f"{made.get_absolute_url()}file/").content)
    assert SealedFile.objects.count() == 1, "the first one is gone"


def test_rows_beyond_what_a_pdf_takes_are_left_out_and_that_is_said(house, report, monkeypatch):
    monkeypatch.setattr("audit.inspection.annex.MOST", {"pdf": 3, "xlsx": 4})
    made = asked(house.zhou, report)
    make_document(str(made.pk))
    text = documents.text_of(cast.signed_in(house.zhou).get(f"{made.get_absolute_url()}file/").content)
    assert "仅列出" in text

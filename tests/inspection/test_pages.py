"""The pages of the report: who sees them, what they say, what they leave in the trail."""

import csv
import io
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from approvals.sheets.formulas import guarded
from audit.inspection.models import Report, Status
from audit.inspection.sheets import as_csv
from audit.trail.models import Entry
from tests import cast
from tests.custody import stage as custody
from tests.inspection import stage
from tests.inspection.stage import WORDING

pytestmark = pytest.mark.django_db

SEE = {"li", "wang", "liu", "zhou"}


def address(report: Report, step: str = "") -> str:
    return f"/audit/reports/{report.pk}/{step}"


def events(report: Report) -> list[str]:
    entries = Entry.objects.filter(subject_id=report.pk).order_by("at", "id")
    return [entry.event for entry in entries]


def test_petition_office_leader_and_auditors_see_a_report_and_to_everybody_else_there_is_none(house, in_october):
    report = stage.report()
    for account, person in house.people.items():
        client = cast.signed_in(person)
        answers = {client.get(address(report, step)).status_code for step in ("", "print/", "figure/petitions.stock/")}
        listed = report.number in client.get("/audit/reports/").content.decode()
        assert (answers, listed) == (({200}, True) if account in SEE else ({404}, False)), account


def test_what_is_not_open_answers_the_same_bytes_as_what_is_not_there(house, in_october):
    report, client = stage.report(), cast.signed_in(house.chen)
    for step in ("", "print/", "csv/", "figure/petitions.stock/", "wording/"):
        there, absent = client.get(address(report, step)), client.get(f"/audit/reports/{uuid4()}/{step}")
        assert (there.status_code, there.content) == (absent.status_code, absent.content) == (404, absent.content)


def test_the_button_makes_an_interim_report_that_says_what_it_is(house, in_october):
    client = cast.signed_in(house.li)
    answer = client.post("/audit/reports/interim/", follow=True)
    report = Report.objects.get()
    assert (report.interim, answer.redirect_chain[-1][0]) == (True, address(report))
    assert client.get("/audit/reports/interim/").status_code == 405


def test_nobody_else_finds_the_button_or_may_press_it(house, in_october):
    for account in ("zhou", "liu", "chen"):
        client = cast.signed_in(house.people[account])
        assert "/audit/reports/interim/" not in client.get("/audit/reports/").content.decode()
        assert client.post("/audit/reports/interim/").status_code == 403
    assert Report.objects.count() == 0


def test_a_report_goes_from_wording_over_signature_to_the_auditor(house, in_october):
    report = stage.report()
    assert cast.signed_in(house.zhou).get(address(report, "csv/")).status_code == 409
    assert cast.signed_in(house.li).post(address(report, "wording/"), WORDING).status_code == 302
    assert cast.signed_in(house.zhou).get(address(report, "csv/")).status_code == 409
    liu = cast.signed_in(house.liu)
    assert WORDING["problems"] in liu.get(address(report)).content.decode()
    assert liu.post(address(report, "signature/"), {"password": cast.PASSWORD}).status_code == 302
    answer = cast.signed_in(house.zhou).get(address(report, "csv/"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="ZC-2026-Q3-01.csv"'
    assert WORDING["problems"] in answer.content.decode()
    assert [event for event in events(report) if event != "report.read"] == [
        "report.made",
        "report.worded",
        "report.signed",
        "report.downloaded",
    ]


def test_an_interim_report_downloads_at_once_and_says_so_in_the_file_and_its_name(house, in_october):
    cast.signed_in(house.li).post("/audit/reports/interim/")
    report = Report.objects.get()
    answer = cast.signed_in(house.zhou).get(address(report, "csv/"))
    assert answer["Content-Disposition"] == 'attachment; filename="ZC-2026-Q4-01-interim.csv"'
    assert "阶段性、未签批" in answer.content.decode()


def test_only_auditors_download(house, in_october):
    report = stage.signed(house)
    for account in ("li", "wang", "liu"):
        assert cast.signed_in(house.people[account]).get(address(report, "csv/")).status_code == 403
    assert "report.downloaded" not in events(report)


def test_a_signature_needs_fresh_proof(house, in_october):
    report = stage.worded(house)
    answer = cast.signed_in(house.liu).post(address(report, "signature/"), {"password": "not it"})
    assert answer.status_code == 409
    assert cast.signed_in(house.liu).post(address(report, "signature/"), {}).status_code == 400
    assert Report.objects.get().status == Status.WORDED
    assert Entry.objects.filter(event="session.proof_failed").count() == 1


def test_a_chapter_left_empty_is_asked_for_and_the_others_stay_typed(house, in_october):
    report = stage.report()
    answer = cast.signed_in(house.li).post(address(report, "wording/"), {**WORDING, "measures": " "})
    assert answer.status_code == 400
    assert WORDING["next_steps"] in answer.content.decode()
    assert Report.objects.get().status == Status.DRAFT


@pytest.mark.parametrize("character", ["\x00", "\x07", "\u202e"])
def test_t80_a_chapter_with_hidden_characters_is_refused(house, in_october, character):
    report = stage.report()
    answer = cast.signed_in(house.li).post(address(report, "wording/"), {**WORDING, "problems": f"无{character}"})
    assert answer.status_code == 400
    assert Report.objects.get().status == Status.DRAFT


def test_each_figure_opens_its_rows_by_number_mark_and_day_without_subject(house, at):
    with at(2026, 8, 10):
        petition = custody.graded(house)
        slip = custody.lent(house, petition)
    with at(2026, 10, 2):
        report = stage.report()
        for account in sorted(SEE):
            client = cast.signed_in(house.people[account])
            for key, number in (
                ("petitions.stock", petition.number),
                ("petitions.stock.level.important", petition.number),
                ("gradings.confirmed", petition.number),
                ("custody.lent", slip.number),
                ("custody.carriers.kind.paper", "ZT-2026-"),
            ):
                page = client.get(address(report, f"figure/{key}/")).content.decode()
                assert number in page, (account, key)
                assert custody.SUBJECT not in page and custody.PURPOSE not in page


def test_an_auditor_gets_no_link_into_a_petition(house, at):
    with at(2026, 8, 10):
        petition = stage.petition(house)
    with at(2026, 10, 2):
        report = stage.report()
        link = f"/petitions/{petition.pk}/"
        assert link not in cast.signed_in(house.zhou).get(address(report, "figure/petitions.stock/")).content.decode()
        assert link in cast.signed_in(house.li).get(address(report, "figure/petitions.stock/")).content.decode()


def test_every_figure_of_the_report_can_be_opened(house, at):
    with at(2026, 8, 10):
        custody.lent(house, custody.graded(house))
        client = cast.signed_in(house.qian)
        client.get("/no-such-page/")
    with at(2026, 10, 2):
        report, client = stage.report(), cast.signed_in(house.zhou)
        keys = list(report.figures.filter(value__gt=0).values_list("key", flat=True))
        assert {client.get(address(report, f"figure/{key}/")).status_code for key in keys} == {200}
        assert len(keys) > 20


@pytest.mark.parametrize(
    "key",
    ["nonsense", "petitions", "petitions.stock.level", "petitions.stock.x.y", "../csv", "%00", "petitions.stock.level.%00", "a" * 200],
)
def test_t81_a_figure_nobody_defined_is_not_there(house, in_october, key):
    report = stage.report()
    assert cast.signed_in(house.zhou).get(address(report, f"figure/{key}/")).status_code == 404


@pytest.mark.parametrize("query", ["page=-1", "page=x", "page=" + "9" * 30, "size=7", "sort=snapshot", "sort=-made_at", "page=2&size=100"])
def test_t81_nonsense_in_the_address_gives_the_nearest_page(house, in_october, query):
    report, client = stage.report(), cast.signed_in(house.zhou)
    for place in ("/audit/reports/", address(report, "figure/petitions.stock/"), "/audit/trail/"):
        assert client.get(f"{place}?{query}").status_code == 200


def test_printing_and_opening_rows_are_entries(house, in_october):
    report, client = stage.report(), cast.signed_in(house.zhou)
    client.get(address(report, "print/"))
    client.get(address(report, "figure/petitions.stock/"))
    assert events(report)[-2:] == ["report.printed", "report.rows_read"]


def test_the_list_asks_the_database_no_more_often_for_more_reports(house, in_october):
    client = cast.signed_in(house.zhou)
    stage.worded(house)
    client.get("/audit/reports/")
    before = queries_of(client, "/audit/reports/")
    stage.worded(house)
    stage.report()
    assert queries_of(client, "/audit/reports/") == before


def queries_of(client, place: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(place)
    return len(queries)


# ---------------------------------------------------------------- the sheet


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", " =", "  +"])
def test_t51_no_cell_begins_like_a_formula(start):
    assert guarded(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_t51_figures_stay_figures():
    assert [guarded(-3), guarded(0), guarded("无"), guarded("")] == [-3, 0, "无", ""]


def test_t51_a_worded_formula_reaches_the_file_as_text(house, in_october):
    report = stage.report()
    wording = {**WORDING, "problems": '=HYPERLINK("http://elsewhere","x")', "measures": '他说："甲，乙"\n丙'}
    cast.signed_in(house.li).post(address(report, "wording/"), wording)
    text = as_csv(Report.objects.get())
    assert text.startswith("\ufeff")
    rows = {row[0]: row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) if row}
    cells = [cell for row in rows.values() for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+@＝" and cell]
    assert '\'=HYPERLINK("http://elsewhere","x")' in cells
    assert '他说："甲，乙"\n丙' in cells


def test_the_sheet_holds_every_figure_with_its_key(house, in_october):
    report = stage.report()
    rows = list(csv.reader(io.StringIO(as_csv(report).removeprefix("\ufeff"))))
    said = {row[5]: int(row[2]) for row in rows if len(row) == 6 and row[5].count(".")}
    assert said == {line["key"]: line["value"] for line in report.snapshot["figures"]}

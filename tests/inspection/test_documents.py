"""The report as PDF, DOCX, XLSX and CSV: the same figures, the same words, in three languages; text stays text."""

import io

import docx
import openpyxl
import pytest
from django.utils import timezone, translation

from approvals.sheets.stamps import Stamp
from audit.inspection.files import content_of
from audit.inspection.models import Report
from audit.trail.models import Entry
from tests import cast, documents
from tests.inspection import stage

pytestmark = pytest.mark.django_db

FORMATS = ("pdf", "docx", "xlsx", "csv")
FORMULAS = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", 'https://example.com/"', "{=1}")


def get(person, report: Report, suffix: str):
    return cast.signed_in(person).get(f"/audit/reports/{report.pk}/{suffix}/")


def stamp() -> Stamp:
    return Stamp("周审计 zhou", "http://testserver/audit/reports/x/", code="ABCD1234")


def book_of(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def texts_of_docx(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_signed_report_downloads_in_every_format_named_by_its_number_and_remembered(house, in_october, suffix):
    report = stage.signed(house)
    answer = get(house.zhou, report, suffix)
    assert answer["Content-Disposition"] == f'attachment; filename="ZC-2026-Q3-01.{suffix}"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    entry = Entry.objects.get(event="report.downloaded", actor=house.zhou)
    assert (entry.subject_id, entry.facts["format"], len(entry.facts["copy"])) == (report.pk, suffix, 8)


@pytest.mark.parametrize("suffix", FORMATS)
def test_nobody_but_an_auditor_downloads_and_an_auditor_only_what_is_signed_or_interim(house, in_october, suffix):
    report = stage.worded(house)
    assert get(house.zhou, report, suffix).status_code == 409
    for account in sorted(set(house.people) - {"zhou"}):
        assert get(house.people[account], report, suffix).status_code == (403 if account in {"li", "wang", "liu"} else 404)
    assert not Entry.objects.filter(event="report.downloaded").exists()


def test_the_pdf_holds_the_six_chapters_the_charts_the_wording_and_the_signature(house, in_october):
    stage.petition(house)
    report = stage.signed(house)
    content = get(house.zhou, report, "pdf").content
    text = documents.text_of(content)
    for heading in ("一、", "二、", "三、", "四、", "五、", "六、", "保密工作自查报告", "信访事项 · 信访形式", *stage.WORDING.values()):
        assert heading in text.replace("・", "·")
    assert house.liu.name in text and house.li.name in text
    assert documents.carries_qr(content, f"http://testserver/audit/reports/{report.pk}/")
    pages = documents.pages_of(content)
    assert all(f"第 {number} 页 共 {len(pages)} 页" in page and "周审计 zhou" in page for number, page in enumerate(pages, start=1))


def test_an_interim_report_says_on_every_page_that_it_is_not_signed_off(house, in_october):
    cast.signed_in(house.li).post("/audit/reports/interim/")
    report = Report.objects.get()
    answer = get(house.zhou, report, "pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="ZC-2026-Q4-01-interim.pdf"'
    assert all(page.count("阶段性、未签批") >= 2 for page in documents.pages_of(answer.content))
    assert "阶段性、未签批" in docx.Document(io.BytesIO(get(house.zhou, report, "docx").content)).sections[0].header.paragraphs[0].text


@pytest.mark.parametrize("language", ["zh-hans", "en", "es"])
def test_every_format_speaks_the_language_in_use(house, in_october, language):
    report = stage.signed(house)
    with translation.override(language):
        title = translation.gettext("Confidentiality self-inspection report")
        figure = translation.gettext("Registered in the quarter")
        found = {suffix: content_of(report, suffix, stamp()) for suffix in FORMATS}
        words = {
            "pdf": documents.text_of(found["pdf"]),
            "docx": texts_of_docx(found["docx"]),
            "xlsx": " ".join(str(cell.value) for sheet in book_of(found["xlsx"]) for row in sheet for cell in row),
            "csv": found["csv"].decode(),
        }
    for suffix, text in words.items():
        together = "".join(text.split())
        assert "".join(title.split()) in together and "".join(figure.split()) in together, suffix


def test_the_reader_who_chose_a_language_gets_the_file_in_it(house, in_october):
    report = stage.signed(house)
    browser = cast.signed_in(house.zhou)
    for code, words in (("en", "Page 1 of"), ("zh-hans", "第 1 页 共")):
        browser.post("/language/", {"language": code, "next": "/"})
        assert words in documents.text_of(browser.get(f"/audit/reports/{report.pk}/pdf/").content)


def test_figures_are_numbers_that_agree_with_the_snapshot_and_charts_are_drawn_from_them(house, at):
    with at(2026, 8, 10):
        for channel in ("letter", "visit"):
            stage.petition(house, channel=channel)
    with at(2026, 10, 2):
        report = stage.signed(house)
        book = book_of(content_of(report, "xlsx", stamp()))
    overview, figures, charts = book.worksheets
    read = {row[5].value: row[2] for row in figures.iter_rows(min_row=2)}
    assert {key: cell.value for key, cell in read.items()} == {line["key"]: line["value"] for line in report.snapshot["figures"]}
    assert {cell.data_type for cell in read.values()} == {"n"}
    assert read["petitions.registered"].value == 2
    assert len(charts._charts) == 7
    assert overview["A1"].value == translation.gettext("Confidentiality self-inspection report")
    assert (book.properties.creator or "", report.number in book.properties.title) == ("", True)


@pytest.mark.parametrize("formula", FORMULAS)
def test_t51_what_looks_like_a_formula_stays_text_in_every_format(house, in_october, formula):
    report = stage.signed(house)
    report.problems = formula
    xlsx = book_of(content_of(report, "xlsx", stamp()))
    cells = [cell for sheet in xlsx for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    assert sum(str(cell.value) == formula.replace("\t", "[U+0009]") for cell in cells) == 1
    assert "".join(formula.split()) in "".join(documents.text_of(content_of(report, "pdf", stamp())).split())
    guarded = formula if formula[0] in "h{" else f"'{formula}"
    assert f'"{guarded.replace(chr(34), chr(34) * 2)}"' in content_of(report, "csv", stamp()).decode()


def test_nothing_of_a_report_passes_through_a_temporary_file(house, in_october, monkeypatch, tmp_path):
    """A folder for temporary files that cannot be written: every format is made all the same."""
    report = stage.signed(house)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    for suffix in FORMATS:
        assert content_of(report, suffix, stamp())


def test_an_ampersand_in_a_name_gives_no_order_to_the_printer(house, in_october):
    report = stage.signed(house)
    made = Stamp("A&PB &D", "", at=timezone.now(), code="ABCD1234")
    sheet = book_of(content_of(report, "xlsx", made)).worksheets[0]
    assert "A&&PB &&D" in (sheet.oddFooter.right.text or "")


def test_a_row_of_the_workbook_is_as_high_as_its_longest_text(house, in_october):
    report = stage.signed(house)
    sheet = book_of(content_of(report, "xlsx", stamp())).worksheets[1]
    widths = [sheet.column_dimensions[letter].width for letter in "AB"]
    for row in sheet.iter_rows(max_col=2):
        for cell, width in zip(row, widths, strict=True):
            if len(str(cell.value).encode("gb18030")) > width:
                assert (sheet.row_dimensions[cell.row].height or 15) >= 30

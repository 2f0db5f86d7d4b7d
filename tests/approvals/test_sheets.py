"""Official documents: whatever a text holds stays text, whatever cannot be drawn is said, nothing touches the disk."""

import io
import os
import subprocess
import sys
from datetime import UTC, datetime

import docx
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from approvals.sheets.coverage import covered_by
from approvals.sheets.fonts import coverage, faces, fonts
from approvals.sheets.parts import Bars, Document, Form, Heading, Listing, Prose, SignatureLine, Signatures
from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset
from approvals.sheets.word import as_docx
from tests import documents

ADDRESS = "http://testserver/custody/borrow-slips/01900000-0000-7000-8000-000000000000/"
HOSTILE = (
    "#panic()",
    '#import "@preview/x:0.1.0"',
    "#sys.inputs.document",
    '#read("/etc/passwd")',
    "*bold* _it_ $x^2$ `raw` <label> @ref // no",
    "=cmd|'/c calc'!A1",
    "<script>alert(1)</script>",
    "{page} {pages}",
    "\\ \" ' [ ] ( ) { } ~ -- ---",
)


def made(*parts, title="保密借阅单", mark="机密★10年") -> Document:
    return Document(kind="借阅单", title=title, number="JY-2026-000001", mark=mark, colour="orange", parts=parts)


def stamp() -> Stamp:
    return Stamp("陈承办 chen", ADDRESS, at=datetime(2026, 11, 22, 1, 30, tzinfo=UTC), code="ABCD1234", language="zh-hans")


def text_of(*parts, **values) -> str:
    return documents.text_of(typeset(made(*parts, **values), stamp()))


@pytest.fixture(autouse=True)
def in_chinese():
    with translation.override("zh-hans"):
        yield


def test_mark_number_page_and_watermark_stand_on_every_page():
    rows = [[str(line), "ZT"] for line in range(120)]
    pages = documents.pages_of(typeset(made(Listing(["序号", "载体"], rows, widths=[1, 3])), stamp()))
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        assert page.count("机密★10年") == 2
        assert page.count("JY-2026-000001") == 1
        assert page.count(f"第 {number} 页 共 4 页") == 1
        assert page.count("陈承办 chen 2026-11-22 09:30 ABCD1234") > 20
        assert page.count("序号 载体") == 1


def test_the_code_on_the_sheet_is_that_of_the_records_address():
    content = typeset(made(Heading("一")), stamp())
    assert documents.carries_qr(content, ADDRESS)
    assert not documents.carries_qr(content, ADDRESS + "x")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_t44_what_a_text_holds_is_printed_and_never_obeyed(hostile):
    document = made(
        Heading(hostile),
        Prose(hostile),
        Form([[(hostile, hostile)]], tall=[hostile]),
        Listing([hostile], [[hostile]], widths=[1], title=hostile, sums=[[hostile]]),
        Signatures(hostile, [hostile] * 4, [SignatureLine(*[hostile] * 6)]),
        Bars(hostile, [hostile], [(hostile, [1])]),
        title=hostile,
        mark=hostile,
    )
    together = "".join(documents.text_of(typeset(document, stamp())).split())
    assert together.count("".join(hostile.split())) >= 18
    assert "".join(hostile.split()) in "".join(_words_of(as_docx(document, stamp())).split())


def _words_of(content: bytes) -> str:
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "".join([paragraph.text for paragraph in paper.paragraphs] + cells)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_keeps_a_document_from_being_made(first, second):
    with translation.override("zh-hans"):
        content = typeset(made(Form([[(first, second)]]), Prose(second), title=first, mark=second), stamp())
    assert content.startswith(b"%PDF-1.7")


def test_a_character_that_no_typeface_draws_is_printed_as_its_code_and_said_once():
    text = text_of(Form([[("姓名", "𠮷田𠮷")]]), Prose("𠮷"))
    assert "[U+20BB7]田[U+20BB7]" in text
    assert "下列字符无可用字形，以编码代替：U+20BB7。" in text
    assert "下列字符" not in text_of(Prose("吉田"))


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\x00", "\ue000", "\ufffe", "\ud800"])
def test_t80_what_hides_or_reorders_is_printed_as_its_code(hidden):
    assert f"前[U+{ord(hidden):04X}]后" in text_of(Prose(f"前{hidden}后"))


def test_a_line_break_stays_one_and_a_mark_keeps_its_letters_together():
    assert "第一行第二行" in text_of(Prose("第一行\n第二行"))
    assert "机密★10年" in text_of(Prose("x"))


def test_every_typeface_is_embedded_and_comes_from_the_wheel():
    assert set(fonts().families()) == {"Noto Sans SC", "Noto Serif SC"}
    assert faces() == {"title": ["Noto Serif SC"], "head": ["Noto Sans SC"], "text": ["Noto Serif SC"]}
    content = typeset(made(Heading("一"), Prose("二")), stamp())
    assert content.count(b"/FontFile3") == 2


def test_coverage_is_what_the_font_files_say():
    assert [coverage()[ord(character)] for character in "信A1密★ñ·、𠮷"] == [1] * 8 + [0]
    path = next(font.path for font in fonts().fonts() if font.family == "Noto Sans SC")
    with open(path, "rb") as font:
        points = covered_by(font.read())
    assert ord("信") in points and 0x20BB7 not in points


def test_an_administrators_folder_of_typefaces_is_used_before_the_wheels(tmp_path, settings):
    """The wheel's own font under the name of an official one would look the same; what counts is which is asked first."""
    settings.DOCUMENT_FONTS = tmp_path
    for cached in (fonts, faces, coverage):
        cached.cache_clear()
    try:
        assert faces()["title"] == ["Noto Serif SC"]
        assert text_of(Prose("信")).count("信") == 1
    finally:
        settings.DOCUMENT_FONTS = None
        for cached in (fonts, faces, coverage):
            cached.cache_clear()


@pytest.mark.parametrize(("value", "sentence"), [("/nowhere", "DOCUMENT_FONTS names /nowhere, which is not a folder that can be read.")])
def test_a_folder_of_typefaces_that_is_not_there_stops_the_start(value, sentence):
    environment = os.environ | {"DOCUMENT_FONTS": value}
    found = subprocess.run([sys.executable, "-c", "import config.settings"], env=environment, capture_output=True, text=True)
    assert (found.returncode, found.stderr.strip()) == (1, sentence)


def test_a_chart_draws_its_bars_to_one_scale():
    text = text_of(Bars("渠道", ["本季度", "上季度"], [("来信", [12, 3]), ("来访", [0, None])]))
    for expected in ("渠道", "本季度", "上季度", "来信", "12", "来访"):
        assert expected in text


def test_the_same_document_is_written_as_an_office_file():
    content = as_docx(made(Heading("一、"), Form([[("甲", "乙")]]), Listing(["序号"], [["1"]], widths=[1])), stamp())
    paper = docx.Document(io.BytesIO(content))
    assert (paper.core_properties.title, paper.core_properties.author) == ("借阅单 JY-2026-000001", "")
    header = paper.sections[0].header.paragraphs[0].text
    assert header == "机密★10年\t编号 JY-2026-000001"
    assert "陈承办 chen, 2026-11-22 09:30, ABCD1234" in paper.sections[0].footer.paragraphs[0].text
    assert [cell.text for cell in paper.tables[0].rows[0].cells][:2] == ["甲", "乙"]


def test_a_table_of_the_office_file_reaches_from_margin_to_margin_in_the_widths_of_the_pdf():
    content = as_docx(made(Listing(["序号", "卷宗"], [["1", "XF-2026-000001"]], widths=[1, 3])), stamp())
    paper = docx.Document(io.BytesIO(content))
    section, widths = paper.sections[0], [column.width for column in paper.tables[0].columns]
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.01)
    assert sum(widths) == pytest.approx(section.page_width - section.left_margin - section.right_margin, rel=0.01)

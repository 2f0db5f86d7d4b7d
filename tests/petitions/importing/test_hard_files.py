"""Files that would bring a careless reader down: through the page that takes them, to a sentence on the page of the import."""

import html
import json
import zipfile
from pathlib import Path

import pytest

from petitions.importing import encodings, tables, workbooks
from petitions.importing.models import ImportRun
from tests import cast
from tests.petitions.attachments.samples import compound
from tests.petitions.importing.browser import checked, imported
from tests.petitions.importing.files import HEADER, row, write_csv, write_xlsx
from vault.models import SealedFile

pytestmark = pytest.mark.django_db
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>主题</t></is></c></row>'


@pytest.fixture
def li(house):
    return cast.signed_in(house.li)


def said(browser, run: ImportRun) -> str:
    """The sentence on the page; nothing of the file is kept."""
    sentence = json.loads(run.findings)["problem"]
    assert sentence in html.unescape(browser.get(run.get_absolute_url()).content.decode())
    assert (run.state, run.file, SealedFile.objects.count()) == ("unusable", None, 0)
    return str(sentence)


def workbook_with(path: Path, sheet: str, *, without: str = "") -> Path:
    """A workbook whose first sheet is this."""
    write_xlsx(path.with_name("whole.xlsx"), [row(1)])
    with zipfile.ZipFile(path.with_name("whole.xlsx")) as whole, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            if name != without:
                made.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else whole.read(name))
    return path


def test_t34_a_cell_in_the_last_row_and_column_is_a_sentence(li, tmp_path: Path) -> None:
    """A kilobyte that unfolds to seventeen thousand million cells."""
    far = SHEET.format(HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert said(li, checked(li, workbook_with(tmp_path / "a.xlsx", far))) == str(workbooks.TOO_LARGE)


def test_t48_a_workbook_reaches_for_no_file(li, tmp_path: Path) -> None:
    """XML that names a file of the machine: what it would hold is on no page."""
    entity = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>' + SHEET.format(HEAD.replace("主题", "主题&secret;"))
    run = checked(li, workbook_with(tmp_path / "a.xlsx", entity))
    assert Path("/etc/hostname").read_text().strip() not in run.findings + run.layout


def test_a_workbook_with_a_password_says_so(li, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(compound("Root Entry", "EncryptedPackage", "EncryptionInfo"))
    assert said(li, checked(li, tmp_path / "a.xlsx")) in (str(workbooks.LOCKED), str(encodings.NO_TABLE))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\0" * 5000, encodings.NO_TABLE),
        (("主题," + ",".join(f"列{n}" for n in range(100_000))).encode(), tables.TOO_MANY_COLUMNS % {"columns": "100,001", "most": 500}),
        ("主题,内容\n灯,不亮\n".encode() + b"," * 13_000_000, tables.LONG_ROW % {"line": 3}),
    ],
    ids=["NUL", "columns", "one row"],
)
def test_t34_what_no_office_exports_is_a_sentence(li, tmp_path: Path, content: bytes, sentence) -> None:
    from django.utils import translation

    (tmp_path / "a.csv").write_bytes(content)
    run = checked(li, tmp_path / "a.csv")
    with translation.override(run.language):
        assert said(li, run) == str(sentence)


def test_a_nul_within_a_row_refuses_that_row_alone(li, tmp_path: Path) -> None:
    run = imported(li, write_csv(tmp_path / "a.csv", [*(row(n, text="长" * 3000 + str(n)) for n in range(3)), row(9, text="一\0二")]))
    assert (run.state, run.registered, run.rejected) == ("done", 3, 1)


def test_rows_of_a_hundred_thousand_cells_are_refused_row_by_row(li, tmp_path: Path) -> None:
    run = imported(li, write_csv(tmp_path / "a.csv", [row(1), [*row(2), *["x"] * 100_000]], header=HEADER))
    assert (run.state, run.registered, run.rejected) == ("done", 1, 1)


@pytest.mark.prove
def test_t34_a_workbook_that_unpacks_to_two_gigabytes_is_a_sentence(li, tmp_path: Path) -> None:
    """Shared words of two thousand million letters in a file of some megabytes."""
    path = workbook_with(tmp_path / "a.xlsx", SHEET.format(HEAD), without="xl/sharedStrings.xml")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as made, made.open("xl/sharedStrings.xml", "w") as part:
        part.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>')
        for _ in range(200):
            part.write(b"x" * 10_000_000)
    assert path.stat().st_size < 50_000_000
    assert said(li, checked(li, path)) in (str(workbooks.TOO_LARGE), str(encodings.NO_TABLE))


@pytest.mark.prove
def test_a_million_rows_with_nothing_in_them_are_no_rows(li, tmp_path: Path) -> None:
    run = imported(li, write_xlsx(tmp_path / "a.xlsx", [row(1)], ghosts=1_000_000))
    assert (run.total, run.registered) == (1, 1)

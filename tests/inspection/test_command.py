"""`quarterly_report`: files, one line of JSON, and sentences for what cannot be done."""

import csv
import json
import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.inspection.models import Report
from audit.trail.models import Entry
from tests.inspection import stage

pytestmark = pytest.mark.django_db


def run(capsys, tmp_path, *arguments: str) -> dict:
    call_command("quarterly_report", *arguments, "--out", str(tmp_path / "out"))
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_a_running_quarter_gives_an_interim_report_and_its_file(house, in_october, capsys, tmp_path):
    stage.petition(house)
    said = run(capsys, tmp_path, "2026", "4", "--formats", "csv")
    report = Report.objects.get()
    path = tmp_path / "out" / "ZC-2026-Q4-01-interim.csv"
    assert said == {
        "report": str(report.pk),
        "number": "ZC-2026-Q4-01",
        "year": 2026,
        "quarter": 4,
        "version": 1,
        "interim": True,
        "status": "draft",
        "hash": report.hash,
        "files": [str(path)],
    }
    rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert ["petitions.registered", "1"] in [[row[-1], row[2]] for row in rows if len(row) == 6]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_finished_quarter_is_marked_as_not_signed_and_runs_again_as_a_new_version(house, in_october, capsys, tmp_path):
    first, second = (run(capsys, tmp_path, "2026", "3", "--formats", "csv") for _ in range(2))
    assert [(said["version"], said["interim"], said["files"][0].rpartition("/")[2]) for said in (first, second)] == [
        (1, False, "ZC-2026-Q3-01-unsigned.csv"),
        (2, False, "ZC-2026-Q3-02-unsigned.csv"),
    ]
    assert Entry.objects.filter(event="report.downloaded", actor=None).count() == 2


def test_every_format_is_written_unless_some_are_named_each_remembered(house, in_october, capsys, tmp_path):
    said = run(capsys, tmp_path, "2026", "3")
    begins = {path.rpartition(".")[2]: Path(path).read_bytes()[:4] for path in said["files"]}
    assert begins == {"pdf": b"%PDF", "docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "csv": b'\xef\xbb\xbf"'}
    assert sorted(entry.facts["format"] for entry in Entry.objects.filter(event="report.downloaded")) == ["csv", "docx", "pdf", "xlsx"]
    assert len(list((tmp_path / "out").iterdir())) == 4


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2027", "1"), "."),
        (("1999", "1"), "YEAR must be"),
        (("2026", "4", "--formats", "odt"), "--formats takes"),
        (("2026", "4", "--formats", ","), "--formats takes"),
        (("2026", "5"), "quarter"),
        (("x", "1"), "year"),
    ],
)
def test_what_cannot_be_done_ends_with_a_sentence_and_nothing_made(house, in_october, tmp_path, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("quarterly_report", *arguments, "--out", str(tmp_path))
    assert (Report.objects.count(), list(tmp_path.iterdir())) == (0, [])


def test_a_folder_that_cannot_be_written_is_named_before_anything_is_made(house, in_october, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("quarterly_report", "2026", "4", "--out", os.fspath(tmp_path / "file" / "below"))
    assert Report.objects.count() == 0

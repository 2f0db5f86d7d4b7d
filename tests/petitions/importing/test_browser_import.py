"""Imports in the browser: checked first, then brought in by the worker; refused rows come back; nobody else sees any of it."""

import csv
import html
import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from audit.trail.models import Entry
from classification.models import Clearance
from petitions.importing import encodings, running, tables
from petitions.importing.models import ImportRun, RejectedRow
from petitions.models import Petition
from tests import cast
from tests.petitions import cases
from tests.petitions.importing.browser import ask, checked, give, imported, worked
from tests.petitions.importing.files import HEADER, row, texts, write_csv, write_xlsx
from vault import keys
from vault.models import SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def li(house):
    return cast.signed_in(house.li)


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def counts(run: ImportRun) -> tuple[int, int, int, int]:
    return run.rows, run.registered, run.duplicates, run.rejected


def test_a_file_is_checked_and_registers_nothing_before_somebody_says_so(li, tmp_path: Path):
    run = checked(li, write_csv(tmp_path / "a.csv", [*texts(3), row(3), row(9, 留言时间="?")]))
    assert (run.state, run.total, counts(run), Petition.objects.count()) == ("ready", 5, (0, 0, 0, 0), 0)
    findings = json.loads(run.findings)
    assert findings["tally"] == {"rows": 5, "registered": 3, "duplicates": 1, "rejected": 1}
    assert [number for number, _reasons in findings["first"]] == [6]
    page = li.get(run.get_absolute_url()).content.decode()
    assert "a.csv" in page
    assert "留言主题" in page


def test_the_worker_brings_the_rows_in_and_the_file_goes(li, house, tmp_path: Path):
    run = imported(li, write_csv(tmp_path / "a.csv", [*texts(3), row(3), row(9, 留言时间="?")]))
    assert (run.state, counts(run)) == ("done", (5, 3, 1, 1))
    assert set(Petition.objects.values_list("imported__run", flat=True)) == {run.pk}
    assert Petition.objects.first().registered_by == house.li
    assert (run.file, SealedFile.objects.count()) == (None, 0)
    assert Entry.objects.get(event="petition.imported").subject_id == run.pk


def test_refused_rows_come_back_with_their_reasons_and_can_be_imported_corrected(li, tmp_path: Path):
    run = imported(li, write_csv(tmp_path / "a.csv", [row(1), row(2, text="=1+1", 留言时间="?")]))
    answer = li.get(reverse("petitions:import_errors", args=[run.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    header, line = rows_of(answer)
    assert (header, line[0]) == (["行号", "原因", *HEADER], "3")
    assert line[7] == "'=1+1"
    again = tmp_path / "again.csv"
    again.write_text("\n".join(",".join(cells) for cells in (header, [*line[:6], "2020-01-01", *line[7:]])), encoding="utf-8")
    assert counts(imported(li, again)) == (1, 1, 0, 0)
    assert Petition.objects.get(source_number="2").body == "=1+1"
    assert Entry.objects.filter(event="import.errors_read", subject_id=run.pk).count() == 1


def test_t51_nor_is_a_reason_a_formula(li, tmp_path: Path):
    run = imported(li, write_csv(tmp_path / "a.csv", [row(1, 留言时间="?")]))
    RejectedRow(run=run, number=99, content=json.dumps({"reasons": ["=1+1"], "cells": []})).save()
    assert rows_of(li.get(reverse("petitions:import_errors", args=[run.pk])))[-1] == ["99", "'=1+1"]


def test_refused_rows_are_removed_once_the_registrar_has_them(li, tmp_path: Path):
    run = imported(li, write_csv(tmp_path / "a.csv", [row(2, 留言时间="?")]))
    assert ask(li, run, "errors").status_code == 302
    assert (RejectedRow.objects.count(), ImportRun.objects.get().rejected) == (0, 1)


def test_another_column_can_be_chosen_and_is_tried_again(li, tmp_path: Path):
    run = checked(li, write_csv(tmp_path / "a.csv", [row(1, 点赞数="按图索骥")]))
    chosen = {field: header or "" for field, header in json.loads(run.mapping).items()}
    assert chosen["subject"] == "留言主题"
    assert ask(li, run, "mapping", **(chosen | {"subject": "留言详情"})).status_code == 200, "the text has that column"
    assert ask(li, run, "mapping", **(chosen | {"subject": "点赞数"})).status_code == 302
    run = worked(run)
    ask(li, run, "beginning")
    worked(run)
    assert Petition.objects.get().subject == "按图索骥"


def test_a_mapping_without_subject_and_text_is_no_mapping(li, tmp_path: Path):
    run = checked(li, write_csv(tmp_path / "a.csv", [row(1)]))
    assert ask(li, run, "mapping").status_code == 200
    assert ImportRun.objects.get().state == "ready"


@pytest.mark.parametrize(
    ("content", "sentence", "values"),
    [
        (b"  \n", tables.EMPTY, {}),
        (b"\x89PNG\r\n\x1a\n\0\0", encodings.NO_TABLE, {}),
        ('主题,内容\n一,"没有结束\n'.encode(), tables.OPEN_QUOTE, {"line": 2}),
        ("主题,内容\n灯,不亮\n".encode("gb18030") + "桥,这一行是另外一种编码写的吧\n".encode(), encodings.MIXED_TEXT, {"line": 3}),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(li, tmp_path: Path, content: bytes, sentence, values):
    (tmp_path / "a.csv").write_bytes(content)
    assert give(li, tmp_path / "a.csv").status_code == 302
    run = worked(ImportRun.objects.get())
    assert (run.state, SealedFile.objects.count()) == ("unusable", 0)
    with translation.override(run.language):
        said = str(sentence) % values
        assert json.loads(run.findings)["problem"] == said
        assert said in html.unescape(li.get(run.get_absolute_url()).content.decode())


def test_an_empty_file_stays_in_the_form(li, tmp_path: Path):
    (tmp_path / "a.csv").write_bytes(b"")
    assert give(li, tmp_path / "a.csv").status_code == 200
    assert (ImportRun.objects.count(), SealedFile.objects.count()) == (0, 0)


def test_a_workbook_is_read_like_a_text_file(li, tmp_path: Path):
    run = imported(li, write_xlsx(tmp_path / "a.xlsx", texts(3), ghosts=500))
    assert (run.total, counts(run)) == (3, (3, 3, 0, 0))


def test_a_discarded_file_leaves_nothing_of_itself(li, tmp_path: Path):
    run = checked(li, write_csv(tmp_path / "a.csv", texts(2)))
    dossier = SealedFile.objects.get().dossier_id
    ask(li, run, "removal")
    run = worked(run)
    assert (run.state, run.file, SealedFile.objects.count(), keys.alive([dossier])) == ("discarded", None, 0, set())
    assert ask(li, run, "beginning").status_code == 409


def test_t11_no_word_of_an_uploaded_file_lies_in_the_tables_in_clear(li, tmp_path: Path, settings):
    checked(li, write_csv(tmp_path / "朱雀名单.csv", [row(1, 留言用户="甄有信"), row(2, text="白虎厅", 留言时间="?")]))
    run = ImportRun.objects.get()
    ask(li, run, "beginning")
    worked(run)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {connection.ops.quote_name(table)} t")
            content = cursor.fetchone()[0] or ""
            for word in ("朱雀", "甄有信", "白虎"):
                assert word not in content, table
                assert word.encode().hex() not in content, table


@pytest.mark.parametrize("account", ["chen", "wang", "liu", "zhou", "sysadmin"])
def test_nobody_but_a_registrar_of_the_unit_sees_an_import(li, house, tmp_path: Path, account: str):
    run = checked(li, write_csv(tmp_path / "a.csv", texts(1)))
    browser = cast.signed_in(house.people[account])
    assert browser.get(reverse("petitions:imports")).status_code == 403
    assert give(browser, tmp_path / "a.csv").status_code == 403
    for page in ("import", "import_progress", "import_errors", "import_repeats"):
        assert browser.get(reverse(f"petitions:{page}", args=[run.pk])).status_code == 404
    for page in ("mapping", "beginning", "removal", "undoing", "errors"):
        assert ask(browser, run, page, reason="x").status_code == 404
    assert (ImportRun.objects.count(), SealedFile.objects.count()) == (1, 1)


def test_an_upload_without_the_pages_token_is_refused(house, tmp_path: Path):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(house.li)
    assert give(browser, write_csv(tmp_path / "a.csv", texts(1))).status_code == 403
    assert (ImportRun.objects.count(), SealedFile.objects.count()) == (0, 0)


def test_a_slice_of_time_ends_between_batches_and_the_next_goes_on(li, tmp_path: Path, monkeypatch):
    from petitions.importing import run as one_run

    monkeypatch.setattr(one_run, "BATCH", 2)
    run = checked(li, write_csv(tmp_path / "a.csv", texts(5)))
    ask(li, run, "beginning")
    states = []
    while running.carry_on(str(run.pk), on=cases.today(), seconds=0):
        states.append((ImportRun.objects.get().state, ImportRun.objects.get().registered))
    assert states == [("running", 2), ("running", 4), ("running", 5), ("done", 5)]


def test_t46_a_forged_message_starts_nothing(li, tmp_path: Path):
    run = checked(li, write_csv(tmp_path / "a.csv", texts(2)))
    assert worked(run).state == "ready"
    assert not running.carry_on("no-uuid", on=cases.today())
    assert not running.carry_on(str(run.unit_id), on=cases.today())
    assert Petition.objects.count() == 0


def test_while_a_worker_is_at_an_import_another_leaves_it_alone(li, tmp_path: Path):
    run = checked(li, write_csv(tmp_path / "a.csv", texts(2)))
    ask(li, run, "beginning")
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [int.from_bytes(run.pk.bytes[8:], "big", signed=True)])
        assert not running.carry_on(str(run.pk), on=cases.today())
        assert (ImportRun.objects.get().state, Petition.objects.count()) == ("running", 0)
    finally:
        other.close()
    while ImportRun.objects.get().state == "running":  # until the server has noticed that the other is gone
        worked(run)
    assert Petition.objects.count() == 2


def test_a_registrar_who_left_stops_the_import_and_another_goes_on(li, house, tmp_path: Path):
    from personnel.actions import deactivate

    run = checked(li, write_csv(tmp_path / "a.csv", texts(2)))
    ask(li, run, "beginning")
    deactivate(house.li, by=None)
    assert worked(run).state == "stopped"
    assert Petition.objects.count() == 0


def end_clearances(person) -> None:
    for clearance in Clearance.objects.filter(person=person):
        clearance.until = cases.today() - timedelta(days=1)
        clearance.keep(by=None)


def test_t09_who_is_no_longer_cleared_for_what_nobody_has_graded_imports_nothing(li, house, tmp_path: Path):
    """The rows of a table are petitions without a grading."""
    path = write_csv(tmp_path / "a.csv", [*texts(2), row(9, 留言时间="?")])
    done, begun = imported(li, path), checked(li, write_csv(tmp_path / "b.csv", [row(5, text="五")]))
    ask(li, begun, "beginning")
    end_clearances(house.li)
    assert worked(begun).state == "stopped"
    assert Petition.objects.count() == 2
    assert (give(li, path).status_code, li.get(reverse("petitions:imports")).status_code) == (403, 403)
    for page in ("import", "import_progress", "import_errors", "import_repeats"):
        assert li.get(reverse(f"petitions:{page}", args=[done.pk])).status_code == 404, page


def test_t09_the_error_file_breaks_off_for_whoever_may_no_longer_have_it(li, house, tmp_path: Path, monkeypatch):
    from vault.files import opening

    monkeypatch.setattr(opening, "SECONDS_BETWEEN_LOOKS", 0.0)
    run = imported(li, write_csv(tmp_path / "a.csv", [row(n, 留言时间="?") for n in range(1, 4)]))
    lines = iter(li.get(reverse("petitions:import_errors", args=[run.pk])).streaming_content)
    assert next(lines)
    end_clearances(house.li)
    with pytest.raises(opening.BrokenOff):
        list(lines)


def test_more_than_anybody_would_upload_is_refused_unread(li, tmp_path: Path, monkeypatch):
    from petitions.views import importing

    monkeypatch.setattr(importing, "MOST_TO_READ", 100)
    answer = give(li, write_csv(tmp_path / "a.csv", texts(3)))
    assert (answer.status_code, "256" in answer.content.decode()) == (413, True)
    assert (ImportRun.objects.count(), SealedFile.objects.count()) == (0, 0)

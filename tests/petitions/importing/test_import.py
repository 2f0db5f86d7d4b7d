"""`import_petitions`: every row is registered, known already, or refused with its reason; nothing is lost, nothing comes twice."""

import csv
import json
import os
import stat
from datetime import date, datetime
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from audit.trail.models import Entry
from classification.models import Admission
from config.demonstration.founding import House
from custody.models import Carrier
from personnel.actions import deactivate
from petitions import places, rules
from petitions.actions import Correction, edit
from petitions.importing import events, known, rejects, run
from petitions.models import Petition, Petitioner
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.importing.command import Heard, bring_in, counts, refused
from tests.petitions.importing.files import HEADER, row, write_csv, write_xlsx
from vault import blind, keys
from vault.models import EqualityEntry, PurposeKey, RecordKey

pytestmark = pytest.mark.django_db

WITHOUT_SOURCE = HEADER[1:]


@pytest.fixture
def house(db: None) -> House:
    return cast.make()


def texts(number: int) -> list[list[object]]:
    return [row(n, text=f"第{n}条：路灯不亮。") for n in range(1, number + 1)]


# What a registered row is


def test_an_imported_petition_is_a_petition_like_any_other(house: House, tmp_path: Path) -> None:
    year = timezone.localdate().year
    assert bring_in(write_csv(tmp_path / "a.csv", texts(2))) == counts(2, 2)
    first, second = Petition.objects.order_by("number")
    assert [first.number, second.number] == [f"XF-{year}-000001", f"XF-{year}-000002"]
    assert (first.subject, first.body, first.received_on) == ("路灯不亮", "第1条：路灯不亮。", date(2019, 2, 28))
    assert (first.channel, first.category, first.information_category, first.status) == ("online", "claim", "general", "registered")
    assert (first.registered_by, first.record.unit, first.record.registered_on) == (
        house.li,
        house.units["petition_office"],
        timezone.localdate(),
    )
    assert first.petitioners.get().name == "U100"
    assert (first.source, first.source_number, first.repeat_of) == ("甲表", "1", None)
    assert json.loads(first.extra) == {"留言时间": "2019/2/28 11:25:05", "点赞数": "0"}


def test_everything_that_belongs_to_a_petition_is_there(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", texts(3)))
    for petition in Petition.objects.all():
        assert petition.history.get().history_user == house.li
        assert petition.petitioners.get().history.count() == 1
        assert petition.record.history.count() == 1
        assert Admission.objects.filter(record=petition.pk).count() == 3
        assert Carrier.objects.get(record=petition.pk).kind == Carrier.Kind.ELECTRONIC
        assert Entry.objects.get(event="petition.registered", subject_id=petition.pk).actor == house.li
        assert petition in visible_petitions(house.wang)
    for place, word in ((places.SUBJECT, "路灯"), (places.NAME, "u100")):
        assert {found["dossier_id"] for found in blind.containing(place, word)} == set(Petition.objects.values_list("pk", flat=True))


def test_the_series_and_number_follow_the_day_of_registration(house: House, tmp_path: Path) -> None:
    header = [*HEADER, "信访目的"]
    bring_in(
        write_csv(tmp_path / "a.csv", [[*row(1), "检举控告"], [*row(2, text="二"), "求决"], [*row(3, text="三"), "举报"]], header=header)
    )
    year = timezone.localdate().year
    found = dict(Petition.objects.values_list("source_number", "number"))
    assert found == {"1": f"JK-{year}-000001", "2": f"XF-{year}-000001", "3": f"JK-{year}-000002"}


def test_an_import_is_remembered_as_a_whole_too(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [*texts(2), row(2), row(3, 留言时间="不详")]))
    assert Entry.objects.get(event=events.IMPORTED.code).facts == counts(4, 2, 1, 1)


def test_replies_are_kept_sealed_and_close_nothing(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [[*row(1), "已答复网友", "2019-03-05"]], header=[*HEADER, "答复意见", "答复时间"]))
    petition = Petition.objects.get()
    assert (petition.status, petition.reply, petition.result) == ("registered", "", "")
    assert json.loads(petition.extra)["答复意见"] == "已答复网友"


def test_t11_no_word_of_the_file_lies_in_the_tables_in_clear(house: House, tmp_path: Path) -> None:
    header = [*HEADER, "电话", "身份证号", "地址", "备注"]
    line = row(1, 留言用户="甄有信", 留言主题="玄武湖边的灯", text="朱雀桥头无灯")
    bring_in(write_csv(tmp_path / "a.csv", [[*line, "13900001111", "11010519491231002X", "青龙巷九号", "白虎厅"]], header=header))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {connection.ops.quote_name(table)} t")
            content = cursor.fetchone()[0] or ""
            for word in ("甄有信", "玄武湖", "朱雀", "青龙", "白虎", "13900001111", "11010519491231002X"):
                assert word not in content, table
                assert word.encode().hex() not in content, table


# The same row is known again


def test_the_same_file_again_brings_nothing(house: House, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*texts(3), row(4, text="第1条：路灯不亮。")])
    assert bring_in(path) == counts(4, 4)
    assert bring_in(path) == counts(4, 0, 4)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_same_rows_in_another_encoding_bring_nothing(house: House, tmp_path: Path, encoding: str) -> None:
    bring_in(write_csv(tmp_path / "a.csv", texts(3)))
    again = write_csv(tmp_path / "b.csv", texts(3), encoding=encoding, lineterminator="\r\n")
    assert bring_in(again) == counts(3, 0, 3)


def test_a_row_without_source_is_known_by_number_and_text_whatever_scraping_left(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [row(16595, text="第一行\n第二行")]))
    again = write_xlsx(
        tmp_path / "b.xlsx", [row(16595.0, text="\n\t\t\t第一行_x000D_\n第二行\u200b\n\t\t")[1:]], header=WITHOUT_SOURCE, ghosts=400
    )
    assert bring_in(again) == counts(1, 0, 1)


def test_a_row_with_a_source_is_known_where_it_was_brought_in_without_one(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [row(1)[1:]], header=WITHOUT_SOURCE))
    assert bring_in(write_csv(tmp_path / "b.csv", [row(1)])) == counts(1, 0, 1)


def test_the_same_number_with_another_text_and_no_source_is_another_petition(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [row(1)]))
    assert bring_in(write_csv(tmp_path / "b.csv", [row(1, text="另一件事")[1:]], header=WITHOUT_SOURCE)) == counts(1, 1)


def test_the_same_number_of_another_source_is_another_petition(house: House, tmp_path: Path) -> None:
    assert bring_in(write_csv(tmp_path / "a.csv", [row(1), row(1, 来源="乙表")])) == counts(2, 2)


def test_within_one_file_the_first_counts(house: House, tmp_path: Path) -> None:
    assert bring_in(write_csv(tmp_path / "a.csv", [row(1), row(1, text="后来改过")])) == counts(2, 1, 1)
    assert Petition.objects.get().body == "路灯三个月不亮，请派人维修。"


def test_a_row_without_any_number_is_known_by_text_day_and_name(house: House, tmp_path: Path) -> None:
    header = ["姓名", "主题", "内容", "日期"]
    lines = [
        ["甲", "灯", "不亮", "2019-01-01"],
        ["甲", "灯", "不亮", "2019-01-01"],
        ["乙", "灯", "不亮", "2019-01-01"],
        ["甲", "灯", "不亮", "2019-01-02"],
    ]
    path = write_csv(tmp_path / "a.csv", lines, header=header)
    assert bring_in(path) == counts(4, 3, 1)
    assert bring_in(path) == counts(4, 0, 4)


def test_a_source_without_a_number_is_kept_beside_and_hinders_nothing(house: House, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [row("", text="一"), row("", text="二")])
    assert bring_in(path) == counts(2, 2)
    assert {json.loads(petition.extra)["来源"] for petition in Petition.objects.all()} == {"甲表"}
    assert bring_in(path) == counts(2, 0, 2)


@pytest.mark.parametrize("header", [HEADER, WITHOUT_SOURCE])
def test_a_corrected_petition_is_still_known_by_the_text_it_came_with(house: House, tmp_path: Path, header: list[str]) -> None:
    path = write_csv(tmp_path / "a.csv", [row(1)[len(HEADER) - len(header) :]], header=header)
    bring_in(path)
    petition = Petition.objects.get()
    corrected = Correction("online", petition.received_on, "路灯", "路灯三个月不亮。", "claim", "general", petitioner_name="U100")
    edit(petition, corrected, by=house.li, on=timezone.localdate())
    assert bring_in(path) == counts(1, 0, 1)


def test_a_destroyed_petition_does_not_come_back(house: House, tmp_path: Path) -> None:
    sourced, unsourced = (
        write_csv(tmp_path / "a.csv", [row(1)]),
        write_csv(tmp_path / "b.csv", [row(7, text="乙")[1:]], header=WITHOUT_SOURCE),
    )
    bring_in(sourced)
    bring_in(unsourced)
    for petition in Petition.objects.all():
        keys.shred([petition.pk])
        blind.forget([petition.pk])
        petition.status = "destroyed"
        petition.keep(by=None)
    assert bring_in(sourced) == counts(1, 0, 1)
    heard = Heard()
    assert bring_in(unsourced, stderr=heard) == counts(1, 0, 0, 1)
    assert str(run.DESTROYED_NUMBER) in heard.getvalue()


# Reposts


def test_a_repost_is_registered_and_linked_to_the_first(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [row(1), row(2, text="别的事"), row(3)]))
    bring_in(write_csv(tmp_path / "b.csv", [row(4, text=" 路灯三个月不亮，请派人维修。_x000D_\n"), row(5)]))
    linked = {
        petition.source_number: petition.repeat_of and petition.repeat_of.source_number
        for petition in Petition.objects.select_related("repeat_of")
    }
    assert linked == {"1": None, "2": None, "3": "1", "4": "1", "5": "1"}


def test_a_repost_across_batches_is_linked(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    assert bring_in(write_csv(tmp_path / "a.csv", [*texts(5), row(6, text="第1条：路灯不亮。")])) == counts(6, 6)
    assert Petition.objects.get(source_number="6").repeat_of == Petition.objects.get(source_number="1")


# Refused rows


def bad_rows() -> list[list[object]]:
    return [row(1), row(2, 留言时间="不详"), row(3, text="晏\u202e控制"), row(4, text="=1+1", 留言时间=""), row(5, text="好")]


def test_a_refused_row_goes_to_the_error_file_as_it_was_with_number_and_reason(house: House, tmp_path: Path) -> None:
    errors, heard = tmp_path / "errors.csv", Heard()
    assert bring_in(write_csv(tmp_path / "a.csv", bad_rows()), errors=errors, stderr=heard) == counts(5, 2, 0, 3)
    header, *lines = csv.reader(errors.open(encoding="utf-8-sig", newline=""))
    assert header == [*rejects.ADDED, *HEADER]
    assert [line[0] for line in lines] == ["3", "4", "5"]
    assert all(line[1] for line in lines)
    assert lines[1][2:] == [str(cell) for cell in row(3, text="晏\u202e控制")]
    assert "RIGHT-TO-LEFT OVERRIDE" in lines[1][1]
    assert len(heard.getvalue().splitlines()) == 3
    assert "晏" not in heard.getvalue()


def test_a_corrected_error_file_is_imported_and_holds_what_the_first_file_held(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    bring_in(write_csv(tmp_path / "a.csv", bad_rows()), errors=errors)
    content = errors.read_text(encoding="utf-8-sig")
    errors.write_text(
        content.replace("不详", "2019-01-01").replace("\u202e", "").replace("灯不亮,,", "灯不亮,2019-01-02,"), encoding="utf-8"
    )
    assert bring_in(errors) == counts(3, 3)
    assert Petition.objects.get(source_number="4").body == "=1+1"
    assert set(json.loads(Petition.objects.get(source_number="4").extra)) == {"留言时间", "点赞数"}


def test_t51_a_cell_of_the_error_file_is_no_formula(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    bring_in(
        write_csv(tmp_path / "a.csv", [row(1, text=text, 留言时间="") for text in ("=1+1", "+1", "-1", "@x", "＝1", "'=1")]), errors=errors
    )
    cells = [line[7] for line in csv.reader(errors.open(encoding="utf-8-sig", newline=""))][1:]
    assert cells == ["'=1+1", "'+1", "'-1", "'@x", "'＝1", "''=1"]


def test_the_error_file_is_for_its_owner_only(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    errors.write_text("old")
    errors.chmod(0o644)
    before = os.umask(0)
    try:
        bring_in(write_csv(tmp_path / "a.csv", bad_rows()), errors=errors)
    finally:
        os.umask(before)
    assert stat.S_IMODE(errors.stat().st_mode) == 0o600


def test_the_error_file_never_takes_the_place_of_the_file(house: House, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", bad_rows())
    before = path.read_bytes()
    assert refused(path, errors=tmp_path / "." / "a.csv") == str(rejects.SAME_FILE)
    assert path.read_bytes() == before


def test_an_error_file_that_cannot_be_written_stops_before_anything_is_registered(house: House, tmp_path: Path) -> None:
    assert refused(write_csv(tmp_path / "a.csv", bad_rows()), errors=tmp_path / "missing" / "errors.csv") == str(rejects.CANNOT_WRITE)


def test_a_long_row_keeps_every_cell_in_the_error_file(house: House, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    bring_in(write_csv(tmp_path / "a.csv", [[*row(1), "", "多出来的"]]), errors=errors)
    assert list(csv.reader(errors.open(encoding="utf-8-sig", newline="")))[1][-1] == "多出来的"


def test_ghost_rows_are_counted_nowhere(house: House, tmp_path: Path) -> None:
    real = [row(1, 留言时间=datetime(2019, 2, 28, 11, 25)), row(2, text="二", 留言时间=date(2019, 3, 1))]
    assert bring_in(write_xlsx(tmp_path / "a.xlsx", real, ghosts=400)) == counts(2, 2)


def test_a_header_without_rows_is_done_at_once(house: House, tmp_path: Path) -> None:
    assert bring_in(write_csv(tmp_path / "a.csv", [])) == counts(0, 0)


# Who, and what stops a run


@pytest.mark.parametrize("account", ["chen", "wang", "zhou", "sysadmin"])
def test_only_a_registrar_imports(house: House, tmp_path: Path, account: str) -> None:
    errors = tmp_path / "errors.csv"
    assert refused(write_csv(tmp_path / "a.csv", texts(1)), by=account, errors=errors) == str(rules.NOT_REGISTRAR)
    assert not errors.exists()


def test_a_registrar_who_has_left_imports_nothing(house: House, tmp_path: Path) -> None:
    deactivate(house.li, by=None)
    assert refused(write_csv(tmp_path / "a.csv", texts(1))) == str(rules.NOT_REGISTRAR)


def test_an_unknown_account_is_named(house: House, tmp_path: Path) -> None:
    assert refused(write_csv(tmp_path / "a.csv", texts(1)), by="nobody") == str(run.NO_ACCOUNT % {"account": "nobody"})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "甲,乙\n1,2\n".encode()])
def test_what_is_no_usable_table_ends_with_a_sentence(house: House, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert refused(tmp_path / "a").endswith((".", "。"))


def test_a_mapping_file_names_the_columns(house: House, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"subject": "点赞数", "留言主题": "petitioner_address"}), encoding="utf-8")
    bring_in(write_csv(tmp_path / "a.csv", [row(1, 点赞数="按图索骥")]), mapping=mapping)
    assert Petition.objects.get().subject == "按图索骥"
    assert Petitioner.objects.get().address == "路灯不亮"


# A dry run, progress


def test_a_dry_run_counts_the_same_and_writes_nothing(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    path = write_csv(tmp_path / "a.csv", [*texts(3), row(1), row(9, 留言时间="?"), row("", text="没有编号")] * 2)
    before = stored()
    expected = bring_in(path, dry_run=True)
    assert stored() == before
    assert bring_in(path) == expected == counts(12, 4, 6, 2)
    before = stored()
    assert bring_in(path, dry_run=True) == counts(12, 0, 10, 2)
    assert stored() == before


def stored() -> dict[str, int]:
    models = (Petition, Petition.history.model, Petitioner, RecordKey, PurposeKey, EqualityEntry, Entry, Admission, Carrier)
    return {model._meta.label: model.objects.count() for model in models}


def test_progress_is_for_a_terminal_only(house: House, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", texts(3))
    silent, terminal = Heard(), Heard(terminal=True)
    bring_in(path, stderr=silent)
    bring_in(path, stderr=terminal)
    assert silent.getvalue() == ""
    assert "3 / 3" in terminal.getvalue()


def test_a_run_stopped_between_batches_is_run_again(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 4)

    class Stopped(Heard):
        def write(self, text: str) -> int:
            if "8 / 10" in text:
                raise KeyboardInterrupt
            return super().write(text)

    path = write_csv(tmp_path / "a.csv", texts(10))
    with pytest.raises(KeyboardInterrupt):
        bring_in(path, stderr=Stopped(terminal=True))
    assert bring_in(path) == counts(10, 2, 8)
    assert sorted(Petition.objects.values_list("source_number", flat=True), key=int) == [str(n) for n in range(1, 11)]


def test_rows_without_a_number_leave_an_index_row_of_their_own(house: House, tmp_path: Path) -> None:
    bring_in(write_csv(tmp_path / "a.csv", [["灯", "不亮"]], header=["主题", "内容"]))
    assert EqualityEntry.objects.filter(place=known.ROW).count() == 1

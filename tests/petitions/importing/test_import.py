"""`import_petitions`: every row is registered, known already, or refused with its reason; nothing is lost, nothing comes twice."""

import json
from datetime import date
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
from petitions.importing import events, known, run
from petitions.models import Petition, Petitioner
from petitions.querysets import visible_petitions
from tests.petitions.importing.command import Heard, bring_in, counts, refused
from tests.petitions.importing.files import HEADER, row, texts, write_csv
from vault import blind
from vault.models import EqualityEntry, PurposeKey, RecordKey

pytestmark = pytest.mark.django_db


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

"""A row that is registered already is known again, whatever its file looks like; a repost is linked."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from config.demonstration.founding import House
from petitions.actions import Correction, edit
from petitions.importing import run
from petitions.models import Petition
from tests.petitions.importing.command import Heard, bring_in, counts
from tests.petitions.importing.files import HEADER, row, texts, write_csv, write_xlsx
from vault import blind, keys

pytestmark = pytest.mark.django_db

WITHOUT_SOURCE = HEADER[1:]


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

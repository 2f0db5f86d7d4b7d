"""Which column is which: guessed where headers are plain, told where they are not."""

import json
from pathlib import Path

import pytest

from petitions.importing import mapping
from petitions.importing.mapping import HEADERS, load, settle
from petitions.importing.refusal import Unusable


def test_the_headers_of_real_exports_are_recognised() -> None:
    header = ["来源", "留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级分类", "点赞数", "反对数", "答复意见", "答复时间"]
    assert settle(header, {}) == {"source": 0, "source_number": 1, "petitioner_name": 2, "subject": 3, "received_on": 4, "body": 5}


def test_an_office_register_is_recognised() -> None:
    header = [
        "信访编号*",
        "信访日期(必填)",
        "信访人姓名",
        "证件号码",
        "联系电话",
        "住址",
        "标题",
        "信访内容：",
        "信访形式",
        "信访目的",
        "信息类别",
    ]
    assert list(settle(header, {})) == [field for field in HEADERS if field != "source"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Petition ID", "Title", "Text", "Created at"], {"source_number": 0, "subject": 1, "body": 2, "received_on": 3}),
        (["ID", "FECHA", "Descripción", "Dirección"], {"source_number": 0, "received_on": 1, "body": 2, "petitioner_address": 3}),
        (["\ufeffＳＵＢＪＥＣＴ ", "phone_number"], {"subject": 0, "petitioner_phone": 1}),
    ],
)
def test_english_and_spanish_headers_are_recognised_in_any_width_and_case(header: list[str], expected: dict[str, int]) -> None:
    assert settle(header, {}) == expected


def test_a_column_serves_one_field_and_the_most_telling_name_wins() -> None:
    assert settle(["电话", "手机", "编号", "留言编号", "主题"], {}) == {"source_number": 3, "petitioner_phone": 1, "subject": 4}


def test_what_nobody_knows_is_no_field() -> None:
    assert settle(["主题", "一级分类", "点赞数", "答复意见"], {}) == {"subject": 0}


@pytest.mark.parametrize(
    "pairs", [{"body": "群众诉求", "subject": "概要"}, {"群众诉求": "body", "概要": "subject"}, {"群众诉求": "body", "subject": "概要"}]
)
def test_a_mapping_file_is_read_in_both_directions(tmp_path: Path, pairs: dict[str, str]) -> None:
    assert settle(["概要", "群众诉求", "标题", "内容"], load(written(tmp_path, pairs))) == {"body": 1, "subject": 0}


def test_a_mapping_file_goes_before_the_guess_and_frees_the_guessed_column(tmp_path: Path) -> None:
    wanted = load(written(tmp_path, {"subject": "备注", "petitioner_phone": None}))
    assert settle(["标题", "备注", "内容", "电话"], wanted) == {"subject": 1, "body": 2}


def test_a_column_asked_for_one_field_is_not_guessed_for_another(tmp_path: Path) -> None:
    assert settle(["主题", "时间"], load(written(tmp_path, {"body": "主题"}))) == {"body": 0, "received_on": 1}


@pytest.mark.parametrize("content", ["", "主题=标题", "[]", '{"subject": 3}', '"subject"', "\udcff"])
def test_a_mapping_file_that_is_none_says_what_one_looks_like(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_bytes(content.encode(errors="surrogateescape"))
    assert refusal(load, path) == str(mapping.UNREADABLE)


def test_a_missing_mapping_file_is_refused(tmp_path: Path) -> None:
    assert refusal(load, tmp_path / "missing.json") == str(mapping.UNREADABLE)


def test_an_unknown_field_is_named_with_those_there_are(tmp_path: Path) -> None:
    sentence = refusal(load, written(tmp_path, {"标题": "titel"}))
    assert sentence == str(mapping.UNKNOWN_FIELD % {"pair": "标题: titel", "fields": ", ".join(HEADERS)})


def test_an_unknown_column_is_named_with_those_there_are(tmp_path: Path) -> None:
    wanted = load(written(tmp_path, {"subject": "标題"}))
    assert refusal(settle, ["标题", "内容"], wanted) == str(mapping.NO_SUCH_COLUMN % {"pair": "subject: 标題", "columns": "标题, 内容"})


def test_a_table_without_subject_and_text_is_not_usable(tmp_path: Path) -> None:
    wanted = load(written(tmp_path, {"subject": None, "petitioner_name": "标题"}))
    assert refusal(settle, ["标题"], wanted) == str(mapping.NO_HEADER)


def written(folder: Path, pairs: dict[str, object]) -> Path:
    path = folder / "mapping.json"
    path.write_text(json.dumps(pairs, ensure_ascii=False), encoding="utf-8")
    return path


def refusal(function, *arguments) -> str:
    with pytest.raises(Unusable) as raised:
        function(*arguments)
    return str(raised.value)

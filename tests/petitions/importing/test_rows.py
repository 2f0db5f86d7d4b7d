"""A row becomes what a registrar would have entered, or is refused with every reason and none of its words."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.choices import Category, Channel, InformationCategory
from petitions.importing import rows, words
from petitions.importing.cells import Cell
from petitions.importing.mapping import settle
from petitions.importing.refusal import RowRefused
from petitions.importing.rows import Reading
from petitions.rules import RECEIVED_IN_FUTURE, RECEIVED_TOO_EARLY
from petitions.texts import BODY_LIMIT

TODAY = date(2026, 11, 21)
VALUES: dict[str, Cell] = {"主题": "路灯不亮", "内容": "三个月没有人来修。", "日期": "2019/2/28 11:25:05"}


def read(**values: Cell):
    cells = VALUES | values
    header = list(cells)
    return Reading(header, settle(header, {}), TODAY).registration(list(cells.values()))


def reasons(**values: Cell) -> list[str]:
    with pytest.raises(RowRefused) as raised:
        read(**values)
    return raised.value.reasons


def wrong(column: str, fault: object) -> list[str]:
    return [rows.WRONG % {"column": column, "fault": fault}]


def test_where_the_file_says_nothing_it_came_online_is_a_claim_and_general() -> None:
    entry = read()
    assert (entry.channel, entry.category, entry.information_category) == ("online", "claim", "general")
    assert (entry.petitioner_name, entry.source, entry.source_number, entry.reply) == ("", "", "", "")


def test_the_day_is_the_files_and_its_hour_is_kept() -> None:
    entry = read(日期=datetime(2019, 2, 28, 11, 25, 5))
    assert entry.received_on == date(2019, 2, 28)
    assert json.loads(entry.extra) == {"日期": "2019-02-28 11:25:05"}


def test_without_a_column_for_it_the_day_is_that_of_registration() -> None:
    assert Reading(["主题"], {"subject": 0}, TODAY).registration(["路灯"]).received_on == TODAY


@pytest.mark.parametrize(
    ("cell", "fault"),
    [("", rows.NO_DAY), ("不详", rows.NO_DAY), ("2026-11-22", RECEIVED_IN_FUTURE), ("1948-12-31", RECEIVED_TOO_EARLY)],
)
def test_a_day_that_is_none_or_cannot_be_is_refused(cell: Cell, fault: object) -> None:
    assert reasons(日期=cell) == wrong("日期", fault)


def test_unmapped_columns_are_kept_and_empty_ones_are_not() -> None:
    entry = read(点赞数=3.0, 答复意见=" 已转\n\t有关部门_x000D_\n ", 答复时间="2019/3/5", 备注=" \u200b")
    assert json.loads(entry.extra) == {"日期": "2019/2/28 11:25:05", "点赞数": "3", "答复意见": "已转\n\t有关部门", "答复时间": "2019/3/5"}
    assert entry.reply == ""


def test_scrape_traces_are_gone_and_the_text_is_whole() -> None:
    text = "长" * 5000 + "𠮷😀 １２３\u3000“引号” <b>&nbsp;"
    entry = read(主题="\n\t\t路灯\u200b 不亮\n\t", 内容=f"\n\t\t\u3000\u3000{text}_x000D_\n完\n\t\t")
    assert entry.subject == "路灯 不亮"
    assert entry.body == f"{text}\n完"


@pytest.mark.parametrize("column", ["主题", "内容", "姓名", "电话", "地址", "来源", "编号", "备注"])
@pytest.mark.parametrize(
    ("character", "name"), [("\x00", "U+0000 NULL"), ("\x07", "U+0007 BELL"), ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE")]
)
def test_t80_characters_that_mislead_are_refused_by_name_in_every_column(column: str, character: str, name: str) -> None:
    (reason,) = reasons(**{column: f"一{character}二"})
    assert column in reason
    assert name in reason
    assert "一" not in reason


def test_every_reason_is_found_at_once() -> None:
    assert len(reasons(主题="一\x00", 日期="不详", 身份证号="110105194912310021", 信访形式="飞鸽")) == 4


def test_an_id_number_is_checked_as_in_the_form() -> None:
    assert read(身份证号=" 11010519491231002x ").petitioner_id_number == "11010519491231002X"
    assert len(reasons(身份证号="110105194912310021")) == 1


def test_a_phone_is_kept_as_typed() -> None:
    assert read(电话="０１０－8888 0000").petitioner_phone == "０１０－8888 0000"


@pytest.mark.parametrize("name", ["匿名", " 匿名用户 ", "不详", "Anonymous", ""])
def test_anonymous_means_no_name(name: str) -> None:
    assert read(姓名=name).petitioner_name == ""


@pytest.mark.parametrize(
    ("missing", "subject", "body"), [("主题", "三个月没有人来修。", "三个月没有人来修。"), ("内容", "路灯不亮", "路灯不亮")]
)
def test_a_missing_subject_or_text_is_taken_from_the_other(missing: str, subject: str, body: str) -> None:
    entry = read(**{missing: ""})
    assert (entry.subject, entry.body) == (subject, body)


def test_a_row_that_says_nothing_is_refused() -> None:
    assert reasons(主题=" ", 内容="\u3000") == [str(rows.NOTHING_SAID)]


@pytest.mark.parametrize(
    ("column", "limit"), [("主题", 200), ("内容", BODY_LIMIT), ("姓名", 60), ("地址", 200), ("来源", 80), ("编号", 80)]
)
def test_what_is_too_long_is_refused_and_never_cut(column: str, limit: int) -> None:
    read(**{"编号": "7", column: "一" * limit})
    assert len(reasons(**{"编号": "7", column: "一" * (limit + 1)})) == 1


def test_more_cells_than_columns_are_refused() -> None:
    reading = Reading(["主题"], {"subject": 0}, TODAY)
    assert reading.registration(["路灯", "", " "]).subject == "路灯"
    with pytest.raises(RowRefused) as raised:
        reading.registration(["路灯", "", "多"])
    assert raised.value.reasons == [str(rows.TOO_MANY_CELLS)]


@pytest.mark.parametrize(
    ("word", "code"), [("来信", "letter"), ("letter", "letter"), ("走访", "visit"), ("网上信访", "online"), ("传真", "fax"), ("", "online")]
)
def test_the_words_offices_use_are_recognised(word: str, code: str) -> None:
    assert read(信访形式=word).channel == code


def test_a_word_nobody_knows_is_refused_with_those_that_are_known() -> None:
    assert reasons(信访类别="杂项") == wrong("信访类别", rows.UNKNOWN_WORD % {"accepted": words.accepted(Category)})


@pytest.mark.parametrize("choices", [Channel, Category, InformationCategory])
def test_every_choice_is_recognised_by_its_code_and_by_its_label(choices) -> None:
    for choice in choices:
        assert words.recognised(choice.value, choices) == choice.value
        assert words.recognised(str(choice.label), choices) == choice.value


CELL = st.one_of(
    st.text(max_size=300), st.floats(), st.none(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.integers()
)


@given(st.lists(CELL, max_size=16))
def test_any_row_is_read_or_refused_and_nothing_else_happens(cells: list[Cell]) -> None:
    header = ["来源", "编号", "姓名", "身份证号", "电话", "地址", "主题", "内容", "日期", "信访形式", "信访类别", "信息类别", "备注"]
    try:
        entry = Reading(header, settle(header, {}), TODAY).registration(cells)
    except RowRefused as refusal:
        assert refusal.reasons
    else:
        assert entry.subject
        assert entry.body

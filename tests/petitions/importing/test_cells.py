"""What a cell says: nothing that carries meaning is taken away, nothing that carries none is kept."""

import contextlib
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.importing.cells import NoDay, clean, day, plain, source_number

DAYS = st.dates(min_value=date(1949, 10, 1), max_value=date(9999, 12, 31))
CLOCKS = st.times()
SHAPES = [
    "{d.year}/{d.month}/{d.day} {t.hour}:{t.minute:02}:{t.second:02}",
    "{d:%Y-%m-%d} {t:%H:%M:%S}",
    "{d:%Y-%m-%d}T{t:%H:%M:%S}",
    "{d:%Y-%m-%d} {t:%H:%M:%S}.123",
    "{d.year}.{d.month}.{d.day}",
    "{d.year}年{d.month}月{d.day}日",
    "{d.year}年{d.month}月{d.day}日{t.hour}时{t.minute}分{t.second}秒",
    "{d.year}年{d.month}月{d.day}日 {t.hour}:{t.minute:02}",
    "{d:%Y%m%d}",
    "{d.year}/{d.month}/{d.day}",
    "{d.year}/{d.month}/{d.day} 上午 9:05:00",
    "{d.year}/{d.month}/{d.day} 9:05 PM",
    "\n\t\t{d.year}/{d.month}/{d.day} {t.hour}:{t.minute:02}\n\t\t",
    "\ufeff{d.year}/{d.month}/{d.day}\u200b",
]


@pytest.mark.parametrize("shape", SHAPES)
@given(d=DAYS, t=CLOCKS)
def test_a_day_is_read_from_every_shape_exports_use(shape: str, d: date, t: time) -> None:
    padded = shape.format(d=d, t=t)
    if d.year >= 1000:
        assert day(padded) == d


@given(d=DAYS, t=CLOCKS)
def test_full_width_digits_are_digits(d: date, t: time) -> None:
    written = f"{d.year}/{d.month}/{d.day} {t.hour}:{t.minute:02}"
    assert day(written.translate(str.maketrans("0123456789/:", "０１２３４５６７８９／："))) == d


@given(d=DAYS, t=CLOCKS)
def test_real_dates_of_a_spreadsheet_are_taken_as_they_are(d: date, t: time) -> None:
    assert day(d) == d
    assert day(datetime.combine(d, t)) == d


@given(d=st.dates(min_value=date(1949, 10, 1), max_value=date(2173, 10, 13)), t=st.floats(0, 0.999))
def test_the_number_of_a_day_that_lost_its_format_is_that_day(d: date, t: float) -> None:
    serial = (d - date(1899, 12, 30)).days
    assert day(float(serial)) == d
    assert day(f"{serial + t:.6f}") in {d, d + timedelta(days=1)}


def test_a_moment_with_a_zone_is_its_day_in_china() -> None:
    assert day("2019-02-28T17:31:20Z") == date(2019, 3, 1)
    assert day("2019-02-28T17:31:20.5+08:00") == date(2019, 2, 28)
    assert day(datetime(2019, 2, 28, 11, 25)) == date(2019, 2, 28)


@pytest.mark.parametrize(
    "cell",
    [
        *("", "不详", "28/02/2019", "19/2/28", "2019/2.28", "2019-13-01", "2019-02-30", "2019/2/28 25:00:00", "2019/2/28 11:61"),
        *(
            "2019/2/2811:25",
            "2019",
            "2019-02",
            "20190230",
            "999999",
            "-1",
            "2019/2/28 x",
            "２０１９",
            "२०१९/२/२८",
        ),
        *(None, 12.0, 1e300, float("nan"), float("inf"), time(11, 25), True, timedelta(days=3)),
    ],
)
def test_what_could_only_be_guessed_is_no_day(cell: object) -> None:
    with pytest.raises(NoDay):
        day(cell)  # type: ignore[arg-type]


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none_and_nothing_else_happens(text: str) -> None:
    with contextlib.suppress(NoDay):
        assert isinstance(day(text), date)


def test_traces_of_the_way_are_gone() -> None:
    assert clean("\n\t\t\t\t\t第一行_x000D_\n第二行\r\n第三行\r第四行_x000D_第五行\n\t\t\t\t") == "第一行\n第二行\n第三行\n第四行\n第五行"
    assert clean("\ufeff路\u200b灯\u200c不\u2060亮\u200d") == "路灯不亮"
    assert clean("\u3000\u3000\xa0开头") == "开头"


def test_what_carries_meaning_stays() -> None:
    inside = "一\u3000二\xa0三\t四\n\n五 １２３ “引号” &nbsp; <b> 𠮷 😀"
    assert clean(inside) == inside


@pytest.mark.parametrize("cell", ["一\x00二", "一\x07二", "一\u202e二", "一\u2067二"])
def test_what_could_mislead_is_not_taken_away_but_left_to_be_refused(cell: str) -> None:
    assert clean(cell) == cell


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once or "_x000" in once


@pytest.mark.parametrize("cell", [16595.0, 16595, "16595", "16595.0", " 16595.00\n", "１６５９５", "\u200b16595"])
def test_a_number_is_the_same_however_a_spreadsheet_writes_it(cell: object) -> None:
    assert source_number(cell) == "16595"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "kept"), [("007", "007"), ("A-16595.0", "A-16595.0"), ("16595.5", "16595.5"), (16595.5, "16595.5"), (None, "")]
)
def test_a_number_that_is_more_than_a_number_stays_as_it_is(cell: object, kept: str) -> None:
    assert source_number(cell) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        (None, ""),
        (3.0, "3"),
        (3.5, "3.5"),
        (True, "True"),
        (datetime(2019, 2, 28, 11, 25, 5), "2019-02-28 11:25:05"),
        (date(2019, 2, 28), "2019-02-28"),
        (time(11, 25), "11:25:00"),
        ("\n x _x000D_", "\n x _x000D_"),
    ],
)
def test_plain_writes_a_cell_without_taking_anything_away(cell: object, written: str) -> None:
    assert plain(cell) == written  # type: ignore[arg-type]


def test_an_aware_moment_is_the_day_it_names() -> None:
    assert day(datetime(2019, 2, 28, 11, 25, tzinfo=UTC)) == date(2019, 2, 28)

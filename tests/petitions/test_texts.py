import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.texts import forbidden_characters, squeeze, tidy_line, tidy_name, tidy_text, without_forbidden


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000 NULL"),
        ("\x07", "U+0007 BELL"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x7f", "U+007F DELETE"),
        ("\x85", "U+0085 CONTROL"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u200f", "U+200F RIGHT-TO-LEFT MARK"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\ud800", "U+D800 LONE SURROGATE"),
    ],
)
def test_t80_a_character_that_hides_or_reorders_is_named(character, name):
    assert forbidden_characters(f"前{character}后{character}") == [name]


def test_t80_every_bidi_control_is_refused():
    controls = {
        chr(code)
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code)) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    }
    assert all(forbidden_characters(control) for control in controls | {"\u200e", "\u200f", "\u061c"})


def test_what_people_write_is_taken():
    assert forbidden_characters("表格\t第一行\n第二行\r\n👨‍👩‍👧 “引号” <b> ½ Ñandú\u3000全角") == []


def test_lines_end_in_one_way_and_nothing_inside_is_lost():
    assert tidy_text("\n 第一行 \r\n\r\n第二行\r第三行\u2028第四行\n") == "第一行 \n\n第二行\n第三行\n第四行"


def test_one_line_is_one_line():
    assert tidy_line("  供暖\n\t 温度　不达标 ") == "供暖 温度 不达标"


def test_equal_looking_names_become_equal():
    assert tidy_name("欧\u200b阳 \ufeff建国") == tidy_name("欧阳 建国")


@given(st.text())
def test_tidying_holds_still(text):
    for tidy in (tidy_text, tidy_line, tidy_name, squeeze):
        assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_left_after_removal_is_never_refused(text):
    assert forbidden_characters(without_forbidden(text)) == []

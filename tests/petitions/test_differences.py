from hypothesis import given
from hypothesis import strategies as st

from petitions.differences import Piece, differences


def test_changed_words_are_shown_with_a_little_of_what_stands_around():
    assert differences("请求检修管网，尽快答复。", "请求更换管网，尽快答复。") == [
        Piece("same", "请求"),
        Piece("removed", "检修"),
        Piece("added", "更换"),
        Piece("same", "管网，尽快答复。"),
    ]


def test_long_unchanged_text_is_cut():
    pieces = differences("甲" * 500 + "乙", "甲" * 500 + "丙")
    assert len(pieces[0].text) < 60
    assert [piece.kind for piece in pieces] == ["same", "removed", "added"]


def test_a_very_long_text_costs_little():
    before = "\n".join(f"第{n}行" for n in range(20_000))
    assert {piece.kind for piece in differences(before, before + "尾")} == {"removed", "added"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_tell_the_whole_change(before, after):
    pieces = differences(before, after)
    if len(before) < 40 and len(after) < 40:
        assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
        assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.identity_numbers import (
    FUTURE_DATE,
    OLD_NUMBER,
    UNKNOWN_AREA,
    WRONG_CHECK,
    WRONG_DATE,
    WRONG_FORM,
    check_character,
    faults,
    normalise_id_number,
    warnings,
)

ON = date(2026, 11, 21)
VECTORS = Path(__file__).resolve().parents[3] / "shared" / "data" / "id-card-vectors.csv"


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_examples_of_the_standard_are_taken(number):
    assert faults(number, on=ON) == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        (" 110105 19491231 002X ", "11010519491231002X"),
        ("110105-19491231-002X", "11010519491231002X"),
        ("110105\u200b19491231\u3000002X", "11010519491231002X"),
    ],
)
def test_widths_spaces_dashes_and_a_small_x_do_not_count(typed, number):
    assert normalise_id_number(typed) == number


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("110105194912310021", WRONG_CHECK),
        ("11010519491331002X", WRONG_DATE),
        ("11010519490230002X", WRONG_DATE),
        ("11010530001231002X", FUTURE_DATE),
        ("1101051949123100", WRONG_FORM),
        ("01010519491231002X", WRONG_FORM),
        ("1101051949123100XX", WRONG_FORM),
        ("", WRONG_FORM),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢X", WRONG_FORM),
    ],
)
def test_a_wrong_number_is_refused_with_the_sentence_that_says_why(number, sentence):
    assert faults(number, on=ON) == [sentence]


def test_an_old_number_is_taken_and_flagged():
    assert faults("110105491231002", on=ON) == []
    assert warnings("110105491231002") == [OLD_NUMBER]
    assert faults("110105491331002", on=ON) == [WRONG_DATE]


def test_an_unknown_area_is_only_a_warning():
    assert warnings("119999197001010012") == [UNKNOWN_AREA]
    assert warnings("990000197001010012") == [UNKNOWN_AREA]
    assert warnings("430000197001010012") == [UNKNOWN_AREA]
    assert warnings("11010519491231002X") == []
    assert warnings("810000197001010012") == []


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True))
def test_exactly_one_last_character_fits(digits):
    fitting = [last for last in "0123456789X" if check_character(digits) == last]
    assert len(fitting) == 1


@given(st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(position, shift):
    number = "11010519491231002X"
    wrong = number[:position] + str((int(number[position]) + shift) % 10) + number[position + 1 :]
    assert faults(wrong, on=ON) != []


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_check(text):
    number = normalise_id_number(text)
    assert isinstance(faults(number, on=ON), list)
    assert normalise_id_number(number) == number


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared test data are not here")
def test_the_vectors_agree():
    with VECTORS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number = row["value"]
            plain = row["strict_form"] == row["checksum_ok"] == row["date_ok"] == "1"
            if len(number) == 18 and number == normalise_id_number(number):
                assert (faults(number, on=ON) == []) == plain, number

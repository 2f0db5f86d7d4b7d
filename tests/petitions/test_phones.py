import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitions.phones import NO_PHONE, faults, normalise_phone, normalised_phones


@pytest.mark.parametrize(
    "typed",
    [
        "17000004827",
        "170 0000 4827",
        "170-0000-4827",
        "+86 170 0000 4827",
        "0086-17000004827",
        "8617000004827",
        "１７０００００４８２７",
        "17000004827转3",
    ],
)
def test_one_mobile_number_has_one_normal_form(typed):
    assert normalise_phone(typed) == "17000004827"


@pytest.mark.parametrize(
    "typed", ["010-65121234", "(010) 6512 1234", "+86 10 6512 1234", "０１０－６５１２１２３４", "010-65121234 ext. 801"]
)
def test_one_landline_has_one_normal_form(typed):
    assert normalise_phone(typed) == "01065121234"


def test_several_numbers_are_all_found():
    assert normalised_phones("17000004827，010-65121234") == ["17000004827", "01065121234"]


@pytest.mark.parametrize("typed", ["1234", "电话未留", "1" * 21])
def test_what_is_no_number_is_refused(typed):
    assert faults(typed) == [NO_PHONE]


def test_no_number_at_all_is_fine():
    assert faults("") == []


@given(st.text(max_size=60))
def test_normalising_holds_still(text):
    once = normalise_phone(text)
    assert set(once) <= set("0123456789")
    assert isinstance(faults(text), list)

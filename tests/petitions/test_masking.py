import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from petitions.masking import code_of_accuser, mask_address, mask_id_number, mask_name, mask_numbers, mask_phone


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "1381234****"),
        ("138-1234-5678", "138-1234-****"),
        ("010-65121234", "010-6512****"),
        ("010-65121234转801", "010-6512****"),
        ("13812345678，010-65121234", "1381234****, 010-6512****"),
        ("１３８１２３４５６７８", "1381234****"),
        ("王先生 13812345678", "1381234****"),
        ("567", "***"),
        ("", ""),
    ],
)
def test_t03_the_last_four_digits_of_a_phone_are_hidden(phone, shown):
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张三", "张*"), ("欧阳明", "欧阳*"), ("欧阳", "欧*"), ("王建国", "王**"), ("John Smith", "J***"), ("阿依古丽·买买提", "阿***")],
)
def test_a_name_keeps_its_surname(name, shown):
    assert mask_name(name) == shown


def test_nobody_is_named_anonymous():
    with translation.override("en"):
        assert mask_name("") == "Anonymous"


def test_an_accuser_is_a_code():
    with translation.override("en"):
        assert code_of_accuser(1) == "Petitioner 01"


def test_of_an_id_number_the_area_stays():
    assert mask_id_number("11010519491231002X") == "110105************"
    assert mask_id_number("110105491231002") == "110105*********"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("北京市朝阳区建国路1号", "北京市朝阳区***"),
        ("湖南省长沙市岳麓区麓山南路2号", "湖南省长沙市岳麓区***"),
        ("广西壮族自治区南宁市青秀区民族大道", "广西壮族自治区南宁市青秀区***"),
        ("幸福小区3栋402室", "***"),
        ("某街道旁市场对面", "***"),
        ("No. 5, Example Road", "***"),
        ("", ""),
    ],
)
def test_an_address_keeps_its_district(address, shown):
    assert mask_address(address) == shown


def test_numbers_inside_a_subject_are_masked_alike():
    assert mask_numbers("请致电13812345678，身份证11010519491231002X") == "请致电1381234****，身份证110105************"
    assert mask_numbers("合同 20261121138123456789 号") == "合同 20261121138123456789 号"


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_t03_no_spelling_of_a_mobile_lets_the_last_four_through(number):
    for typed in (number, f"+86 {number[:3]} {number[3:7]} {number[7:]}", f"{number}转12", f"{number}、{number}"):
        for part in mask_phone(typed).split(", "):
            assert re.sub(r"[^0-9]", "", part).removeprefix("86") == number[:7]


@given(st.text(max_size=80))
def test_masking_anything_typed_hides_something_or_had_nothing_to_hide(text):
    for mask in (mask_phone, mask_name, mask_id_number, mask_address, mask_numbers):
        assert isinstance(mask(text), str)
    assert not re.search(r"[0-9]{12}", mask_phone(text))


def test_t03_numbers_typed_without_anything_between_them_show_nothing():
    assert mask_phone("1381234567813987654321") == "****"
    assert mask_phone("008613812345678") == "00861381234****"

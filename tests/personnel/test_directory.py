"""The directory of people: units, offices, clearances; never a sealed value."""

import pytest

from audit.trail.models import Entry
from personnel.actions import add_person, deactivate
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_everybody_signed_in_reads_the_directory_with_unit_office_and_clearance(house):
    answer = cast.signed_in(house.sysadmin).get("/personnel/people/")
    text = answer.content.decode()
    assert answer.context["page"].paginator.count == len(cast.ACCOUNTS)
    assert all(person.name in text for person in house.people.values())
    assert "信访办" in text
    assert "核心秘密 / 绝密级" in text


def test_the_list_of_people_costs_the_same_for_one_and_for_three(house, django_assert_max_num_queries):
    browser = cast.signed_in(house.li)
    with django_assert_max_num_queries(40) as few:
        browser.get("/personnel/people/?unit=" + str(house.units["archive"].pk))
    with django_assert_max_num_queries(40) as more:
        browser.get("/personnel/people/?unit=" + str(house.units["administration"].pk))
    assert len(few) == len(more)


def test_a_filter_keeps_only_those_who_hold_the_office(house):
    answer = cast.signed_in(house.li).get("/personnel/people/?office=destruction_witness")
    assert [row["person"].username for row in answer.context["rows"]] == ["wu", "zheng"]


@pytest.mark.parametrize("query", ["unit=nonsense", "office=emperor", "page=99999999999999999999", "page=-1", "size=7", "page=x&size=x"])
def test_a_senseless_filter_or_page_gives_the_nearest_list(house, query):
    assert cast.signed_in(house.li).get(f"/personnel/people/?{query}").status_code == 200


def test_a_persons_page_shows_appointments_and_leaves_an_entry(house):
    answer = cast.signed_in(house.qian).get(f"/personnel/people/{house.liu.pk}/")
    assert "业务一部" in answer.content.decode()
    assert Entry.objects.filter(event="person.read", subject_id=house.liu.pk, actor=house.qian).count() == 1


def test_no_page_shows_birthday_or_phone(house):
    person = add_person(username="zhu", name="朱某", by=None, birthday="1971-03-14", phone="13900001234")
    browser = cast.signed_in(house.li)
    text = browser.get(f"/personnel/people/{person.pk}/").content.decode() + browser.get("/personnel/people/").content.decode()
    assert "1971" not in text
    assert "1390000" not in text


def test_somebody_who_left_stays_in_the_list_as_closed(house):
    deactivate(house.qian, by=None)
    rows = cast.signed_in(house.li).get("/personnel/people/").context["rows"]
    assert [row["person"].username for row in rows if not row["person"].is_active] == ["qian"]

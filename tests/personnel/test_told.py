"""What a page asks first about its person: the same as asked one by one, never kept, and known to every connection anew."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from classification.querysets import reached_asked
from classification.walls.querysets import walls_asked
from personnel.gate.querysets import demands
from personnel.groups.querysets import groups_asked
from personnel.models import Appointment
from personnel.querysets import in_force
from personnel.told import _parts, told
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def test_offices_and_led_units_are_as_if_read_one_by_one(house):
    on = timezone.localdate()
    for person in house.people.values():
        held = list(in_force(Appointment.objects.filter(person=person), on=on).select_related("unit"))
        known = cast.fresh(person).appointments_now
        assert known == held
        assert [[getattr(one, field.attname) for field in Appointment._meta.concrete_fields] for one in known] == [
            [getattr(one, field.attname) for field in Appointment._meta.concrete_fields] for one in held
        ]
        assert [one.unit.name for one in known] == [one.unit.name for one in held]
        assert [list(one.led_units.all()) for one in known] == [list(one.led_units.all()) for one in held]
    assert any(one.led_units.all() for one in cast.fresh(house.liu).appointments_now)


def test_every_part_answers_what_its_query_set_answers(house):
    on = timezone.localdate()
    for person in house.people.values():
        for name, part in _parts.items():
            rows = {tuple(map(str, row.values())) for row in told(cast.fresh(person), name, on=on)}
            assert rows == {tuple(map(str, row.values())) for row in part(person, on)}, name
    assert reached_asked(house.li, on).exists()
    assert demands().model and groups_asked(house.li, on) is not None and walls_asked(house.li, on) is not None


def test_the_day_is_the_one_asked_for(house):
    last = house.li.appointments_now[0]
    last.until = timezone.localdate()
    last.keep(by=None)
    tomorrow = timezone.localdate() + timedelta(days=1)
    person = cast.fresh(house.li)
    today = {row["id"] for row in told(person, "appointments", on=timezone.localdate())}
    assert str(last.pk) in today
    assert str(last.pk) not in {row["id"] for row in told(person, "appointments", on=tomorrow)}


@pytest.mark.django_db(transaction=True)
def test_a_connection_made_anew_is_told_the_question_again(house):
    assert cast.fresh(house.li).appointments_now
    connection.close()
    assert cast.fresh(house.li).appointments_now


def test_a_page_asks_it_once(house, django_assert_max_num_queries):
    person = cast.fresh(house.li)
    with django_assert_max_num_queries(1):
        assert person.office_codes() and person.units_now() and not person.is_suspended and groups_asked
        assert told(person, "walls", on=timezone.localdate()) == []

"""A level says whether whoever is cleared for it signs in with two factors. Basis: REQUIREMENTS H6; THREATS T38."""

from datetime import timedelta

import pytest
from django.utils import timezone

from classification.models import Clearance, SecrecyLevel
from tests import cast
from tests.personnel.factor.phone import BESIDE, give_factor, is_inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def demanding(db):
    house = cast.make()
    level = SecrecyLevel.objects.get(pk="important")
    level.second_factor = True
    level.keep(by=None)
    return house


def is_cleared(person) -> bool:
    important = SecrecyLevel.objects.get(pk="important")
    return Clearance.objects.filter(person=person, level__scheme=important.scheme, level__rank__gte=important.rank).exists()


def leads_to(person) -> str:
    return cast.signed_in(person).get("/").headers.get("Location", "")


def test_t38_whoever_is_cleared_for_it_or_for_more_is_led_to_the_set_up_and_nobody_else(demanding):
    led = {account for account, person in demanding.people.items() if leads_to(person) == BESIDE}
    assert led == {account for account, person in demanding.people.items() if is_cleared(person)}
    assert "li" in led and "sysadmin" not in led


def test_t38_with_a_second_factor_everything_is_open_and_without_a_clearance_as_well(demanding):
    give_factor(demanding.li)
    assert is_inside(cast.signed_in(demanding.li))
    for clearance in Clearance.objects.filter(person=demanding.chen):
        clearance.until = timezone.localdate() - timedelta(days=1)
        clearance.keep(by=None)
    assert leads_to(demanding.chen) == ""

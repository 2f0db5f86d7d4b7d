"""Two set up a working group of the same name, the second before the first is done. Basis: THREATS T68."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from personnel.groups import actions as groups
from personnel.groups.models import WorkingGroup
from tests import cast
from tests.petitions.test_derived_at_once import in_a_thread, until_it_waits_or_has_ended

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_set_up_a_group_of_the_same_name_at_once_the_second_is_told():
    house, on = cast.make(), timezone.localdate()
    until = on + timedelta(days=60)
    said = {"name": "专班一", "unit": house.units["business_one"], "purpose": "核查", "since": on, "until": until, "by": house.liu}
    with transaction.atomic():
        groups.set_up(responsible=house.chen, **said)
        thread, told = in_a_thread(partial(groups.set_up, responsible=house.he, **said))
        until_it_waits_or_has_ended(thread)
    thread.join(60)
    assert told == [["GROUP_NAME_TAKEN"]]
    assert WorkingGroup.objects.get().responsible == house.chen

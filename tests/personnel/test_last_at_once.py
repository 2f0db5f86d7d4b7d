"""Two at the same moment: the house keeps a security administrator, an authority one limit a scheme. Basis: THREATS T67."""

from functools import partial

import pytest
from django.utils import timezone

from classification.authority.changes import limiting_values
from classification.authority.models import GradingLimit
from classification.models import SecrecyLevel
from personnel.actions import add_person, appoint
from personnel.offices import Office
from personnel.proposals.actions import confirm, propose
from personnel.proposals.offices import ending_values
from tests import cast
from tests.custody.together import at_once, winners

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]
TODAY = timezone.localdate


def confirmed_at_once(house, *proposals) -> list[list[str]]:
    return at_once(*(partial(confirm, one, by=cast.fresh(house.sheng), on=TODAY()) for one in proposals))


def test_t67_of_the_last_two_security_administrators_one_stays():
    house = cast.make()
    second = add_person(username="second", name="备任", by=None)
    appoint(second, unit=house.units["administration"], office=Office.SECURITY_ADMIN, since=TODAY(), by=None)
    ends = [
        propose(
            "appointment_end",
            person=cast.fresh(gone),
            values=ending_values(gone.appointments.get(), on=TODAY()),
            reason="届满",
            by=cast.fresh(by),
            on=TODAY(),
        )
        for gone, by in ((house.secadmin, second), (second, house.secadmin))
    ]
    outcomes = confirmed_at_once(house, *ends)
    assert winners(outcomes) == 1
    assert ["LAST_OF_OFFICE"] in outcomes


def test_t67_of_two_first_limits_the_later_takes_the_place_of_the_earlier():
    house = cast.make()
    wished = [
        propose(
            "authority_limit",
            person=house.liu,
            values=limiting_values(SecrecyLevel.objects.get(pk=code)),
            reason="按定密授权",
            by=house.secadmin,
            on=TODAY(),
        )
        for code in ("important", "ordinary")
    ]
    assert confirmed_at_once(house, *wished) == [[], []]
    assert GradingLimit.objects.filter(person=house.liu, ended_on=None).count() == 1

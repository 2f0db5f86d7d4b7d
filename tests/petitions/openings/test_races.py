"""Two at the same moment: a seat is signed once, a record is asked for once, it is opened once. Basis: THREATS T68; REQUIREMENTS H6."""

from functools import partial

import pytest

from audit.trail.models import Entry
from petitions.openings import actions
from petitions.openings.models import Opening, State
from tests import cast
from tests.custody.together import at_once
from tests.petitions import cases
from tests.petitions.openings import stage

pytestmark = pytest.mark.django_db(transaction=True)


def test_t68_h6_at_the_same_moment_each_seat_is_signed_once_and_it_is_opened_once() -> None:
    house = cast.make()
    petition, on = stage.petition(house), cases.today()
    asked = [partial(actions.ask, petition, companion=house.wang, purpose="x", by=cast.fresh(house.li), on=on) for _ in range(2)]
    assert at_once(*asked) == [[], []]
    opening = Opening.objects.get()
    as_companion = [partial(actions.sign_as_companion, opening, device=None, by=cast.fresh(house.wang), on=on) for _ in range(2)]
    assert sorted(at_once(*as_companion)) == [[], ["SIGNED_ALREADY"]]
    as_reader = [partial(actions.sign_as_reader, opening, screen="s", by=cast.fresh(house.li), on=on) for _ in range(2)]
    assert sorted(at_once(*as_reader)) == [[], ["NOT_WAITING"]]
    assert stage.again(opening).state == State.OPEN
    assert Entry.objects.filter(event="opening.opened").count() == 1
    ended = at_once(partial(actions.end, opening, by=cast.fresh(house.li)), partial(actions.end, opening, by=cast.fresh(house.wang)))
    assert sorted(ended) == [[], ["NOT_OPEN"]]
    assert Entry.objects.filter(event="opening.ended").count() == 1

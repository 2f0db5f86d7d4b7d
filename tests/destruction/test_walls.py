"""Whom a wall keeps out of a record neither lists, executes nor witnesses its destruction. Basis: DOMAIN §3.4; THREATS T72, T76."""

import pytest

from audit.trail.refusals import Refused
from classification.walls.models import Ground
from destruction import actions, rules
from destruction.worklist import waiting
from petitions import actions as petitions
from petitions.models import Petition
from tests import cast
from tests.destruction import stage

pytestmark = pytest.mark.django_db
DAY = stage.DAY


def wall(house, petition, account, *, by="wang"):
    """Somebody who answers for the petition keeps somebody out of it."""
    about = Petition.objects.get(pk=petition.pk)
    petitions.raise_wall(about, person=house.people[account], ground=Ground.RECUSED, reason="亲属", by=cast.fresh(house.people[by]), on=DAY)


def refused(act, slip, account, house, **named) -> list[str]:
    with pytest.raises(Refused) as found:
        act(slip, by=cast.fresh(house.people[account]), on=DAY, **named)
    return found.value.codes


def test_t72_whoever_stays_away_from_it_does_not_list_it(house):
    petition = stage.closed(house)
    wall(house, petition, "li")
    with pytest.raises(Refused, match="NOT_OPEN_TO_YOU"):
        stage.filed(house, petition, by=cast.fresh(house.li))


def test_t72_nor_executes_its_destruction_nor_finds_it_on_the_worklist(house):
    petition = stage.closed(house)
    slip = stage.approved(house, petition)
    assert len(list(waiting(cast.fresh(house.zhao), DAY))) == 1
    wall(house, petition, "zhao")
    assert refused(actions.open_execution, slip, "zhao", house, typed=slip.number) == ["SOMEONE_ELSE"]
    assert list(waiting(cast.fresh(house.zhao), DAY)) == []


def test_t72_nor_witnesses_it(house):
    petition = stage.closed(house)
    slip = stage.opened(house, petition)
    wall(house, petition, "wu")
    assert refused(actions.witness, slip, "wu", house) == ["SOMEONE_ELSE"]
    assert house.wu not in rules.free_witnesses(slip, on=DAY)
    actions.witness(slip, by=house.zheng, on=DAY)

"""Whoever a wall keeps out of a record signs nothing about it: the next above does. Basis: DESIGN §4; THREATS T72."""

import pytest

from approvals.querysets import owing
from approvals.rules import obstacles_to_signing, signers_of_step
from custody.models import BorrowSlip
from petitions import actions
from petitions.models import Petition
from tests import cast
from tests.custody.stage import filed, graded, today

pytestmark = pytest.mark.django_db


def test_t72_a_signer_who_is_kept_out_is_replaced_by_the_next_above(house):
    petition = graded(house)
    slip = filed(house, petition)
    assert slip in owing(BorrowSlip, cast.fresh(house.he), on=today())
    actions.raise_wall(
        Petition.objects.get(pk=petition.pk), person=house.he, ground="recused", reason="亲属", by=cast.fresh(house.li), on=today()
    )
    slip = BorrowSlip.objects.get(pk=slip.pk)
    assert [person.username for person in signers_of_step(slip, 0, on=today())] == ["sheng"]
    assert owing(BorrowSlip, cast.fresh(house.he), on=today()) == []
    assert slip in owing(BorrowSlip, cast.fresh(house.sheng), on=today())
    assert "NOT_YOUR_STEP" in [obstacle.code for obstacle in obstacles_to_signing(slip, cast.fresh(house.he), on=today())]

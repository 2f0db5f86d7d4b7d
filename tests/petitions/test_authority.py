"""A grading authority decides within their authority; what lies above goes to a higher one. Basis: DOMAIN §3.1 (BM 16–17), G6."""

import pytest
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.authority.changes import lifting_values, limiting_values
from classification.authority.models import GradingLimit
from classification.models import SecrecyLevel
from classification.querysets import visible_records
from classification.rebuilding import rebuild
from classification.rules import grading_authorities, obstacles_to_deciding
from personnel.proposals.actions import confirm, propose
from tests import cast
from tests.petitions.cases import again, graded, in_hand
from tests.petitions.test_guide import decide, propose_grading

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return cast.make()


def wished(house, kind, values, account="liu"):
    return propose(kind, person=house.people[account], values=values, reason="按定密授权", by=house.secadmin, on=TODAY())


def limited(house, code):
    return confirm(wished(house, "authority_limit", limiting_values(SecrecyLevel.objects.get(pk=code))), by=house.sheng, on=TODAY())


def deciders(grading):
    return [person.username for person in grading_authorities(grading, on=TODAY())]


def sees(house, account, petition):
    return visible_records(cast.fresh(house.people[account]), on=TODAY()).filter(pk=petition.pk).exists()


def test_without_a_limit_an_authority_decides_what_they_are_cleared_for_as_before(house):
    assert deciders(propose_grading(house, in_hand(house), "core")) == ["liu"]


def test_what_lies_above_the_limit_goes_to_the_principal_leader_who_sees_it_meanwhile(house):
    limited(house, "important")
    petition = in_hand(house)
    assert not sees(house, "sheng", petition)
    grading = propose_grading(house, petition, "core")
    assert [obstacle.code for obstacle in obstacles_to_deciding(grading, house.liu, on=TODAY())] == ["BEYOND_AUTHORITY"]
    assert deciders(grading) == ["sheng"]
    assert sees(house, "sheng", petition)
    assert (rebuild().taken_away, rebuild().added) == (0, 0), "the projection rebuilt says the same"
    with pytest.raises(Refused, match="BEYOND_AUTHORITY"):
        decide(house, grading, "core")
    assert again(petition).record.level is None


def test_within_the_limit_they_decide_and_amend_no_further_than_it(house):
    limited(house, "important")
    grading = propose_grading(house, in_hand(house), "ordinary")
    with pytest.raises(Refused, match="BEYOND_AUTHORITY"):
        decide(house, grading, "core")
    decide(house, grading, "important")
    assert again(grading.record.petition).record.level_id == "important"


def test_to_lower_what_lies_above_the_limit_takes_the_higher_authority_as_well(house):
    petition = graded(house, "core", units=("petition_office",))
    limited(house, "important")
    assert deciders(propose_grading(house, petition, "ordinary", reason="情况变化")) == ["sheng"]


def test_in_other_schemes_a_limit_reaches_what_equals_it_unless_they_have_their_own(house):
    limited(house, "important")
    first = propose_grading(house, in_hand(house), "highly_secret")
    second = propose_grading(house, in_hand(house), "top_secret")
    assert (deciders(first), deciders(second)) == (["liu"], ["sheng"])
    limited(house, "secret")
    assert deciders(first) == ["sheng"]


def test_a_limit_set_or_lifted_while_something_waits_moves_it_at_once(house):
    petition = in_hand(house)
    grading = propose_grading(house, petition, "core")
    assert (deciders(grading), sees(house, "sheng", petition)) == (["liu"], False)
    limited(house, "important")
    assert (deciders(grading), sees(house, "sheng", petition)) == (["sheng"], True)
    lifting = lifting_values(GradingLimit.objects.get(ended_on=None))
    confirm(wished(house, "authority_limit_end", lifting), by=house.sheng, on=TODAY())
    assert (deciders(grading), sees(house, "sheng", petition)) == (["liu"], False)
    told = Entry.objects.filter(event__startswith="authority.").values_list("event", "facts")
    facts = {"account": "liu", "level": "important"}
    assert list(told.order_by("pk")) == [("authority.limited", facts), ("authority.widened", facts)]


def test_one_limit_a_scheme_stands_and_only_an_authority_is_limited(house):
    limited(house, "important")
    limited(house, "ordinary")
    assert list(GradingLimit.objects.filter(ended_on=None).values_list("level_id", flat=True)) == ["ordinary"]
    with pytest.raises(Refused, match="LIMITED_ALREADY"):
        limited(house, "ordinary")
    with pytest.raises(Refused, match="NO_AUTHORITY"):
        wished(house, "authority_limit", limiting_values(SecrecyLevel.objects.get(pk="ordinary")), account="wang")


def test_nothing_holds_before_the_principal_leader_confirms_and_the_file_shows_it(house):
    keeper, leader = cast.signed_in(house.secadmin), cast.signed_in(house.sheng)
    place = f"/personnel/people/{house.liu.pk}/propose-authority_limit/"
    made = keeper.post(place, {"level": "important", "reason": "按定密授权"})
    assert made.status_code == 302, made.content.decode()[:2000]
    assert not GradingLimit.objects.exists()
    assert leader.post(made["Location"] + "confirmation/", {"password": cast.PASSWORD}).status_code == 302
    assert GradingLimit.objects.get().level_id == "important"

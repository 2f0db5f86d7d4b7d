"""A source that is raised takes what was derived from it along. Basis: DOMAIN §3.1 (派生定密), THREATS T71."""

import pytest
from django.db.models import QuerySet

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.actions import expire, keep_grading
from classification.gradings.due import reviews_for
from classification.gradings.models import GradingNotice
from classification.models import Grading
from classification.querysets import visible_records
from classification.walls.querysets import kept_out_of
from petitions import actions
from tests import cast
from tests.petitions.cases import again, graded, in_hand
from tests.petitions.test_guide import TODAY, decide, propose_grading

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def derived(house, source):
    petition = in_hand(house)
    decide(house, propose_grading(house, petition, source=again(source).record), "important")
    return again(petition)


def raised(house, source, level="core"):
    decide(house, propose_grading(house, source, level, reason="情况变化"), level)


def test_t71_what_was_derived_is_protected_by_the_new_level_and_so_is_what_was_derived_from_that(house):
    source = again(graded(house))
    first = derived(house, source)
    second, beside = derived(house, first), again(graded(house))
    assert visible_records(house.li, on=TODAY()).filter(pk__in=[first.pk, second.pk]).count() == 2
    raised(house, source)
    assert [again(one).record.claims for one in (first, second, beside)] == [["core"], ["core"], []]
    assert not visible_records(cast.fresh(house.chen), on=TODAY()).filter(pk=first.pk).exists()
    assert {entry.dossier_id for entry in Entry.objects.filter(event="grading.source_raised")} == {first.pk, second.pk}


def test_it_is_due_for_review_which_nobody_answers_with_stays_as_it_is(house):
    source = again(graded(house))
    petition = derived(house, source)
    assert not reviews_for(cast.fresh(house.li), on=TODAY()).exists()
    raised(house, source)
    assert petition.pk in set(reviews_for(cast.fresh(house.li), on=TODAY()).values_list("pk", flat=True))
    with pytest.raises(Refused, match="BELOW_ITS_SOURCE"):
        keep_grading(again(petition).record, by=house.li, on=TODAY())


def test_the_claim_ends_with_a_decision_and_stays_when_a_proposal_is_declined(house):
    source = again(graded(house))
    petition = derived(house, source)
    raised(house, source)
    proposed = propose_grading(house, again(petition), "important", reason="另有依据", freed=True)
    actions.decline_grading(proposed, reason="应随源变更", by=house.liu, on=TODAY())
    assert again(petition).record.claims == ["core"]
    decide(house, propose_grading(house, again(petition), "core", reason="随源变更", source=again(source).record), "core")
    assert (again(petition).record.level_id, again(petition).record.claims) == ("core", [])


def test_of_what_was_derived_from_that_a_declined_proposal_takes_no_protection_either(house):
    source = again(graded(house))
    second = derived(house, derived(house, source))
    raised(house, source)
    actions.decline_grading(
        propose_grading(house, again(second), reason="另有依据", freed=True), reason="应随源变更", by=house.liu, on=TODAY()
    )
    assert again(second).record.claims == ["core"]
    with pytest.raises(Refused, match="BELOW_ITS_SOURCE"):
        keep_grading(again(second).record, by=house.li, on=TODAY())


def test_what_a_raised_source_protects_does_not_declassify_itself(house):
    source = again(graded(house))
    petition = derived(house, source)
    QuerySet(Grading).filter(record=petition.pk).update(secret_until=TODAY().replace(year=2020))
    raised(house, source)
    assert expire(again(petition).record, on=TODAY()) is None
    lifted = actions.propose_declassification(source, basis="已公开", reason="已公开", by=house.li, on=TODAY())
    actions.declassify(lifted, by=house.liu, on=TODAY())
    assert expire(again(petition).record, on=TODAY()) is None, "its own claim waits for a decision all the same"
    assert again(petition).record.declassified_on is None


def test_lowering_a_source_lowers_nothing(house):
    source = again(graded(house))
    petition = derived(house, source)
    raised(house, source, "ordinary")
    assert (again(petition).record.level_id, again(petition).record.claims) == ("important", [])


def test_t71_what_was_derived_is_not_declassified_before_its_source_unless_it_is_derived_no_longer(house):
    source = again(graded(house))
    petition, other = derived(house, source), derived(house, source)
    values = {"basis": "依据", "reason": "不再涉密", "by": house.li, "on": TODAY()}
    with pytest.raises(Refused, match="SOURCE_SECRET"):
        actions.propose_declassification(petition, **values)
    decide(house, propose_grading(house, petition, "important", reason="另有依据，不再派生", freed=True), "important")
    assert actions.propose_declassification(again(petition), **values)
    ended = actions.propose_declassification(again(source), **values)
    actions.declassify(ended, by=house.liu, on=TODAY())
    assert actions.propose_declassification(again(other), **values)


def test_t71_a_declassification_that_waits_is_not_decided_once_its_source_is_secret_again(house):
    source = again(graded(house))
    petition = derived(house, source)
    values = {"basis": "依据", "reason": "不再涉密", "by": house.li, "on": TODAY()}
    actions.declassify(actions.propose_declassification(source, **values), by=house.liu, on=TODAY())
    waiting = actions.propose_declassification(again(petition), **values)
    decide(house, propose_grading(house, again(source), "important", reason="仍需保密"), "important")
    with pytest.raises(Refused, match="SOURCE_SECRET"):
        actions.declassify(waiting, by=cast.fresh(house.liu), on=TODAY())


def test_t72_the_wall_of_a_source_stands_also_once_both_are_declassified_and_when_it_is_graded_anew(house):
    source = again(graded(house, units=("petition_office", "business_one")))
    petition = derived(house, source)
    actions.raise_wall(source, person=house.chen, ground="accused", reason="被反映人", by=house.li, on=TODAY())
    changed = propose_grading(house, again(petition), "important", reason="范围有变", freed=False)
    decide(house, changed, "important")
    assert again(petition).record.grading.source_id == source.pk
    values = {"basis": "依据", "reason": "不再涉密", "by": house.li, "on": TODAY()}
    for one in (source, petition):
        actions.declassify(actions.propose_declassification(again(one), **values), by=cast.fresh(house.liu), on=TODAY())
    chen = cast.fresh(house.chen)
    assert petition.pk in kept_out_of(chen, on=TODAY())
    assert not visible_records(chen, on=TODAY()).filter(pk=petition.pk).exists()
    assert not GradingNotice.objects.filter(person=chen).exists()
    decide(house, propose_grading(house, again(petition), "important", reason="仍需保密", freed=True), "important")
    assert petition.pk not in kept_out_of(cast.fresh(house.chen), on=TODAY())


def test_t72_another_source_takes_the_place_of_the_present_one_only_where_somebody_says_so(house):
    source, other = again(graded(house)), again(graded(house, level="ordinary"))
    petition = derived(house, source)
    with pytest.raises(Refused, match="OTHER_SOURCE"):
        propose_grading(house, petition, "important", reason="情况变化", source=other.record)
    assert propose_grading(house, petition, "important", reason="另有依据", source=other.record, freed=True).source_id == other.pk


def test_nothing_is_derived_from_what_was_derived_from_it(house):
    source = again(graded(house))
    last = derived(house, derived(house, source))
    with pytest.raises(Refused, match="IN_A_CIRCLE"):
        propose_grading(house, source, "important", reason="情况变化", source=again(last).record)

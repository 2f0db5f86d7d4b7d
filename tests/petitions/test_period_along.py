"""A source whose period changes takes what was derived from it along, never under-protecting. Basis: DOMAIN §3.1, decision 0023."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.actions import expire, keep_grading
from classification.gradings.due import reviews_for
from classification.models import Grading
from classification.tasks import end_periods
from tests import cast
from tests.petitions.cases import again, graded
from tests.petitions.test_guide import TODAY, decide, propose_grading
from tests.petitions.test_taken_along import derived

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return cast.make()


def ended_yesterday(*petitions):
    QuerySet(Grading).filter(record__in=[one.pk for one in petitions]).update(secret_until=TODAY() - timedelta(days=1))


def secret(*petitions):
    return [again(one).record.declassified_on is None for one in petitions]


def test_t71_nothing_derived_declassifies_itself_before_its_source_however_far_down(house):
    source = again(graded(house))
    first = derived(house, source)
    second = derived(house, first)
    ended_yesterday(first, second)
    assert [expire(again(one).record, on=TODAY()) for one in (first, second)] == [None, None]
    end_periods()
    assert secret(source, first, second) == [True, True, True]
    ended_yesterday(source)
    end_periods()
    assert secret(source, first, second) == [False, False, False], "with their source, on one day"


def test_what_its_source_keeps_secret_past_its_day_is_extended_to_the_day_of_the_source_and_no_further(house):
    source = again(graded(house))
    petition = derived(house, source)
    ended_yesterday(petition)
    record, last = again(source).record, str(again(source).record.grading.secret_until)
    with pytest.raises(Refused, match="PAST_ITS_SOURCE"):
        propose_grading(house, petition, period="19年", source=record, reason="延长")
    decide(house, propose_grading(house, petition, period=last, source=record, reason="延长"), "important", period=last)
    assert str(again(petition).record.grading.secret_until) == last
    ended_yesterday(petition, source)
    with pytest.raises(Refused, match="PAST_ITS_SOURCE"):
        propose_grading(house, petition, period="10年", reason="延长")


def test_an_extended_source_makes_the_derived_due_and_nobody_says_it_stays_as_it_is(house):
    source = again(graded(house))
    petition = derived(house, source)
    assert not reviews_for(cast.fresh(house.li), on=TODAY()).exists()
    decide(house, propose_grading(house, source, "important", period="15年", reason="情况变化"), "important", period="15年")
    assert petition.pk in set(reviews_for(cast.fresh(house.li), on=TODAY()).values_list("pk", flat=True))
    entry = Entry.objects.get(event="grading.source_period_changed")
    assert (entry.dossier_id, entry.facts) == (petition.pk, {"until": str(again(source).record.grading.secret_until)})
    with pytest.raises(Refused, match="SHORTER_THAN_ITS_SOURCE"):
        keep_grading(again(petition).record, by=house.li, on=TODAY())


def test_a_shortened_source_makes_it_due_and_shortens_nothing(house):
    source = again(graded(house))
    petition = derived(house, source)
    until = again(petition).record.grading.secret_until
    decide(house, propose_grading(house, source, "important", period="1年", reason="情况变化"), "important", period="1年")
    assert again(petition).record.grading.secret_until == until
    assert petition.pk in set(reviews_for(cast.fresh(house.li), on=TODAY()).values_list("pk", flat=True))
    keep_grading(again(petition).record, by=house.li, on=TODAY())


def test_what_is_no_longer_derived_ends_by_itself(house):
    source = again(graded(house))
    petition = derived(house, source)
    decide(house, propose_grading(house, again(petition), "important", reason="另有依据", freed=True), "important")
    ended_yesterday(petition)
    assert expire(again(petition).record, on=TODAY()) is not None

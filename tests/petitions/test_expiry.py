"""Periods end by themselves, on the day after their last; they are extended before or not at all; every grading is reviewed yearly."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification import admissions
from classification.actions import expire, keep_grading
from classification.models import GradedRecord, SecrecyLevel
from classification.periods import parse_period
from classification.tasks import end_periods
from personnel.actions import end_appointment
from personnel.worklist import waiting_for
from petitions import actions
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import again, in_hand, today

pytestmark = pytest.mark.django_db


def values(house, period: str, *, level="important", start=None) -> dict:
    scope = [f"unit:{house.units[key].pk}" for key in ("petition_office", "business_one")]
    read = parse_period(period, start=start or today())
    return {"level": SecrecyLevel.objects.get(pk=level), "period": read, "basis": "依据", "scope": scope}


def graded(house, period: str, *, start: date):
    """Graded on the day `start`."""
    petition = in_hand(house)
    said = values(house, period, start=start)
    proposal = actions.propose_grading(petition, **said, by=house.li, on=start)
    actions.decide_grading(proposal, **said, by=house.liu, on=start)
    return again(petition)


def fires(petition, on: date) -> bool:
    return expire(petition.record, on=on) is not None


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2025, 12, 31), "1个月", date(2026, 1, 31)),
        (date(2025, 12, 31), "2个月", date(2026, 2, 28)),
        (date(2027, 12, 31), "2个月", date(2028, 2, 29)),
        (date(2024, 2, 29), "1年", date(2025, 2, 28)),
        (date(2024, 2, 29), "4年", date(2028, 2, 29)),
        (date(2026, 1, 1), "10年", date(2036, 1, 1)),
        (date(2026, 1, 1), "2026-12-31", date(2026, 12, 31)),
    ],
)
def test_still_secret_on_the_corresponding_day_and_not_on_the_next(house, start, period, last):
    petition = graded(house, period, start=start)
    assert not fires(petition, last - timedelta(days=1))
    assert not fires(petition, last)
    assert fires(petition, last + timedelta(days=1))
    assert not fires(petition, last + timedelta(days=2)), "once"
    assert again(petition).record.declassified_on == last + timedelta(days=1)


def shanghai_midnight(last: date) -> datetime:
    """24:00 on that day."""
    return datetime(last.year, last.month, last.day, 16, tzinfo=UTC)


ENDS_OF_YEARS = [date(2031, 12, 31), date(2032, 2, 28), date(2032, 2, 29)]


@pytest.mark.parametrize("last", ENDS_OF_YEARS, ids=str)
def test_a_period_ends_at_midnight_in_shanghai_across_the_year_and_in_a_leap_year(house, last):
    petition = graded(house, last.isoformat(), start=date(2031, 12, 1))
    for moment, declassified in (
        (shanghai_midnight(last) - timedelta(seconds=1), None),
        (shanghai_midnight(last), last + timedelta(days=1)),
    ):
        with time_machine.travel(moment, tick=False):
            end_periods()
            assert GradedRecord.objects.get(pk=petition.pk).declassified_on == declassified


def clearance_ends(house, petition, last):
    for clearance in house.chen.clearances.all():
        clearance.until = last
        clearance.keep(by=None)


def office_ends(house, petition, last):
    for held in house.chen.appointments.all():
        end_appointment(held, on=last, by=None)


def grant_ends(house, petition, last):
    admissions.let_go(petition.record, house.units["business_one"])
    admissions.let_know(petition.record, house.chen, until=last)


@pytest.mark.parametrize("last", ENDS_OF_YEARS, ids=str)
@pytest.mark.parametrize("ends", [clearance_ends, office_ends, grant_ends], ids=["clearance", "office", "grant"])
def test_sight_ends_at_midnight_in_shanghai_across_the_year_and_in_a_leap_year(house, ends, last):
    petition = graded(house, "10年", start=today())
    ends(house, petition, last)
    for moment, sees in ((shanghai_midnight(last) - timedelta(seconds=1), True), (shanghai_midnight(last), False)):
        with time_machine.travel(moment, tick=False):
            assert visible_petitions(cast.fresh(house.chen)).filter(pk=petition.pk).exists() == sees


def test_t46_a_forged_task_of_a_day_to_come_lifts_nothing(house):
    petition = graded(house, "1个月", start=today())
    end_periods("2099-01-01")
    assert GradedRecord.objects.get(pk=petition.pk).declassified_on is None


def test_the_end_of_a_period_is_a_decision_nobody_made_and_everybody_hears_of(house):
    petition = graded(house, "1个月", start=date(2026, 1, 15))
    assert fires(petition, date(2026, 2, 16))
    petition = again(petition)
    grading = petition.record.grading
    assert (grading.kind, grading.proposer, grading.decided_by, grading.former_mark) == ("expired", None, None, "信访·重要秘密 1个月")
    assert (petition.mark.text, petition.mark.struck) == ("解密", "信访·重要秘密 1个月")
    assert sorted(notice.person.username for notice in grading.notices.all()) == ["chen", "guo", "he", "li", "liu", "sun", "wang", "xin"]
    entry = Entry.objects.get(event="grading.expired")
    assert (entry.actor_id, entry.dossier_id, entry.facts["former"]) == (None, petition.pk, "important")
    assert visible_petitions(cast.fresh(house.sun)).filter(pk=petition.pk).exists()
    assert "期满" in cast.signed_in(house.li).get(f"/petitions/{petition.pk}/").content.decode()


def test_a_higher_claim_that_waits_keeps_it_protected_until_it_is_decided(house):
    start = today() - timedelta(days=40)
    petition = graded(house, "1个月", start=start)
    claim = values(house, "5年", level="core")
    proposal = actions.propose_grading(petition, **claim, reason="更严重", by=house.li, on=today())
    assert not fires(petition, today())
    actions.decline_grading(proposal, reason="不成立", by=house.liu, on=today())
    assert fires(petition, today())


def test_an_extension_is_decided_before_the_last_day_is_over(house):
    petition = graded(house, "1个月", start=today() - timedelta(days=40))
    with pytest.raises(Refused) as raised:
        actions.propose_grading(petition, **values(house, "5年"), reason="仍须保密", by=house.li, on=today())
    assert raised.value.codes == ["PERIOD_OVER"]
    fires(petition, today())
    with pytest.raises(Refused) as raised:
        actions.propose_grading(petition, **values(house, "5年"), reason="仍须保密", by=house.li, on=today())
    assert raised.value.codes == ["PERIOD_OVER"], "nor after it has declassified itself"


def test_an_extension_proposed_in_time_but_decided_too_late_is_refused(house):
    last = today() + timedelta(days=3)
    petition = graded(house, last.isoformat(), start=today())
    proposal = actions.propose_grading(petition, **values(house, "5年"), reason="仍须保密", by=house.li, on=last)
    late = last + timedelta(days=1)
    with pytest.raises(Refused) as raised:
        actions.decide_grading(proposal, **values(house, "5年"), by=house.liu, on=late)
    assert raised.value.codes == ["PERIOD_OVER"]
    actions.decide_grading(proposal, **values(house, "5年"), by=house.liu, on=last)
    assert not fires(petition, late)


def due(person, on) -> list[tuple[str, date | None]]:
    return [(item.number, item.due_on) for item in waiting_for(cast.fresh(person), on=on) if item.kind == "period"]


def test_the_handling_officer_and_the_authority_are_warned_from_sixty_days_before(house):
    last = today() + timedelta(days=100)
    petition = graded(house, last.isoformat(), start=today())
    assert due(house.li, last - timedelta(days=61)) == []
    for person in (house.li, house.liu):
        assert due(person, last - timedelta(days=60)) == [(petition.number, last)]
    assert due(house.wang, last - timedelta(days=60)) == []
    assert due(house.chen, last - timedelta(days=60)) == []


def test_a_grading_is_reviewed_every_year_by_the_handling_officer(house):
    petition = graded(house, "10年", start=today() - timedelta(days=400))
    [(number, asked)] = due(house.li, today())
    assert number == petition.number
    assert asked <= today()
    assert due(house.liu, today()) == []
    with pytest.raises(Refused) as raised:
        keep_grading(petition.record, by=house.wang, on=today())
    assert raised.value.codes == ["NOT_HANDLED"]
    page = cast.signed_in(house.li).get("/classification/due/").content.decode()
    assert petition.number in page
    assert f"/petitions/{petition.pk}/grading/" in page, "a change is proposed where changes are proposed"
    assert cast.signed_in(house.qian).post(f"/classification/due/{petition.pk}/review/").status_code == 404
    assert cast.signed_in(house.li).post(f"/classification/due/{petition.pk}/review/").status_code == 302
    assert due(house.li, today()) == []
    assert Entry.objects.get(event="grading.reviewed").facts == {"level": "important"}
    grading = again(petition).record.grading
    assert grading.review_on > today() + timedelta(days=364)
    assert grading.history.first().review_on == grading.review_on
    assert cast.signed_in(house.li).post(f"/classification/due/{petition.pk}/review/").status_code == 409


def test_many_reviews_are_answered_at_once_all_of_them_or_none(house):
    mine = [graded(house, "10年", start=today() - timedelta(days=400)) for _ in range(3)]
    ids = [str(petition.pk) for petition in mine]
    early = graded(house, "10年", start=today() - timedelta(days=10))
    place, browser = "/classification/due/reviews/", cast.signed_in(house.li)
    for wrong in ([], [*ids[:2], str(early.pk)], ["no-such-record"]):
        assert browser.post(place, {"records": wrong}).status_code == 302
        assert len(due(house.li, today())) == 3
    assert cast.signed_in(house.qian).post(place, {"records": ids}).status_code == 302
    assert len(due(house.li, today())) == 3
    assert browser.post(place, {"records": ids[:2]}).status_code == 302
    assert [number for number, _asked in due(house.li, today())] == [mine[2].number]
    assert Entry.objects.filter(event="grading.reviewed").count() == 2


def test_what_is_declassified_is_neither_reviewed_nor_warned_of(house):
    petition = graded(house, "1个月", start=today() - timedelta(days=400))
    fires(petition, today())
    assert due(house.li, today() + timedelta(days=800)) == []


def test_the_day_of_the_task_is_the_houses_own():
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"

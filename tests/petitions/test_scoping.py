"""Widening and narrowing a scope are requests with a decision and an end. Basis: REQUIREMENTS G5; DOMAIN §3.1; THREATS T72, T73."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification import actions as classification
from classification.models import Admission, ScopeChange, ScopeNotice
from classification.querysets import newest_visible
from classification.rebuilding import rebuild
from classification.scoping import actions as scoping
from classification.tasks import end_scopes
from personnel.actions import end_appointment
from personnel.models import Appointment
from petitions import actions
from petitions.querysets import visible_petitions
from petitions.scoping.actions import ask_in, ask_out
from tests import cast
from tests.petitions.cases import again, graded, register, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def petition(house):
    """Open to the petition office alone: li, wang, liu. Chen and he are cleared, and sit in business_one."""
    return graded(house, level="important", units=("petition_office",))


def sees(person, petition, on=None) -> bool:
    """By the list and by the newest of it: each the same."""
    on = on or today()
    known = cast.fresh(person)
    listed = visible_petitions(known, on).filter(pk=petition.pk).exists()
    assert listed == (petition.pk in newest_visible(cast.fresh(person), 50, on=on) if known.appointments_now else listed)
    return listed


def asked(house, petition, named, *, days=10, by="li"):
    until = today() + timedelta(days=days)
    return ask_in(again(petition), named=named, until=until, reason="专案需要", by=cast.fresh(house.people[by]), on=today())


def granted(house, petition, named, *, days=10):
    return scoping.grant(asked(house, petition, named, days=days), by=cast.fresh(house.liu), on=today())


def projected(petition) -> set:
    return set(Admission.objects.filter(record=petition.pk).values_list("principal", "source", "until"))


def test_t73_nobody_sees_more_before_the_grading_authority_grants_it_and_then_at_once(house, petition):
    change = asked(house, petition, house.chen)
    assert not sees(house.chen, petition)
    scoping.grant(change, by=cast.fresh(house.liu), on=today())
    assert sees(house.chen, petition)
    assert not sees(house.he, petition)
    told = dict(ScopeNotice.objects.values_list("person__username", "said"))
    assert told == {"chen": "let_in", "li": "granted"}


def test_access_for_a_time_is_over_with_the_day_before_anybody_clears_it_away(house, petition):
    granted(house, petition, house.chen, days=3)
    last = today() + timedelta(days=3)
    assert sees(house.chen, petition, last)
    assert not sees(house.chen, petition, last + timedelta(days=1))


def test_the_daily_task_clears_away_what_is_over_tells_them_and_leaves_what_was_prolonged(house, petition):
    change, kept = granted(house, petition, house.chen, days=3), granted(house, petition, house.he, days=3)
    granted(house, petition, house.he, days=9)
    end_scopes((today() + timedelta(days=4)).isoformat())  # a day to come is not believed
    assert sees(house.chen, petition)
    for one in (change, kept):
        scoping.end(one, on=today() + timedelta(days=4))
    assert not sees(house.chen, petition)
    assert sees(house.he, petition)
    assert set(ScopeChange.objects.values_list("status", flat=True)) == {"ended", "granted"}
    assert ScopeNotice.objects.filter(person=house.chen, said="let_out").count() == 1
    assert not ScopeNotice.objects.filter(person=house.he, said="let_out").exists()
    before = projected(petition)
    assert (rebuild().taken_away, rebuild().added) == (0, 0)
    assert projected(petition) == before


def test_a_request_that_nobody_decides_ends_by_itself_after_a_month_and_can_be_made_anew(house, petition):
    change = asked(house, petition, house.chen)
    before = projected(petition)
    scoping.expire(change, on=today() + timedelta(days=30))
    assert ScopeChange.objects.get(pk=change.pk).waits
    scoping.expire(change, on=today() + timedelta(days=31))
    assert ScopeChange.objects.get(pk=change.pk).status == "expired"
    assert projected(petition) <= before
    assert ScopeNotice.objects.get(change=change).said == "expired"
    assert not sees(house.chen, petition)
    asked(house, petition, house.chen)


def test_leaving_the_unit_that_was_added_removes_sight(house, petition):
    granted(house, petition, house.units["business_one"])
    assert sees(house.chen, petition)
    [held] = Appointment.objects.filter(person=house.chen)
    end_appointment(held, on=today() - timedelta(days=1), by=house.secadmin)
    assert not sees(house.chen, petition)
    assert sees(house.he, petition)


def test_taking_out_ends_sight_at_once_and_a_later_declassification_does_not_bring_it_back(house):
    petition = graded(house, units=("petition_office", "business_one"))
    assert sees(house.chen, petition)
    change = ask_out(petition, named=house.units["business_one"], reason="不再需要", by=house.li, on=today())
    assert sees(house.chen, petition)
    scoping.grant(change, by=cast.fresh(house.liu), on=today())
    assert not sees(house.chen, petition)
    assert set(ScopeNotice.objects.values_list("person__username", "said")) == {
        ("chen", "let_out"),
        ("he", "let_out"),
        ("li", "granted"),
    }
    lifted = actions.propose_declassification(again(petition), basis="已公开", reason="已公开", by=cast.fresh(house.li), on=today())
    actions.declassify(lifted, by=cast.fresh(house.liu), on=today())
    assert not sees(house.chen, petition)


def test_another_grading_names_its_scope_itself(house, petition):
    granted(house, petition, house.chen)
    waiting = asked(house, petition, house.he)
    stands = again(petition).record.grading
    values = {"level": stands.level, "period": _period(stands), "basis": "依据", "scope": stands.scope, "on": today()}
    proposal = actions.propose_grading(again(petition), **values, reason="重新定密", by=cast.fresh(house.li))
    actions.decide_grading(proposal, **values, by=cast.fresh(house.liu))
    assert not sees(house.chen, petition)
    assert set(ScopeChange.objects.values_list("status", flat=True)) == {"ended", "lapsed"}
    with pytest.raises(Refused, match="DECIDED_ALREADY"):
        scoping.grant(waiting, by=cast.fresh(house.liu), on=today())


def test_t73_a_proposal_that_waits_does_not_bring_back_who_was_taken_out_meanwhile(house, petition):
    granted(house, petition, house.units["business_one"])
    stands = again(petition).record.grading
    scope = [*stands.scope, f"unit:{house.units['business_one'].pk}"]
    values = {"level": stands.level, "period": _period(stands), "basis": "依据", "scope": scope, "on": today()}
    taken = ask_out(again(petition), named=house.units["business_one"], reason="不再需要", by=cast.fresh(house.li), on=today())
    actions.propose_grading(again(petition), **values, reason="重新定密", by=cast.fresh(house.li))
    browser = cast.signed_in(house.liu)
    assert browser.get(f"/petitions/{petition.pk}/grading/").context["form"].initial["scope"] == sorted(scope)
    scoping.grant(taken, by=cast.fresh(house.liu), on=today())
    assert browser.get(f"/petitions/{petition.pk}/grading/").context["form"].initial["scope"] == stands.scope


def _period(grading):
    return classification._period_of(grading)


def test_t73_neither_who_asks_nor_whom_it_is_about_decides_and_the_database_says_so_too(house, petition):
    change = asked(house, petition, house.chen)
    for account, refused in (("li", "OWN_REQUEST"), ("chen", "OWN_SIGHT"), ("wang", "NOT_DECIDING"), ("sheng", "NOT_DECIDING")):
        with pytest.raises(Refused, match=refused):
            scoping.grant(change, by=cast.fresh(house.people[account]), on=today())
    for account in ("li", "chen"):
        with pytest.raises(IntegrityError, match="decided_by_someone_else"), transaction.atomic():
            QuerySet(ScopeChange).filter(pk=change.pk).update(decided_by=house.people[account])
    by_authority = asked(house, petition, house.he, by="liu")
    with pytest.raises(Refused, match="OWN_REQUEST"):
        scoping.grant(by_authority, by=cast.fresh(house.liu), on=today())
    assert sees(house.sheng, petition), "the principal leader stands in, and sees what is to decide"
    scoping.grant(by_authority, by=cast.fresh(house.sheng), on=today())
    assert sees(house.he, petition)
    assert not sees(house.sheng, petition)


def test_what_cannot_be_asked_for_is_said(house, petition):
    unit = house.units["petition_office"]
    for named, days, refused in (
        (house.chen, -1, "DAY_OVER"),
        (house.chen, 91, "TOO_FAR"),
        (unit, 5, "LET_IN_ALREADY"),
        (house.sun, 5, "NAMED_NOT_CLEARED"),
        (house.secadmin, 5, "NAMED_ADMINISTRATOR"),
    ):
        with pytest.raises(Refused, match=refused):
            asked(house, petition, named, days=days)
    with pytest.raises(Refused, match="NOT_GRADED_YET"):
        asked(house, register(house), house.chen, by="li")
    with pytest.raises(Refused, match="LAST_IN_SCOPE"):
        ask_out(petition, named=unit, reason="理由", by=house.li, on=today())
    with pytest.raises(Refused, match="NOT_IN_SCOPE"):
        ask_out(petition, named=house.chen, reason="理由", by=house.li, on=today())
    actions.raise_wall(again(petition), person=house.chen, ground="accused", reason="被反映人", by=house.li, on=today())
    with pytest.raises(Refused, match="NAMED_KEPT_OUT"):
        asked(house, petition, house.chen)


def test_who_sees_it_asks_for_themself_and_for_nobody_else(house, petition):
    granted(house, petition, house.chen, days=3)
    with pytest.raises(Refused, match="NOT_ONESELF"):
        asked(house, petition, house.he, by="chen")
    with pytest.raises(Refused, match="NOT_SCOPING"):
        ask_out(again(petition), named=house.chen, reason="理由", by=house.chen, on=today())
    with pytest.raises(Refused, match="OUT_OF_SIGHT"):
        asked(house, petition, house.he, by="he")
    longer = asked(house, petition, house.chen, days=20, by="chen")
    scoping.grant(longer, by=cast.fresh(house.liu), on=today())
    assert sees(house.chen, petition, today() + timedelta(days=20))


def test_asked_twice_it_is_one_and_something_else_waits_its_turn(house, petition):
    assert asked(house, petition, house.chen) == asked(house, petition, house.chen)
    with pytest.raises(Refused, match="WAITS_ALREADY"):
        asked(house, petition, house.chen, days=20)
    change = ScopeChange.objects.get()
    with pytest.raises(Refused, match="NOT_WITHDRAWING"):
        scoping.withdraw(change, by=house.wang)
    scoping.withdraw(change, by=house.li)
    assert asked(house, petition, house.chen, days=20).waits


def test_t72_an_accused_hears_nothing_of_who_is_let_in(house, petition):
    actions.raise_wall(again(petition), person=house.he, ground="accused", reason="被反映人", by=house.li, on=today())
    granted(house, petition, house.units["business_one"])
    assert not ScopeNotice.objects.filter(person__in=[house.he, house.chen]).exists()
    assert not sees(house.he, petition)


def test_t72_nor_does_an_accused_who_had_asked_hear_what_became_of_it(house, petition):
    granted(house, petition, house.chen, days=3)
    change = asked(house, petition, house.chen, by="chen")
    actions.raise_wall(again(petition), person=house.chen, ground="accused", reason="被反映人", by=house.li, on=today())
    scoping.decline(change, reason="不同意", by=cast.fresh(house.liu), on=today())
    assert not ScopeNotice.objects.filter(person=house.chen, change=change).exists()


def test_the_pages_from_the_request_to_the_receipt(house, petition):
    place = f"/petitions/{petition.pk}/"
    li, liu, chen = (cast.signed_in(house.people[account]) for account in ("li", "liu", "chen"))
    far = {"who": f"person:{house.chen.pk}", "until": (today() + timedelta(days=400)).isoformat(), "reason": "专案核查需要"}
    refused = li.post(place + "scope/adding/", far)
    assert refused.status_code == 409
    assert "专案核查需要" in refused.content.decode()
    page = li.post(place + "scope/adding/", far | {"until": (today() + timedelta(days=7)).isoformat()})["Location"]
    assert page in li.get(place + "knowing/").content.decode()
    assert page in liu.get("/").content.decode(), "on the worklist of who decides"
    assert chen.get(page).status_code == 404
    assert liu.post(page + "granting/", {"password": "falsch"}).status_code == 409
    assert chen.get(place).status_code == 404
    assert liu.post(page + "granting/", {"password": cast.PASSWORD}).status_code == 302
    assert chen.get(place).status_code == 200
    assert "scope/adding/" in chen.get("/").content.decode(), "it ends within a week"
    notice = ScopeNotice.objects.get(person=house.chen)
    assert str(notice.pk) in chen.get("/classification/notices/").content.decode()
    assert liu.post(f"/classification/notices/scopes/{notice.pk}/receipt/").status_code == 404
    assert chen.post(f"/classification/notices/scopes/{notice.pk}/receipt/").status_code == 302
    assert ScopeNotice.objects.get(pk=notice.pk).acknowledged_at
    told = Entry.objects.filter(event__startswith="scope.").exclude(event="scope.read").order_by("at", "id").values_list("event", flat=True)
    assert list(told) == ["scope.adding_proposed", "scope.added", "scope.told", "scope.acknowledged"]
    assert not any("专案" in str(entry.facts) for entry in Entry.objects.filter(dossier_id=petition.pk))


def test_declining_says_why_and_changes_nothing(house, petition):
    change = asked(house, petition, house.chen)
    liu = cast.signed_in(house.liu)
    page = f"/petitions/scope/{change.pk}/"
    assert liu.post(page + "declining/", {"password": cast.PASSWORD, "reason": ""}).status_code == 400
    assert liu.post(page + "declining/", {"password": cast.PASSWORD, "reason": "无工作需要"}).status_code == 302
    assert "无工作需要" in cast.signed_in(house.li).get(page).content.decode()
    assert ScopeNotice.objects.get().said == "declined"
    assert not sees(house.chen, petition)

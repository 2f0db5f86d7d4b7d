"""Offices, clearances and units: proposed by the security administrator, confirmed by a leader. Basis: REQUIREMENTS H8, THREATS T27."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.models import Clearance, SecrecyLevel
from classification.querysets import is_cleared_for
from personnel.actions import appoint, deactivate, end_appointment
from personnel.models import Appointment, Unit
from personnel.offices import Office
from personnel.proposals.actions import confirm, propose, refuse, withdraw
from personnel.proposals.models import Proposal, State
from personnel.proposals.offices import obstacles_to_ending
from personnel.proposals.querysets import confirmers, visible_proposals
from personnel.worklist import waiting_for
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return cast.make()


def office(house, account, code, unit="business_one", since=None, leads=()):
    day = since or TODAY()
    led = sorted(str(house.units[key].pk) for key in leads)
    values = {"unit": str(house.units[unit].pk), "office": code, "since": day.isoformat(), "until": None, "leads": led}
    return propose("appointment", person=house.people[account], values=values, reason="岗位需要", by=house.secadmin, on=TODAY())


def clearance(house, account, level="important", by="secadmin", since=None):
    values = {"level": level, "since": (since or TODAY()).isoformat(), "until": None}
    return propose("clearance", person=house.people[account], values=values, reason="工作需要", by=house.people[by], on=TODAY())


def confirmed(house, kind, person, values, by):
    made = propose(kind, person=person, values=values, reason="调整", by=house.secadmin, on=TODAY())
    return confirm(made, by=by, on=TODAY())


def names(people):
    return {person.username for person in people}


def test_nothing_holds_before_the_leader_in_charge_has_confirmed_it(house):
    proposal, level = clearance(house, "sun"), SecrecyLevel.objects.get(pk="important")
    assert not is_cleared_for(cast.fresh(house.sun), level, on=TODAY())
    confirm(proposal, by=house.liu, on=TODAY())
    assert is_cleared_for(cast.fresh(house.sun), level, on=TODAY())
    told = Entry.objects.filter(event__in=("proposal.made", "proposal.confirmed", "person.cleared"), actor__isnull=False).order_by("at")
    assert [entry.actor.username for entry in told] == ["secadmin", "liu", "liu"]


def test_an_office_is_held_from_the_day_of_confirmation_at_the_earliest(house):
    proposal = office(house, "qian", "handling_officer", "legal", since=TODAY() - timedelta(days=400))
    assert names(confirmers(proposal, on=TODAY())) == {"sheng"}  # nobody leads the legal unit
    confirm(proposal, by=house.sheng, on=TODAY())
    held = Appointment.objects.get(person=house.qian, office=Office.HANDLING_OFFICER)
    assert (held.since, held.unit) == (TODAY(), house.units["legal"])


@pytest.mark.parametrize(
    ("account", "code", "leads", "expected"),
    [
        ("sun", "registrar", (), {"liu"}),
        ("sun", "leader_in_charge", ("business_one",), {"sheng"}),  # makes a leader
        ("sun", "system_admin", (), {"sheng"}),  # makes an administrator
        ("liu", "staff", (), {"sheng"}),  # is a leader
        ("sheng", "staff", (), {"liu"}),  # is the principal leader
    ],
)
def test_who_confirms(house, account, code, leads, expected):
    for appointment in Appointment.objects.filter(person=house.people[account]) if code == "system_admin" else []:
        QuerySet(Appointment).filter(pk=appointment.pk).update(until=TODAY() - timedelta(days=1))
    assert names(confirmers(office(house, account, code, leads=leads), on=TODAY())) == expected


def test_nobody_else_confirms_and_nobody_confirms_for_themself(house):
    proposal = clearance(house, "sun")
    for account in cast.ACCOUNTS:
        if account != "liu":
            with pytest.raises(Refused, match="NOT_CONFIRMER"):
                confirm(proposal, by=house.people[account], on=TODAY())
    own = clearance(house, "liu", "ordinary")
    with pytest.raises(Refused, match="NOT_CONFIRMER"):
        confirm(own, by=house.liu, on=TODAY())
    assert not Clearance.objects.filter(person=house.liu, level="ordinary").exists()


def test_only_a_security_administrator_proposes_and_never_for_themself(house):
    for account in cast.ACCOUNTS:
        refused = "FOR_THEMSELF" if account == "secadmin" else "NOT_SECURITY_ADMIN"
        with pytest.raises(Refused, match=refused):
            clearance(house, "secadmin" if account == "secadmin" else "sun", by=account)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("change", ["proposer decides", "whom it is about decides", "proposes for themself", "decided by nobody"])
def test_the_database_keeps_the_hands_apart(house, change):
    proposal = clearance(house, "sun")
    values = {
        "proposer decides": {"decided_by": house.secadmin},
        "whom it is about decides": {"decided_by": house.sun},
        "proposes for themself": {"person": house.secadmin},
        "decided by nobody": {"state": State.CONFIRMED},
    }[change]
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(Proposal).filter(pk=proposal.pk).update(**values)


def test_what_stands_in_the_way_is_asked_again_when_it_is_confirmed(house):
    for_office, for_level = office(house, "zhou", "staff", "audit"), clearance(house, "zhou")
    for held in Appointment.objects.filter(person=house.zhou):
        end_appointment(held, on=TODAY() - timedelta(days=1), by=None)
    appoint(house.zhou, unit=house.units["audit"], office=Office.AUDIT_ADMIN, since=TODAY(), by=None)
    with pytest.raises(Refused, match="KEPT_APART"):
        confirm(for_office, by=house.sheng, on=TODAY())
    with pytest.raises(Refused, match="ADMINISTRATORS_UNCLEARED"):
        confirm(for_level, by=house.sheng, on=TODAY())
    waiting = clearance(house, "sun")
    deactivate(house.sun, by=None)
    with pytest.raises(Refused, match="ACCOUNT_CLOSED"):
        confirm(waiting, by=house.liu, on=TODAY())
    with pytest.raises(Refused, match="PROPOSAL_TOO_OLD"):
        confirm(clearance(house, "he", "core"), by=house.liu, on=TODAY() + timedelta(days=31))


def test_a_decision_is_final_and_the_same_is_not_proposed_twice(house):
    first = clearance(house, "sun")
    with pytest.raises(Refused, match="PROPOSED_ALREADY"):
        clearance(house, "sun")
    refuse(first, by=house.liu, reason="暂不需要", on=TODAY())
    for step in (confirm, refuse):
        with pytest.raises(Refused, match="PROPOSAL_DECIDED"):
            step(first, by=house.liu, on=TODAY(), **({"reason": "x"} if step is refuse else {}))
    second = clearance(house, "sun")
    with pytest.raises(Refused, match="NOT_PROPOSER"):
        withdraw(second, by=house.liu)
    withdraw(second, by=house.secadmin)
    with pytest.raises(Refused, match="PROPOSAL_DECIDED"):
        confirm(second, by=house.liu, on=TODAY())
    assert not Clearance.objects.filter(person=house.sun).exists()


def test_ends_of_offices_and_clearances_and_new_units_are_confirmed_too(house):
    held = Appointment.objects.get(person=house.chen)
    cleared = Clearance.objects.get(person=house.chen, level="important")
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    confirmed(house, "appointment_end", house.chen, {"appointment": str(held.pk), "until": tomorrow}, house.liu)
    confirmed(house, "clearance_end", house.chen, {"clearance": str(cleared.pk), "until": tomorrow}, house.liu)
    confirmed(house, "unit", None, {"name": "业务二部", "above": str(house.units["leadership"].pk)}, house.sheng)
    assert Appointment.objects.get(pk=held.pk).until.isoformat() == Clearance.objects.get(pk=cleared.pk).until.isoformat() == tomorrow
    assert Unit.objects.get(name="业务二部").parent == house.units["leadership"]


def test_it_waits_on_the_list_of_whoever_confirms_and_shows_to_nobody_else(house):
    proposal = clearance(house, "sun")
    for account in cast.ACCOUNTS:
        person = house.people[account]
        waits = proposal.get_absolute_url() in {item.url for item in waiting_for(person, on=TODAY())}
        assert waits == (account == "liu"), account
        assert visible_proposals(person, on=TODAY()).exists() == (account in ("liu", "secadmin")), account


def test_the_pages_from_the_wish_to_the_power(house):
    keeper, leader, level = cast.signed_in(house.secadmin), cast.signed_in(house.liu), SecrecyLevel.objects.get(pk="ordinary")
    place = f"/personnel/people/{house.sun.pk}/propose-clearance/"
    wrong = keeper.post(place, {"level": "ordinary", "since": "2026-13-01", "reason": "保留的理由"})
    assert wrong.status_code == 400
    assert "保留的理由" in wrong.content.decode()
    made = keeper.post(place, {"level": "ordinary", "since": TODAY().isoformat(), "reason": "值守需要"})
    assert made.status_code == 302
    assert "值守需要" in leader.get(made["Location"]).content.decode()
    step = made["Location"] + "confirmation/"
    assert leader.post(step, {"password": "wrong"}).status_code == 409
    assert not is_cleared_for(cast.fresh(house.sun), level, on=TODAY())
    assert leader.post(step, {"password": cast.PASSWORD}).status_code == 302
    assert is_cleared_for(cast.fresh(house.sun), level, on=TODAY())
    assert cast.signed_in(house.wang).get(made["Location"]).status_code == 404
    again = keeper.post(place, {"level": "ordinary", "since": TODAY().isoformat(), "reason": "再次"})
    assert again.status_code == 409
    assert "此人已具有该涉密等级" in again.content.decode()


@pytest.mark.parametrize(
    ("account", "missing"),
    [("liu", {"authority_limit_end"}), ("chen", {"authority_limit", "authority_limit_end"}), ("sun", {"clearance_end"})],
)
def test_a_persons_page_offers_nothing_that_there_is_not_to_end_or_to_limit(house, account, missing):
    page = cast.signed_in(house.secadmin).get(f"/personnel/people/{house.people[account].pk}/").content.decode()
    kinds = {"appointment_end", "clearance_end", "authority_limit", "authority_limit_end"}
    assert missing <= {kind for kind in kinds if f"propose-{kind}/" not in page}
    assert "propose-appointment_end/" in page and "propose-clearance/" in page


def test_the_list_of_proposals_says_what_each_is_about(house):
    clearance(house, "sun")
    values = {"name": "督查室", "above": str(house.units["leadership"].pk)}
    propose("unit", person=None, values=values, reason="增设", by=house.secadmin, on=TODAY())
    page = cast.signed_in(house.secadmin).get("/personnel/proposals/").content.decode()
    assert "督查室" in page and "孙干事" in page


def test_nothing_is_proposed_about_a_person_on_a_page_that_is_not_there(house, client):
    client.force_login(house.secadmin)
    assert client.get(f"/personnel/people/{house.qian.pk}/propose-group_joining/").status_code == 404


def test_an_appointment_ends_on_the_last_day_there_is(house):
    held = Appointment.objects.get(person=house.secadmin, office=Office.SECURITY_ADMIN)
    values = {"appointment": str(held.pk), "until": "9999-12-31"}
    told = obstacles_to_ending(Proposal(person=house.secadmin, values=values), TODAY())
    assert [obstacle.code for obstacle in told] == ["LAST_OF_OFFICE"], "a sentence, no overflow"

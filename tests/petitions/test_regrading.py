"""Changing and lifting a grading: decided by someone else, with a reason; nothing is protected less while it waits."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.gradings.models import GradingNotice
from classification.gradings.notices import acknowledge
from classification.models import SecrecyLevel
from classification.periods import parse_period
from classification.protection import lent_under
from classification.rules import reads_content_by_office
from personnel.actions import appoint
from personnel.offices import Office
from personnel.worklist import waiting_for
from petitions import actions
from petitions.querysets import visible_petitions
from tests import cast
from tests.petitions.cases import again, graded, in_hand, today

pytestmark = pytest.mark.django_db


def values(house, level, units=("petition_office", "business_one")) -> dict:
    scope = [f"unit:{house.units[key].pk}" for key in units]
    return {"level": SecrecyLevel.objects.get(pk=level), "period": parse_period("5年", start=today()), "basis": "依据", "scope": scope}


def propose(house, petition, level, **changes):
    return actions.propose_grading(petition, **values(house, level, **changes), reason="情况变化", by=house.li, on=today())


def change(house, petition, level, **changes):
    said = values(house, level, **changes)
    return actions.decide_grading(propose(house, petition, level, **changes), **said, by=house.liu, on=today())


def lift(house, petition):
    proposal = actions.propose_declassification(petition, basis="依据", reason="事项已公开", by=house.li, on=today())
    return actions.declassify(proposal, by=house.liu, on=today())


def seeing(house, petition) -> set[str]:
    return {name for name, person in house.people.items() if visible_petitions(cast.fresh(person)).filter(pk=petition.pk).exists()}


def sent(house, petition, **changes) -> dict:
    scope = [f"unit:{house.units['petition_office'].pk}"]
    return {"scheme": "petition", "level": "ordinary", "period": "5年", "basis": "依据", "scope": scope, "reason": "情况变化"} | changes


def test_a_change_says_why(house):
    petition = graded(house)
    answer = cast.signed_in(house.li).post(f"/petitions/{petition.pk}/grading/", sent(house, petition, reason=""))
    assert list(answer.context["form"].errors) == ["reason"]
    with pytest.raises(Refused) as raised:
        actions.propose_grading(petition, **values(house, "ordinary"), by=house.li, on=today())
    assert raised.value.codes == ["NO_REASON"]
    with pytest.raises(IntegrityError, match="a_change_of_a_grading_says_why"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE classification_grading SET kind = 'change' WHERE record_id = %s", [petition.pk])


def test_a_change_is_proposed_and_decided_in_the_pages(house):
    petition = graded(house)
    assert cast.signed_in(house.li).post(f"/petitions/{petition.pk}/grading/", sent(house, petition)).status_code == 302
    assert again(petition).mark.text == "信访·重要秘密 5年", "a lower level waits for the decision"
    page = cast.signed_in(house.liu).get(f"/petitions/{petition.pk}/grading/")
    assert "情况变化" in page.content.decode(), "who decides reads the reason"
    said = sent(house, petition)
    del said["reason"]
    assert cast.signed_in(house.liu).post(f"/petitions/{petition.pk}/grading/", said).status_code == 302
    grading = again(petition).record.grading
    assert (grading.kind, grading.former_mark, grading.mark_text) == ("change", "信访·重要秘密 5年", "信访·普通秘密 5年")
    assert Entry.objects.get(event="grading.changed").facts == {"level": "ordinary", "former": "important", "proposed": "ordinary"}
    shown = cast.signed_in(house.li).get(f"/petitions/{petition.pk}/").content.decode()
    assert shown.index("is-struck") < shown.index("信访·重要秘密 5年") < shown.index("信访·普通秘密 5年")


def test_t71_a_higher_level_protects_as_soon_as_it_is_claimed(house):
    petition = graded(house)
    assert "chen" in seeing(house, petition)
    propose(house, petition, "core")
    assert seeing(house, petition) == {"li", "wang", "liu"}, "chen and he are not cleared for core"
    assert lent_under(again(petition).record).place == "reading_room"
    assert again(petition).mark.text == "信访·重要秘密 5年"


@pytest.mark.parametrize(("claimed", "days"), [("core", 1), ("important", 5)])
def test_t71_the_leader_signs_a_loan_as_soon_as_a_higher_level_is_claimed(house, claimed, days):
    petition = graded(house, level="ordinary")
    assert "leader_in_charge" not in lent_under(again(petition).record).steps
    propose(house, petition, claimed)
    lent = lent_under(again(petition).record)
    assert lent.steps[-1] == "leader_in_charge"
    assert {"head_of_applicants_unit", "head_of_owning_unit"} <= set(lent.steps), "nobody who signs now is left out"
    assert lent.working_days == days


def test_t71_a_second_and_lower_proposal_takes_back_no_claim(house):
    petition = graded(house)
    propose(house, petition, "core")
    propose(house, petition, "ordinary")
    assert seeing(house, petition) == {"li", "wang", "liu"}
    grading = petition.record.gradings.get(status="proposed")
    actions.decline_grading(grading, reason="理由不足", by=house.liu, on=today())
    assert seeing(house, petition) == {"li", "wang", "liu", "chen", "he"}, "declined: as it was"


def test_a_level_of_another_scheme_is_claimed_beside_the_present_one(house):
    petition = graded(house, level="ordinary")
    for held in house.he.clearances.filter(level__scheme="company"):
        held.since = held.until = today() - timedelta(days=1)
        held.keep(by=None)
    assert {"chen", "he"} <= seeing(house, petition)
    propose(house, petition, "highly_secret")
    assert "he" not in seeing(house, petition)
    assert "chen" in seeing(house, petition)


def test_a_level_nobody_could_decide_is_not_claimed(house):
    petition = graded(house)
    with pytest.raises(Refused) as raised:
        propose(house, petition, "core_commercial")
    assert raised.value.codes == ["NOBODY_CLEARED"]
    values = sent(house, petition, scheme="commercial", level="core_commercial")
    answer = cast.signed_in(house.li).post(f"/petitions/{petition.pk}/grading/", values)
    assert list(answer.context["form"].errors) == ["level"]


def test_a_claim_narrows_who_reads_by_office(house):
    petition = graded(house, level="core")
    assert reads_content_by_office(petition.record, cast.fresh(house.liu))
    change(house, petition, "important")
    propose(house, petition, "core")
    assert not reads_content_by_office(again(petition).record, cast.fresh(house.liu)), "not at the level in force"


def test_declassified_it_is_open_to_its_scope_without_a_clearance_and_to_nobody_else(house):
    petition = graded(house)
    assert "sun" not in seeing(house, petition)
    lift(house, petition)
    petition = again(petition)
    assert (petition.mark.text, petition.mark.level, petition.mark.struck) == ("解密", "declassified", "信访·重要秘密 5年")
    assert seeing(house, petition) == {"li", "wang", "liu", "chen", "he", "sun", "xin", "guo"}
    assert petition.record.declassified_on == today()
    page = cast.signed_in(house.sun).get(f"/petitions/{petition.pk}/")
    assert page.status_code == 200
    assert "解密" in page.content.decode()
    assert petition.number in cast.signed_in(house.sun).get("/petitions/").content.decode()


def test_declassifying_is_proposed_and_decided_in_the_pages(house):
    petition = graded(house)
    address = f"/petitions/{petition.pk}/declassification/"
    assert cast.signed_in(house.wang).get(address).status_code == 403
    assert cast.signed_in(house.li).post(address, {"reason": "事项已公开", "basis": "依据"}).status_code == 302
    assert seeing(house, petition) == {"li", "wang", "liu", "chen", "he"}, "until it is decided everything stays"
    assert [item.url for item in waiting_for(cast.fresh(house.liu), on=today()) if item.kind == "grade"] == [address]
    assert cast.signed_in(house.li).post(address, {}).status_code == 200, "the proposer does not decide"
    assert cast.signed_in(house.liu).post(f"/petitions/{petition.pk}/grading/", sent(house, petition)).status_code == 409
    assert cast.signed_in(house.liu).post(address).status_code == 302
    assert again(petition).record.declassified_on == today()


def test_what_was_declassified_by_mistake_is_graded_again(house):
    petition = graded(house)
    lift(house, petition)
    propose(house, petition, "important")
    assert "sun" not in seeing(house, petition), "claimed, it protects at once"
    proposal = petition.record.gradings.get(status="proposed")
    actions.decide_grading(proposal, **values(house, "important"), by=house.liu, on=today())
    assert (again(petition).mark.text, again(petition).mark.struck) == ("信访·重要秘密 5年", "解密")
    assert "sun" not in seeing(house, petition)


def test_what_is_not_graded_or_already_declassified_is_not_declassified(house):
    petition = in_hand(house)
    assert refused(house, petition) == ["NOT_GRADED"]
    petition = graded(house)
    lift(house, petition)
    assert refused(house, petition) == ["DECLASSIFIED"]


def refused(house, petition) -> list[str]:
    with pytest.raises(Refused) as raised:
        actions.propose_declassification(petition, basis="依据", reason="理由", by=house.li, on=today())
    return raised.value.codes


def test_everybody_who_saw_it_before_or_sees_it_now_is_told_once_and_nobody_else(house):
    petition = graded(house)
    grading = change(house, petition, "important", units=("petition_office", "legal"))
    told = sorted(notice.person.username for notice in GradingNotice.objects.filter(grading=grading))
    assert told == ["chen", "he", "li", "qian", "wang"], "not who decided, nor who is in scope and not cleared"


def test_a_notice_waits_until_its_reader_acknowledges_it(house):
    petition = graded(house)
    grading = change(house, petition, "ordinary", units=("petition_office",))
    notice = grading.notices.get(person=house.chen)
    [item] = [item for item in waiting_for(cast.fresh(house.chen), on=today()) if item.kind == "notice"]
    assert item.number == petition.number
    page = cast.signed_in(house.chen).get("/classification/notices/").content.decode()
    assert petition.number in page
    assert f"/petitions/{petition.pk}/" not in page, "out of scope now: told, but not led there"
    assert cast.signed_in(house.he).post(f"/classification/notices/{notice.pk}/receipt/").status_code == 404
    assert cast.signed_in(house.chen).post(f"/classification/notices/{notice.pk}/receipt/").status_code == 302
    assert not [item for item in waiting_for(cast.fresh(house.chen), on=today()) if item.kind == "notice"]
    entry = Entry.objects.get(event="grading.acknowledged")
    assert (entry.actor_id, entry.dossier_id, entry.facts) == (house.chen.pk, petition.pk, {"level": "ordinary", "kind": "change"})
    assert cast.signed_in(house.li).get(f"/petitions/{petition.pk}/").context["receipts"].given == 1


def test_a_receipt_is_given_once_and_by_nobody_else(house):
    notice = change(house, graded(house), "ordinary").notices.get(person=house.chen)
    with pytest.raises(Refused) as raised:
        acknowledge(notice, by=house.he)
    assert raised.value.codes == ["NOT_YOURS"]
    first = acknowledge(notice, by=house.chen).acknowledged_at
    assert acknowledge(notice, by=house.chen).acknowledged_at == first
    assert Entry.objects.filter(event="grading.acknowledged").count() == 1


def test_a_declined_proposal_changes_nothing_and_its_proposer_reads_why(house):
    petition = graded(house)
    proposal = propose(house, petition, "core")
    answer = cast.signed_in(house.liu).post(f"/petitions/{petition.pk}/declining/", {"reason": "理由不足"})
    assert answer.status_code == 302
    assert [notice.person for notice in proposal.notices.all()] == [house.li]
    assert "理由不足" in cast.signed_in(house.li).get(f"/petitions/{petition.pk}/").content.decode()
    assert "理由不足" not in cast.signed_in(house.chen).get(f"/petitions/{petition.pk}/").content.decode()
    assert again(petition).record.claims == []
    assert cast.signed_in(house.liu).get(f"/petitions/{petition.pk}/declining/").status_code == 409


def test_a_first_grading_can_be_declined_and_stays_at_the_highest_level(house):
    petition = in_hand(house)
    proposal = actions.propose_grading(petition, **values(house, "ordinary"), by=house.li, on=today())
    actions.decline_grading(proposal, reason="依据不足", by=house.liu, on=today())
    assert again(petition).record.level is None
    assert seeing(house, petition) == {"li", "wang", "liu"}
    assert ("grade", petition.number) in [(item.kind, item.number) for item in waiting_for(cast.fresh(house.li), on=today())]


def test_the_reasons_are_sealed(house):
    petition = graded(house)
    propose(house, petition, "core")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM classification_historicalgrading WHERE reason IS NOT NULL")
        assert all("情况变化".encode() not in bytes(row[0]) for row in cursor.fetchall())


def test_the_chain_of_hands_names_each_decision(house):
    petition = graded(house)
    change(house, petition, "ordinary")
    lift(house, petition)
    told = [str(hand["title"] if isinstance(hand, dict) else hand.title) for hand in page_hands(house, petition)]
    assert [title for title in told if "密" in title][-4:] == ["拟变更定密", "定密已变更", "拟解密", "已解密"]


def page_hands(house, petition):
    return cast.signed_in(house.li).get(f"/petitions/{petition.pk}/").context["hands"]


def test_h6_at_a_level_of_two_the_grounds_of_a_proposal_are_for_who_wrote_and_who_decides(house):
    petition = graded(house, level="top_secret")
    said = values(house, "top_secret") | {"basis": "涉密之依据"}
    actions.propose_grading(petition, **said, reason="涉密之理由", by=house.li, on=today())
    place = f"/petitions/{petition.pk}/grading/"

    def shown(person):
        answer = cast.signed_in(person).get(place)
        assert answer.status_code == 200
        return [words in answer.content.decode() for words in ("涉密之依据", "涉密之理由")]

    assert shown(house.li) == shown(house.liu) == [True, True]
    appoint(house.wang, unit=house.units["petition_office"], office=Office.HANDLING_OFFICER, since=today(), by=None)
    actions.assign(petition, officer=house.wang, unit=house.units["petition_office"], by=house.wang, on=today())
    assert shown(house.wang) == [False, False]


def test_the_form_says_whether_something_was_decided_before(house):
    first, again_graded = in_hand(house), graded(house)
    headings = {}
    for petition in (first, again_graded):
        page = cast.signed_in(house.li).get(f"/petitions/{petition.pk}/grading/").content.decode()
        propose(house, petition, "core")
        decided = cast.signed_in(house.liu).get(f"/petitions/{petition.pk}/grading/").content.decode()
        headings[petition.pk] = [word for word in ("拟定密级", "重新定密", "审定密级", "审定密级变更") if f">{word}<" in page + decided]
    assert headings[again_graded.pk] == ["重新定密", "审定密级变更"]
    assert not set(headings[first.pk]) & {"重新定密", "审定密级变更"}

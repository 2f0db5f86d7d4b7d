"""Gradings by the guide (定密事项一览表) and derived ones: filled in by a click, never below what they go by. Basis: REQUIREMENTS G6."""

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.guide.changes import enter, entering_values, removing_values
from classification.guide.models import GuideItem
from classification.models import Grading, SecrecyLevel
from classification.periods import parse_period
from personnel.proposals.actions import confirm, propose
from personnel.proposals.models import Proposal
from petitions import actions
from tests import cast
from tests.petitions.cases import again, graded, in_hand

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
PLACE = "/petitions/{}/grading/"


@pytest.fixture
def house(db):
    return cast.make()


def wish(house, kind, values):
    return propose(kind, person=None, values=values, reason="按定密事项范围", by=house.secadmin, on=TODAY())


def entered(house, title="内部结算信息", level="important", period="10年", units=("petition_office", "legal")):
    scope = [f"unit:{house.units[key].pk}" for key in units]
    values = {"level": SecrecyLevel.objects.get(pk=level), "period": parse_period(period, start=TODAY()), "basis": "一览表第三条"}
    confirm(wish(house, "guide", entering_values(title=title, scope=scope, **values)), by=house.sheng, on=TODAY())
    return GuideItem.objects.get(title=title, ended_on=None)


def propose_grading(house, petition, level="important", period="10年", **more):
    scope = [f"unit:{house.units['petition_office'].pk}"]
    values = {"level": SecrecyLevel.objects.get(pk=level), "period": parse_period(period, start=TODAY()), "basis": "依据", "scope": scope}
    return actions.propose_grading(petition, **values, **more, by=house.li, on=TODAY())


def decide(house, grading, level, period="10年"):
    scope = grading.scope
    values = {"level": SecrecyLevel.objects.get(pk=level), "period": parse_period(period, start=TODAY()), "basis": "依据", "scope": scope}
    return actions.decide_grading(grading, **values, by=house.liu, on=TODAY())


def sent(**changes):
    return {"scheme": "petition", "level": "", "period": "", "basis": "", "item": "", "source": ""} | changes


def test_a_matter_enters_and_leaves_the_guide_by_proposal_and_everybody_reads_it(house):
    item = entered(house)
    assert item.title in cast.signed_in(house.sun).get("/classification/guide/").content.decode()
    with pytest.raises(Refused, match="IN_THE_GUIDE"):
        entered(house)
    confirm(wish(house, "guide_end", removing_values(item)), by=house.sheng, on=TODAY())
    assert item.title not in cast.signed_in(house.sun).get("/classification/guide/").content.decode()
    with pytest.raises(Refused, match="ITEM_ENDED"):
        propose_grading(house, in_hand(house), item=GuideItem.objects.get(pk=item.pk))
    assert {"guide.entered", "guide.removed", "guide.read"} <= set(Entry.objects.values_list("event", flat=True))


@pytest.mark.parametrize(
    ("level", "period", "refused"), [("ordinary", "11年", "PERIOD_TOO_LONG"), ("state_secret", "5年", "ABOVE_CEILING")]
)
def test_the_guide_says_nothing_a_grading_could_not(house, level, period, refused):
    with pytest.raises(Refused, match=refused):
        entered(house, level=level, period=period)


def test_the_page_of_a_wish_for_the_guide(house):
    keeper = cast.signed_in(house.secadmin)
    form = {"title": "事项", "level": "ordinary", "period": "至2030-01-01", "basis": "依据", "reason": "保留的理由"}
    wrong = keeper.post("/personnel/proposals/new-guide/", form)
    assert wrong.status_code == 400
    assert list(wrong.context["form"].errors) == ["period"]
    made = keeper.post("/personnel/proposals/new-guide/", form | {"period": "5年"})
    assert "5 年" in cast.signed_in(house.sheng).get(made["Location"]).content.decode()


def test_one_click_fills_in_from_the_guide_and_the_grading_remembers_the_matter(house):
    item, petition, browser = entered(house), in_hand(house), cast.signed_in(house.li)
    page = browser.post(PLACE.format(petition.pk), sent(item=str(item.pk), fill="item"))
    shown = page.context["form"]
    assert page.status_code == 200
    assert (shown["level"].value(), shown["basis"].value()) == ("important", "一览表第三条")
    assert shown["scope"].value() == item.scope
    assert not petition.record.gradings.exists()
    filled = {name: shown[name].value() for name in ("scheme", "level", "period", "basis", "scope")}
    assert browser.post(PLACE.format(petition.pk), sent(**filled, item=str(item.pk))).status_code == 302
    proposal = petition.record.gradings.get()
    assert (proposal.item, proposal.period_value) == (item, 10)
    decide(house, proposal, "important")
    assert "内部结算信息" in cast.signed_in(house.wang).get(petition.get_absolute_url()).content.decode()


def test_another_level_than_the_guides_is_not_by_the_guide(house):
    item, petition = entered(house), in_hand(house)
    with pytest.raises(Refused, match="NOT_AS_THE_GUIDE"):
        propose_grading(house, petition, "ordinary", item=item)
    decided = decide(house, propose_grading(house, petition, item=item), "core")
    assert decided.item is None


def test_a_click_without_a_choice_keeps_what_was_typed(house):
    petition = in_hand(house)
    for fill, item in (("item", ""), ("item", "no-such-matter"), ("source", "")):
        page = cast.signed_in(house.li).post(PLACE.format(petition.pk), sent(fill=fill, item=item, basis="写到一半的依据"))
        assert page.status_code == 200
        assert "写到一半的依据" in page.content.decode()
    assert not petition.record.gradings.exists()


def test_a_derived_grading_takes_over_level_last_day_and_scope(house):
    source, petition, browser = again(graded(house)), in_hand(house), cast.signed_in(house.li)
    page = browser.post(PLACE.format(petition.pk), sent(source=source.number.lower(), fill="source"))
    shown, stands = page.context["form"], source.record.grading
    assert "拟定密级 · 派生定密" in page.content.decode()
    assert (shown["level"].value(), shown["scope"].value()) == ("important", stands.scope)
    assert shown["period"].value() == stands.secret_until.isoformat()
    filled = {name: shown[name].value() for name in ("scheme", "level", "period", "basis", "scope")}
    assert browser.post(PLACE.format(petition.pk), sent(**filled, source=source.number)).status_code == 302
    proposal = petition.record.gradings.get()
    assert (proposal.source_id, proposal.secret_until) == (source.pk, stands.secret_until)
    assert source.number in proposal.basis


@pytest.mark.parametrize(
    ("level", "period", "refused"),
    [("ordinary", "10年", "BELOW_SOURCE"), ("secret", "10年", "BELOW_SOURCE"), ("important", "1年", "SHORTER_THAN_SOURCE")],
)
def test_a_derived_grading_is_never_below_its_source_neither_proposed_nor_decided(house, level, period, refused):
    source, petition = again(graded(house)), in_hand(house)
    with pytest.raises(Refused, match=refused):
        propose_grading(house, petition, level, period, source=source.record)
    if refused == "BELOW_SOURCE" and level == "ordinary":
        with pytest.raises(Refused, match=refused):
            decide(house, propose_grading(house, petition, source=source.record), level)


def test_nothing_is_derived_from_what_one_does_not_see_or_from_what_is_not_graded(house):
    hidden = again(graded(house, units=("legal",)))
    petition = actions.assign(graded(house), officer=house.chen, unit=house.units["business_one"], by=house.wang, on=TODAY())
    answers = []
    for number in (hidden.number, "XF-2026-999999", petition.number):
        page = cast.signed_in(house.chen).post(PLACE.format(petition.pk), sent(source=number, fill="source"))
        assert page.context["form"]["level"].value() == "", "as it was sent"
        answers.append([str(said) for said in page.context["messages"]])
    assert len(answers[0]) == 1, "the same words whether it is there or not"
    assert answers[0] == answers[1] == answers[2]
    with pytest.raises(Refused, match="NO_SOURCE"):
        propose_grading(house, in_hand(house), source=in_hand(house).record)


@pytest.mark.parametrize(("kind", "field"), [("declassified", None), ("raised", "level"), ("extended", "period")])
def test_what_became_of_the_source_meanwhile_is_said_on_the_page_that_decides(house, kind, field):
    source, petition = again(graded(house)), in_hand(house)
    proposal = propose_grading(house, petition, "important", "5年", source=source.record)
    if kind == "declassified":
        lifted = actions.propose_declassification(source, basis="已公开", reason="已公开", by=house.li, on=TODAY())
        actions.declassify(lifted, by=house.liu, on=TODAY())
    else:
        level, period = ("core", "5年") if kind == "raised" else ("important", "9年")
        decide(house, propose_grading(house, source, level, period, reason="情况变化"), level, period)
    said = sent(scheme="petition", level="important", period="5年", basis="依据", scope=proposal.scope)
    page = cast.signed_in(house.liu).post(PLACE.format(petition.pk), said)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field or "__all__"])
    assert Grading.objects.get(pk=proposal.pk).waits


def test_a_source_is_sought_and_read_under_the_eyes_of_the_trail(house):
    source, petition, browser = again(graded(house)), in_hand(house), cast.signed_in(house.li)
    assert browser.post(PLACE.format(petition.pk), sent(source="XF\x00", fill="source")).status_code == 200
    missed = Entry.objects.get(event="petition.source_missed")
    assert (missed.dossier_id, missed.result, missed.facts) == (petition.pk, "denied", {"number": petition.number})
    browser.post(PLACE.format(petition.pk), sent(source=source.number, fill="source"))
    read = Entry.objects.get(event="petition.source_read")
    assert (read.dossier_id, read.facts) == (source.pk, {"number": petition.number})
    item = entered(house)
    decide(house, propose_grading(house, petition, item=item, source=source.record), "important")
    told = Entry.objects.filter(event__in=["grading.proposed", "grading.confirmed"], dossier_id=petition.pk)
    assert [(one.facts["derived"], one.facts["item"]) for one in told] == [(str(source.pk), str(item.pk))] * 2


def test_a_derived_grading_is_not_below_what_is_claimed_for_its_source(house):
    source, petition = graded(house), in_hand(house)
    propose_grading(house, source, "core", reason="情况变化")
    with pytest.raises(Refused, match="BELOW_SOURCE"):
        propose_grading(house, petition, source=again(source).record)
    assert propose_grading(house, petition, "core", source=again(source).record).level_id == "core"


def test_a_derived_grading_is_lent_and_read_as_strictly_as_its_source_was_decided(house):
    source, petition = again(graded(house)), in_hand(house)
    stricter = {"by_two": True, "readers": ["registrar"], "steps": ["head_of_owning_unit", "leader_in_charge"], "working_days": 2}
    QuerySet(Grading).filter(record=source.pk).update(terms=source.record.grading.terms | stricter)
    terms = decide(house, propose_grading(house, petition, source=again(source).record), "important").terms
    assert (terms["by_two"], terms["readers"], terms["working_days"]) == (True, ["registrar"], 2)
    assert terms["steps"] == ["head_of_applicants_unit", "head_of_owning_unit", "leader_in_charge"]


def test_two_wishes_for_one_matter_confirmed_at_once_are_one_matter_and_a_sentence(house):
    """As the second finds it whose obstacles were asked before the first was carried out."""
    values = {"level": SecrecyLevel.objects.get(pk="important"), "period": parse_period("5年", start=TODAY()), "basis": "条", "scope": []}
    first = wish(house, "guide", entering_values(title="同名事项", **values))
    second = Proposal(kind=first.kind, values=first.values)
    confirm(first, by=house.sheng, on=TODAY())
    with pytest.raises(Refused, match="IN_THE_GUIDE"):
        enter(second, house.sheng, TODAY())

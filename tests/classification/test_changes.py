"""Schemes, levels, policies change by proposal; what was decided or filed before keeps what it was given. Basis: G2."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.models import Grading, HandlingPolicy, Scheme, SecrecyLevel
from classification.periods import parse_period
from classification.protection import demands_two, lent_under
from classification.rules import obstacles_to_values, reads_content_by_office
from classification.schemes.changes import MODELS, values_of
from custody.actions import apply_to_borrow
from personnel.proposals.actions import confirm, propose
from personnel.proposals.models import Proposal
from tests import cast
from tests.petitions.cases import again, graded

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def house(db):
    return cast.make()


def proposed(house, kind, code, **wanted):
    values = values_of(MODELS[kind].objects.get(pk=code), wanted)
    return propose(kind, person=None, values=values, reason="按新规定调整", by=house.secadmin, on=TODAY())


def changed(house, kind, code, **wanted):
    return confirm(proposed(house, kind, code, **wanted), by=house.sheng, on=TODAY())


def decision(petition):
    return Grading.objects.get(record=petition.pk, status="confirmed")


def test_nothing_changes_before_the_principal_leader_confirms_and_then_it_is_history_and_entry(house):
    proposal = proposed(house, "level", "important", name_zh="重大秘密", longest_years=15)
    for account in ("liu", "wang", "secadmin", "sysadmin"):
        with pytest.raises(Refused, match="NOT_CONFIRMER"):
            confirm(proposal, by=house.people[account], on=TODAY())
    assert SecrecyLevel.objects.get(pk="important").names["zh"] == "重要秘密"
    confirm(proposal, by=house.sheng, on=TODAY())
    level = SecrecyLevel.objects.get(pk="important")
    assert (level.names["zh"], level.names["en"], level.longest_years) == ("重大秘密", "Important secret", 15)
    newest, before = level.history.order_by("-history_id")[:2]
    assert (newest.history_user, before.names["zh"]) == (house.sheng, "重要秘密")
    told = Entry.objects.filter(event="level.changed").values_list("actor__username", "facts")
    assert sorted((who, facts["part"]) for who, facts in told) == [("sheng", "longest_years"), ("sheng", "name_zh")]


def test_a_grading_keeps_mark_name_colour_and_period_whatever_its_level_says_later(house):
    petition = graded(house)
    mark, until = petition.record.mark, decision(petition).secret_until
    changed(house, "level", "important", name_zh="重大秘密", name_en="Grave secret", colour="red", longest_years=3)
    changed(house, "scheme", "petition", mark="信访件·{level}·{period}")
    petition = again(petition)
    assert petition.record.mark == mark
    assert mark.text == "信访·重要秘密 5年"
    assert decision(petition).secret_until == until
    too_long = obstacles_to_values(
        SecrecyLevel.objects.get(pk="important"), parse_period("5年", start=TODAY()), decision(petition).scope, on=TODAY()
    )
    assert [obstacle.code for obstacle in too_long] == ["PERIOD_TOO_LONG"], "the same is not decided anew"


def test_a_grading_decided_from_now_on_says_what_the_level_says_now(house):
    changed(house, "level", "important", name_zh="重大秘密", colour="red")
    changed(house, "scheme", "petition", mark="信访件·{level}·{period}")
    mark = graded(house).record.mark
    assert (mark.text, mark.level) == ("信访件·重大秘密·5年", "red")


def test_a_tightened_policy_holds_for_new_slips_and_filed_ones_keep_theirs(house):
    petition = graded(house)
    filed = apply_to_borrow(
        petition.record, carriers=list(petition.record.carriers.all()), purpose="核对", days=5, by=house.chen, on=TODAY()
    )
    changed(house, "policy", "middle", working_days=2, place="reading_room")
    with pytest.raises(Refused, match="TOO_LONG"):
        apply_to_borrow(petition.record, carriers=list(petition.record.carriers.all()), purpose="核对", days=5, by=house.wang, on=TODAY())
    lent = lent_under(petition.record)
    assert (lent.working_days, lent.place) == (2, "reading_room")
    filed.refresh_from_db()
    assert (filed.days, filed.place, filed.canonical_hash()) == (5, "take_out_slip", filed.payload_hash)


def test_a_loosened_policy_never_loosens_what_was_graded_before(house):
    petition = graded(house)
    changed(house, "policy", "low", working_days=20)
    changed(house, "policy", "middle", working_days=9, place="office", steps=["head_of_applicants_unit", "head_of_owning_unit"])
    before, after = lent_under(petition.record), lent_under(graded(house).record)
    assert (before.working_days, before.place, before.steps[1]) == (5, "take_out_slip", "leader_in_charge")
    assert (after.working_days, after.place, after.steps[1]) == (9, "office", "head_of_owning_unit")


def test_fewer_readers_hold_at_once_more_only_for_what_is_graded_from_then_on(house):
    petition = graded(house)
    changed(house, "level", "important", reader_offices=["registrar", "leader_in_charge"])
    record = again(petition).record
    readers = {account for account in ("li", "wang", "liu") if reads_content_by_office(record, house.people[account])}
    assert readers == {"li"}
    newer = {account for account in ("li", "wang", "liu") if reads_content_by_office(graded(house).record, house.people[account])}
    assert newer == {"li", "liu"}


def test_h6_reading_by_two_holds_at_once_and_ended_it_holds_on_for_what_was_graded_under_it(house):
    older = graded(house)
    assert not demands_two(older.record)
    changed(house, "level", "important", opened_by_two=True)
    newer = graded(house)
    assert demands_two(again(older).record)
    assert demands_two(newer.record)
    changed(house, "level", "important", opened_by_two=False)
    assert not demands_two(again(older).record)
    assert demands_two(again(newer).record)


def test_a_scheme_that_is_ended_takes_no_new_grading_and_keeps_the_old_ones(house):
    petition = graded(house, "secret")
    mark = petition.record.mark
    changed(house, "scheme", "company", on=False)
    found = obstacles_to_values(
        SecrecyLevel.objects.get(pk="secret"), parse_period("1年", start=TODAY()), petition.record.grading.scope, on=TODAY()
    )
    assert [obstacle.code for obstacle in found] == ["SCHEME_OFF"]
    assert again(petition).record.mark == mark


@pytest.mark.parametrize(
    ("kind", "code", "wanted", "refused"),
    [
        ("scheme", "petition", {"on": False}, "PETITIONS_STAY"),
        ("scheme", "state", {"mark": "{level}·{period}"}, "STATE_MARK"),
        ("scheme", "company", {"mark": "{owner}·{level}★{period}"}, "STAR_ELSEWHERE"),
        ("scheme", "company", {"mark": "{owner}·{level}☆{period}"}, "STAR_ELSEWHERE"),
        ("scheme", "company", {"mark": "{owner}·{level}⭐{period}"}, "STAR_ELSEWHERE"),
        ("scheme", "company", {"mark": "{owner}·{level}✪{period}"}, "STAR_ELSEWHERE"),
        ("scheme", "commercial", {"mark": "{level}▲{period}"}, "NO_OWNER"),
        ("scheme", "petition", {"mark": "{level.__class__}{period}"}, "WRONG_MARK"),
        ("scheme", "petition", {"mark": "{period} {level}"}, "WRONG_MARK"),
        ("level", "state_secret", {"longest_years": 11}, "LONGER_THAN_LAW"),
        ("level", "state_highly_secret", {"longest_years": 21}, "LONGER_THAN_LAW"),
        ("level", "state_top_secret", {"longest_years": 31}, "LONGER_THAN_LAW"),
        ("level", "state_secret", {"name_zh": "机密"}, "STATE_NAME"),
        ("level", "ordinary", {"name_zh": "秘密"}, "NAME_OF_STATE"),
        ("level", "ordinary", {"name_zh": "普通★秘密"}, "NAME_WITH_SIGNS"),
        ("level", "ordinary", {"name_es": "Secreto ✪"}, "NAME_WITH_SIGNS"),
        ("level", "ordinary", {"name_zh": "重要秘密"}, "NAME_TAKEN"),
        ("level", "core", {"policy": "low"}, "LAXER_ABOVE"),
        ("policy", "low", {"steps": ["head_of_owning_unit"]}, "TWO_SIGNATURES"),
        ("policy", "low", {"steps": ["head_of_owning_unit", "head_of_owning_unit"]}, "TWO_SIGNATURES"),
        ("policy", "top", {"steps": ["head_of_owning_unit", "head_of_applicants_unit"]}, "LEADER_SIGNS"),
        ("policy", "destruction", {"steps": ["head_of_owning_unit", "head_of_applicants_unit"]}, "LEADER_SIGNS"),
        ("policy", "top", {"place": "office"}, "READING_ROOM"),
        ("policy", "middle", {"working_days": 11}, "LONGER_THAN_LAXER"),
        ("policy", "low", {"working_days": 31}, "LOAN_OUT_OF_RANGE"),
        ("level", "ordinary", {}, "NOTHING_CHANGES"),
    ],
)
def test_floors_nobody_goes_under(house, kind, code, wanted, refused):
    with pytest.raises(Refused, match=refused):
        proposed(house, kind, code, **wanted)
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("model", "code", "values"),
    [
        (Scheme, "petition", {"on": False}),
        (Scheme, "state", {"mark": "{level}·{period}"}),
        (Scheme, "petition", {"mark": "{level.__class__}{period}"}),
        (Scheme, "commercial", {"mark": "{level}▲{period}"}),
        (Scheme, "petition", {"mark": "{level}✪{period}"}),
        (SecrecyLevel, "ordinary", {"names": {"zh": "普通⭐", "en": "x", "es": "x"}}),
        (SecrecyLevel, "state_secret", {"longest_years": 11}),
        (SecrecyLevel, "state_top_secret", {"longest_years": 31}),
        (SecrecyLevel, "state_secret", {"names": {"zh": "机密"}}),
        (SecrecyLevel, "ordinary", {"names": {"zh": "秘密"}}),
        (SecrecyLevel, "ordinary", {"reader_offices": []}),
        (SecrecyLevel, "ordinary", {"reader_offices": ["system_admin"]}),
        (SecrecyLevel, "ordinary", {"policy": "destruction"}),
        (HandlingPolicy, "low", {"steps": ["head_of_owning_unit"]}),
        (HandlingPolicy, "low", {"steps": ["head_of_owning_unit", "staff"]}),
        (HandlingPolicy, "top", {"steps": ["head_of_owning_unit", "head_of_applicants_unit"]}),
        (HandlingPolicy, "top", {"place": "office"}),
        (HandlingPolicy, "low", {"working_days": 31}),
    ],
)
def test_the_database_keeps_the_floors_as_well(db, model, code, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(model).filter(pk=code).update(**values)


def test_what_changed_meanwhile_is_not_overwritten(house):
    first, second = proposed(house, "level", "core", longest_years=25), proposed(house, "level", "core", longest_years=20)
    confirm(first, by=house.sheng, on=TODAY())
    with pytest.raises(Refused, match="CHANGED_MEANWHILE"):
        confirm(second, by=house.sheng, on=TODAY())
    assert SecrecyLevel.objects.get(pk="core").longest_years == 25


def test_the_pages_from_the_wish_to_the_change(house):
    keeper, leader = cast.signed_in(house.secadmin), cast.signed_in(house.sheng)
    place = "/classification/schemes/policies/low/change/"
    form = {"first": "head_of_applicants_unit", "second": "head_of_owning_unit", "third": "", "working_days": "8", "place": "office"}
    assert place in keeper.get("/classification/schemes/").content.decode()
    assert place not in leader.get("/classification/schemes/").content.decode()
    wrong = keeper.post(place, form | {"working_days": "4", "reason": "保留的理由"})
    assert wrong.status_code == 400
    assert "保留的理由" in wrong.content.decode()
    made = keeper.post(place, form | {"reason": "缩短借期"})
    assert made.status_code == 302
    page = leader.get(made["Location"]).content.decode()
    assert "10 个工作日" in page
    assert "8 个工作日" in page
    assert leader.post(made["Location"] + "confirmation/", {"password": cast.PASSWORD}).status_code == 302
    assert HandlingPolicy.objects.get(pk="low").working_days == 8
    assert keeper.get("/classification/schemes/policies/none/change/").status_code == 404
    assert keeper.get("/personnel/proposals/new-policy/").status_code == 404

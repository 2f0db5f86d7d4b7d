"""Schemes and levels are added and retired by proposal; nothing that stood before changes by it. Basis: REQUIREMENTS G2, G3."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.models import Entry
from audit.trail.refusals import Refused
from classification.models import Scheme, SecrecyLevel
from classification.periods import parse_period
from classification.places import levels_shown
from classification.protection import lent_under, strictness
from classification.querysets import cleared_levels, highest_petition_level
from classification.rules import obstacles_to_values
from classification.schemes.adding import level_values, scheme_values
from classification.schemes.changes import MODELS, values_of
from classification.schemes.mapping import is_below
from personnel.devices.here import Here
from personnel.proposals.actions import confirm, propose
from petitions import actions
from petitions.forms.grading import GradingForm
from tests import cast
from tests.petitions.cases import again, graded

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
PARTS = {
    "name_zh": "敏感",
    "name_en": "Sensitive",
    "name_es": "Sensible",
    "colour": "slate",
    "shortest_months": 0,
    "longest_years": 15,
    "policy": "middle",
    "reader_offices": ["registrar"],
    "opened_by_two": True,
    "exporting": "duty",
    "exports_kept": True,
}


@pytest.fixture
def house(db):
    return cast.make()


def wished(house, kind, values):
    return propose(kind, person=None, values=values, reason="按新规定增设", by=house.secadmin, on=TODAY())


def done(house, kind, values):
    return confirm(wished(house, kind, values), by=house.sheng, on=TODAY())


def level(scheme="petition", above="ordinary", code="sensitive", **wanted):
    equal = {} if scheme == "petition" else {"equal_to": "ordinary"}
    return level_values(code=code, scheme=Scheme.objects.get(pk=scheme), above=above, wanted=PARTS | equal | wanted)


def scheme(code="project", family="company", mark="{owner}·{level} {period}", **wanted):
    names = {"name_zh": "项目密级", "name_en": "Project levels", "name_es": "Niveles de proyecto"}
    return scheme_values(code=code, family=family, wanted=names | {"mark": mark} | wanted)


def retired(house, code, on=False):
    return done(house, "level", values_of(SecrecyLevel.objects.get(pk=code), {"on": on}))


def compared(house, petition):
    """All that levels decide about what stood before."""
    levels = list(SecrecyLevel.objects.exclude(pk="sensitive").select_related("scheme", "policy", "equal_to"))
    codes = {one.pk for one in levels}
    record = again(petition).record
    return {
        "order": [(one.pk, other.pk) for one in levels for other in levels if is_below(one, other)],
        "strictest": [one.pk for one in sorted(levels, key=strictness)],
        "devices": {code: levels_shown(Here(code, "192.0.2.1")) & codes for code in ("ordinary", "important", "core")},
        "cleared": {name: sorted(set(cleared_levels(house.people[name], on=TODAY())) & codes) for name in ("li", "chen", "zhao", "wu")},
        "ungraded": highest_petition_level().pk,
        "record": (record.mark, record.grading.secret_until, lent_under(record)),
    }


@pytest.mark.parametrize(("place", "above"), [("petition", "important"), ("petition", ""), ("company", "top_secret")])
def test_a_level_enters_its_place_when_confirmed_and_nothing_that_stood_before_changes(house, place, above):
    petition = graded(house)
    before, order = compared(house, petition), list(Scheme.objects.get(pk=place).levels.values_list("pk", flat=True))
    strict = {"policy": "top", "equal_to": "core"} if above == "top_secret" else {"policy": "low"} if not above else {}
    proposal = wished(house, "level_new", level(place, above, **strict))
    assert not SecrecyLevel.objects.filter(pk="sensitive").exists()
    confirm(proposal, by=house.sheng, on=TODAY())
    order.insert(order.index(above) if above else len(order), "sensitive")
    assert list(Scheme.objects.get(pk=place).levels.values_list("pk", flat=True)) == order
    assert compared(house, petition) == before
    entry = Entry.objects.get(event="level.added")
    assert (entry.actor.username, entry.facts) == ("sheng", {"level": "sensitive"})


def test_who_is_cleared_for_the_level_above_is_cleared_for_the_new_one_and_who_is_below_is_not(house):
    done(house, "level_new", level(above="ordinary"))
    assert "sensitive" in cleared_levels(cast.fresh(house.chen), on=TODAY())
    assert "sensitive" not in cleared_levels(cast.fresh(house.wu), on=TODAY())


def test_a_new_level_is_graded_by_as_it_was_proposed(house):
    done(house, "level_new", level(above="ordinary"))
    record = graded(house, "sensitive").record
    assert record.mark.text == "信访·敏感 5年"
    assert (record.grading.terms["policy"], record.grading.terms["by_two"]) == ("middle", True)


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ({"scheme": "state", "above": "state_secret"}, "LEGAL_LEVELS"),
        ({"above": "core"}, "ABOVE_THE_HIGHEST"),
        ({"above": "secret"}, "PLACE_GONE"),
        ({"code": "core"}, "CODE_TAKEN"),
        ({"code": "ungraded"}, "CODE_TAKEN"),
        ({"name_zh": "重要秘密"}, "NAME_TAKEN"),
        ({"name_zh": "机密"}, "NAME_OF_STATE"),
        ({"name_zh": "敏感★"}, "NAME_WITH_SIGNS"),
        ({"name_zh": "敏感▲"}, "NAME_WITH_SIGNS"),
        ({"policy": "top", "above": "ordinary"}, "LAXER_ABOVE"),
        ({"policy": "low", "above": "important"}, "LAXER_ABOVE"),
        ({"scheme": "company", "above": "secret", "equal_to": "core"}, "EQUAL_CROSSES"),
        ({"scheme": "company", "above": "secret", "equal_to": None}, "NO_EQUAL"),
        ({"shortest_months": 181}, "SHORTEST_ABOVE_LONGEST"),
    ],
)
def test_what_a_new_level_may_not_be(house, wanted, refused):
    with pytest.raises(Refused, match=refused):
        wished(house, "level_new", level(**wanted))


def test_two_proposals_of_one_code_make_one_level(house):
    first, second = wished(house, "level_new", level(above="ordinary")), wished(house, "level_new", level(above="", policy="low"))
    confirm(first, by=house.sheng, on=TODAY())
    with pytest.raises(Refused, match="CODE_TAKEN"):
        confirm(second, by=house.sheng, on=TODAY())


def test_a_retired_level_takes_no_new_grading_and_what_was_graded_keeps_all_of_it(house):
    petition = graded(house)
    before = compared(house, petition)
    retired(house, "important")
    assert compared(house, petition) == before
    found = obstacles_to_values(
        SecrecyLevel.objects.get(pk="important"), parse_period("5年", start=TODAY()), petition.record.grading.scope, on=TODAY()
    )
    assert [obstacle.code for obstacle in found] == ["LEVEL_OFF"]
    form = GradingForm(None, changes=False, on=TODAY(), proposer=house.li, about=petition)
    assert "important" not in {code for _scheme, levels in form.fields["level"].widget.choices[1:] for code, _name in levels}
    retired(house, "important", on=True)
    assert graded(house).record.level_id == "important"


@pytest.mark.parametrize(("code", "refused"), [("core", "HIGHEST_STAYS"), ("core_commercial", "HIGHEST_STAYS"), ("state_secret", "LEGAL")])
def test_the_highest_level_of_a_scheme_and_those_of_the_state_are_not_retired(house, code, refused):
    with pytest.raises(Refused, match=refused):
        retired(house, code)


def test_a_period_shorter_than_its_level_demands_is_refused_from_then_on(house):
    petition = graded(house)
    done(house, "level", values_of(SecrecyLevel.objects.get(pk="important"), {"shortest_months": 72}))
    found = obstacles_to_values(
        SecrecyLevel.objects.get(pk="important"), parse_period("5年", start=TODAY()), petition.record.grading.scope, on=TODAY()
    )
    assert [obstacle.code for obstacle in found] == ["PERIOD_TOO_SHORT"]
    assert again(petition).record.mark.text == "信访·重要秘密 5年"


def test_the_shortest_period_counts_from_the_day_on_which_the_secrecy_began(house):
    petition, later_on = graded(house), TODAY() + timedelta(days=3 * 366)
    done(house, "level", values_of(SecrecyLevel.objects.get(pk="important"), {"shortest_months": 36}))
    said = {
        "level": SecrecyLevel.objects.get(pk="important"),
        "basis": "依据",
        "scope": petition.record.grading.scope,
        "reason": "范围有变",
    }
    same, shorter = (
        parse_period(str(last), start=TODAY()) for last in (petition.record.grading.secret_until, later_on - timedelta(days=9))
    )
    with pytest.raises(Refused, match="PERIOD_TOO_SHORT"):
        actions.propose_grading(petition, **said, period=shorter, by=house.li, on=later_on - timedelta(days=30))
    proposal = actions.propose_grading(petition, **said, period=same, by=house.li, on=later_on)  # two years are left of five
    form = GradingForm(proposal, changes=True, on=later_on, data=sent(petition, same), proposer=house.li, about=again(petition))
    assert form.is_valid(), form.errors
    lifted = actions.propose_declassification(again(petition), basis="已公开", reason="已公开", by=house.li, on=later_on)
    actions.declassify(lifted, by=house.liu, on=later_on)
    with pytest.raises(Refused, match="PERIOD_TOO_SHORT"):  # what is secret anew is secret from now on
        actions.propose_grading(again(petition), **said, period=same, by=house.li, on=later_on)


def sent(petition, period):
    return {
        "scheme": "petition",
        "level": "important",
        "period": str(period.until),
        "basis": "依据",
        "scope": petition.record.grading.scope,
        "reason": "范围有变",
    }


def test_a_scheme_is_added_gets_a_level_and_is_put_to_use(house):
    done(house, "scheme_new", scheme(note_zh="项目自定，不属于国家秘密。"))
    with pytest.raises(Refused, match="NO_LEVELS"):
        done(house, "scheme", values_of(Scheme.objects.get(pk="project"), {"on": True}))
    done(house, "level_new", level("project", "", equal_to="important"))
    found = obstacles_to_values(
        SecrecyLevel.objects.get(pk="sensitive"), parse_period("5年", start=TODAY()), [f"unit:{house.units['legal'].pk}"], on=TODAY()
    )
    assert [obstacle.code for obstacle in found] == ["SCHEME_OFF"]
    done(house, "scheme", values_of(Scheme.objects.get(pk="project"), {"on": True}))
    made = Scheme.objects.get(pk="project")
    assert (made.on, made.position, made.note["zh"]) == (True, 5, "项目自定，不属于国家秘密。")
    assert "sensitive" in levels_shown(Here("important", "192.0.2.1"))
    assert "sensitive" not in levels_shown(Here("ordinary", "192.0.2.1"))


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ({"code": "company"}, "CODE_TAKEN"),
        ({"code": "policies"}, "CODE_TAKEN"),
        ({"name_zh": "企业内部密级"}, "SCHEME_NAMED"),
        ({"mark": "{owner}·{level}★{period}"}, "STAR_ELSEWHERE"),
        ({"mark": "{owner}·{level}▲{period}"}, "TRIANGLE_ELSEWHERE"),
        ({"family": "commercial"}, "NO_TRIANGLE"),
        ({"mark": "{level} {period}"}, "NO_OWNER"),
    ],
)
def test_what_a_new_scheme_may_not_be(house, wanted, refused):
    with pytest.raises(Refused, match=refused):
        wished(house, "scheme_new", scheme(**wanted))


@pytest.mark.parametrize(
    ("model", "code", "values", "constraint"),
    [
        ("scheme", "company", {"mark": "{owner}·{level}▲{period}"}, "the_triangle_is_the_commercial_mark"),
        ("scheme", "commercial", {"mark": "{owner}·{level} {period}"}, "the_triangle_is_the_commercial_mark"),
        ("scheme", "company", {"family": "petition"}, "there_is_one_scheme_of_petitions"),
        ("level", "state_secret", {"on": False}, "state_levels_are_always_there"),
        ("level", "ordinary", {"shortest_months": 121}, "the_shortest_period_is_not_above_the_longest"),
    ],
)
def test_the_database_refuses_it_as_well(db, model, code, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        QuerySet(MODELS[model]).filter(pk=code).update(**values)


def test_the_pages_from_the_wish_to_the_level(house):
    keeper, leader = cast.signed_in(house.secadmin), cast.signed_in(house.sheng)
    assert "/classification/schemes/new/" in keeper.get("/classification/schemes/").content.decode()
    assert "/classification/schemes/new/" not in leader.get("/classification/schemes/").content.decode()
    assert keeper.get("/classification/schemes/state/levels/new/").status_code == 404
    place = "/classification/schemes/petition/levels/new/"
    form = PARTS | {"code": "sensitive", "above": "ordinary", "reason": "保留的理由"}
    assert [code for code, _name in keeper.get(place).context["form"].fields["above"].choices] == ["", "important", "ordinary"]
    wrong = keeper.post(place, form | {"code": "Sensitive!", "longest_years": "99999"})
    assert sorted(wrong.context["form"].errors) == ["code", "longest_years"]
    assert "保留的理由" in wrong.content.decode()
    made = keeper.post(place, form)["Location"]
    assert "敏感" in leader.get(made).content.decode()
    assert leader.post(made + "confirmation/", {"password": cast.PASSWORD}).status_code == 302
    assert "敏感" in leader.get("/classification/schemes/").content.decode()
    made = keeper.post("/classification/schemes/new/", scheme()["parts"] | {"code": "project", "family": "company", "reason": "立项"})
    assert "项目密级" in leader.get(made["Location"]).content.decode()

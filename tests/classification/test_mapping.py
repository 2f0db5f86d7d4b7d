"""Levels of different schemes are compared by what each is said to equal, and by nothing else. Basis: REQUIREMENTS G3."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from audit.trail.refusals import Refused
from classification.models import SecrecyLevel
from classification.places import levels_shown
from classification.protection import strictness
from classification.schemes.changes import values_of
from classification.schemes.mapping import is_below
from personnel.devices.here import Here
from personnel.proposals.actions import confirm, propose
from petitions.register.querysets import upper_levels
from tests import cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
EQUALS = {
    "core": {"top_secret", "state_top_secret"},
    "important": {"highly_secret", "core_commercial", "state_highly_secret"},
    "ordinary": {"secret", "internal", "ordinary_commercial", "state_secret"},
}


@pytest.fixture
def house(db):
    return cast.make()


def changed(house, code, **wanted):
    values = values_of(SecrecyLevel.objects.get(pk=code), wanted)
    return confirm(
        propose("level", person=None, values=values, reason="按新规定调整", by=house.secadmin, on=TODAY()), by=house.sheng, on=TODAY()
    )


def on_device(code):
    return levels_shown(Here(code, "192.0.2.1"))


def test_what_the_shipped_levels_equal(house):
    assert {code: set(SecrecyLevel.objects.filter(equal_to=code).values_list("pk", flat=True)) for code in EQUALS} == EQUALS
    assert on_device("important") == {"important", "ordinary"} | EQUALS["important"] | EQUALS["ordinary"]
    assert set(upper_levels().values_list("pk", flat=True)) == {"core", "important"} | EQUALS["core"] | EQUALS["important"]


def test_a_laxer_policy_of_a_level_shows_nothing_graded_before_on_lesser_devices_and_takes_nothing_out_of_the_register(house):
    before, registered = on_device("ordinary"), set(upper_levels().values_list("pk", flat=True))
    changed(house, "highly_secret", policy="low")
    assert on_device("ordinary") == before
    assert "highly_secret" not in before
    assert set(upper_levels().values_list("pk", flat=True)) == registered
    level, ordinary = SecrecyLevel.objects.get(pk="highly_secret"), SecrecyLevel.objects.get(pk="ordinary")
    assert is_below(ordinary, level)
    assert strictness(level) < strictness(ordinary)


def test_what_a_level_equals_is_raised_by_proposal_and_holds_at_once(house):
    changed(house, "secret", equal_to="important")
    assert "secret" not in on_device("ordinary")
    assert {"secret", "internal"} & on_device("ordinary") == {"internal"}
    assert "secret" in set(upper_levels().values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("code", "equal", "refused"),
    [("highly_secret", "ordinary", "EQUAL_LOWERED"), ("internal", "important", "EQUAL_CROSSES"), ("secret", "internal", "NO_EQUAL")],
)
def test_what_a_level_equals_is_never_lowered_nor_crosses_its_scheme(house, code, equal, refused):
    with pytest.raises(Refused, match=refused):
        changed(house, code, equal_to=equal)


@pytest.mark.parametrize(("code", "equal"), [("secret", None), ("ordinary", "core")])
def test_the_database_wants_an_equal_of_every_other_scheme_and_of_no_petition_level(db, code, equal):
    with pytest.raises(IntegrityError, match="names_its_equal"), transaction.atomic():
        QuerySet(SecrecyLevel).filter(pk=code).update(equal_to=equal)


def test_the_page_shows_what_each_level_equals_and_the_form_changes_it(house):
    keeper = cast.signed_in(house.secadmin)
    rows = keeper.get("/classification/schemes/").context["schemes"]
    assert [row["scheme"].pk for row in rows if row["maps"]] == ["company", "commercial", "state"]
    assert "equal_to" not in keeper.get("/classification/schemes/levels/core/change/").context["form"].fields
    place = "/classification/schemes/levels/highly_secret/change/"
    form = keeper.get(place).context["form"]
    wrong = keeper.post(place, form.initial | {"equal_to": "ordinary", "reason": "保留的理由"})
    assert list(wrong.context["form"].errors) == ["equal_to"]
    assert "保留的理由" in wrong.content.decode()

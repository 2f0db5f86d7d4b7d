"""The shipped schemes: only state secrets bear the star, levels are ranked, nothing is compared across schemes."""

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.trail.refusals import Refused
from classification import actions, rules
from classification.models import Grading, HandlingPolicy, Scheme, SecrecyLevel
from classification.periods import parse_period
from classification.querysets import highest_petition_level
from classification.shipped import load_shipped_schemes
from config.demonstration.founding import House
from tests import cast

pytestmark = pytest.mark.django_db

ORDER = {
    "petition": ["core", "important", "ordinary"],
    "company": ["top_secret", "highly_secret", "secret", "internal"],
    "commercial": ["core_commercial", "ordinary_commercial"],
    "state": ["state_top_secret", "state_highly_secret", "state_secret"],
}


@pytest.fixture
def house(db: None) -> House:
    return cast.make()


def test_four_schemes_are_shipped_with_their_levels_from_the_highest() -> None:
    assert {scheme.pk: list(scheme.levels.values_list("code", flat=True)) for scheme in Scheme.objects.all()} == ORDER
    assert highest_petition_level().pk == "core"


def test_the_star_is_the_state_mark_alone() -> None:
    assert [scheme.pk for scheme in Scheme.objects.all() if "★" in scheme.mark] == ["state"]


@pytest.mark.parametrize("scheme", ["petition", "company", "commercial"])
@pytest.mark.parametrize("mark", ["{level}★{period}", "★", "{owner}·{level}★"])
def test_the_database_refuses_the_star_for_any_other_scheme(scheme: str, mark: str) -> None:
    with pytest.raises(IntegrityError, match="the_star_is_the_state_mark"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE classification_scheme SET mark = %s WHERE code = %s", [mark, scheme])
    with pytest.raises(IntegrityError, match="the_star_is_the_state_mark"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE classification_scheme SET family = %s WHERE code = 'state'", [scheme])


def test_two_levels_of_one_scheme_never_share_a_rank() -> None:
    with pytest.raises(IntegrityError, match="one_level_per_rank_and_scheme"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE classification_secrecylevel SET rank = 3 WHERE code = 'important'")


@pytest.mark.parametrize(
    ("level", "mark"),
    [
        ("important", "信访·重要秘密 10年"),
        ("highly_secret", f"{settings.ORGANISATION_NAME}·机密级 10年"),
        ("core_commercial", f"{settings.ORGANISATION_NAME}·核心商密▲10年"),
        ("state_secret", "秘密★10年"),
    ],
)
def test_a_mark_is_worded_as_its_scheme_says(level: str, mark: str) -> None:
    grading = Grading(level=SecrecyLevel.objects.get(pk=level), period_kind="years", period_value=10)
    assert grading.mark_text == mark


def test_policies_are_those_of_the_design() -> None:
    assert {policy.pk: (policy.working_days, policy.place) for policy in HandlingPolicy.objects.all()} == {
        "top": (1, "reading_room"),
        "middle": (5, "take_out_slip"),
        "low": (10, "office"),
        "destruction": (0, "office"),
    }
    strictest = {"core", "top_secret", "state_top_secret"}
    assert set(SecrecyLevel.objects.filter(policy="top").values_list("code", flat=True)) == strictest
    assert {level.pk for level in SecrecyLevel.objects.all() if "leader_in_charge" in level.reader_offices} == strictest


def test_loading_again_changes_nothing_the_organisation_edited() -> None:
    scheme = Scheme.objects.get(pk="company")
    scheme.on = False
    scheme.keep(by=None)
    assert load_shipped_schemes() == []
    assert not Scheme.objects.get(pk="company").on


@pytest.mark.parametrize(
    ("level", "period", "scope", "codes"),
    [
        ("state_secret", "2年", "unit", ["ABOVE_CEILING"]),
        ("ordinary", "11年", "unit", ["PERIOD_TOO_LONG"]),
        ("ordinary", "长期", "unit", ["PERIOD_TOO_LONG"]),
        ("ordinary", "10年", "nobody", ["SCOPE_EMPTY"]),
        ("ordinary", "10年", "stranger", ["SCOPE_UNKNOWN"]),
        ("ordinary", "10年", "nonsense", ["SCOPE_UNKNOWN"]),
        ("state_top_secret", "31年", "nobody", ["ABOVE_CEILING", "PERIOD_TOO_LONG", "SCOPE_EMPTY"]),
        ("ordinary", "10年", "unit", []),
    ],
)
def test_what_a_grading_may_not_say(house: House, level: str, period: str, scope: str, codes: list[str]) -> None:
    unit = house.units["legal"].pk
    scopes = {"unit": [f"unit:{unit}"], "nobody": [], "stranger": [f"person:{unit}"], "nonsense": ["unit", "person:x"]}
    today = timezone.localdate()
    found = rules.obstacles_to_values(SecrecyLevel.objects.get(pk=level), parse_period(period, start=today), scopes[scope], on=today)
    assert [obstacle.code for obstacle in found] == codes


def test_a_scheme_that_is_off_takes_no_grading(house: House) -> None:
    scheme = Scheme.objects.get(pk="company")
    scheme.on = False
    scheme.keep(by=None)
    level, today = SecrecyLevel.objects.get(pk="secret"), timezone.localdate()
    found = rules.obstacles_to_values(level, parse_period("1年", start=today), [f"unit:{house.units['legal'].pk}"], on=today)
    assert [obstacle.code for obstacle in found] == ["SCHEME_OFF"]


def test_a_level_opens_the_lower_ones_of_its_scheme_and_none_of_another(house: House) -> None:
    from classification.querysets import cleared_levels

    today = timezone.localdate()
    assert cleared_levels(house.chen, on=today) == sorted(["important", "ordinary", "highly_secret", "secret", "internal"])
    assert cleared_levels(house.sun, on=today) == []
    actions.clear(house.sun, level=SecrecyLevel.objects.get(pk="state_top_secret"), since=today, by=None)
    assert cleared_levels(house.sun, on=today) == sorted(ORDER["state"])


def test_a_refused_proposal_leaves_no_row(house: House) -> None:
    today = timezone.localdate()
    record = actions.open_record(unit=house.units["petition_office"], on=today, by=house.li)
    values = {"level": SecrecyLevel.objects.get(pk="ordinary"), "period": parse_period("99年", start=today), "basis": "依据", "scope": []}
    with pytest.raises(Refused) as raised:
        actions.propose_grading(record, by=house.li, on=today, **values)
    assert raised.value.codes == ["PERIOD_TOO_LONG", "SCOPE_EMPTY"]
    assert not record.gradings.exists()

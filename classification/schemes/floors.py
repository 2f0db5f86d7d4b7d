"""What no proposal may go under, and the database refuses as well. Basis: DOMAIN §1 (C1, S18), §3.1–3.3; DESIGN §4."""

from django.db.models import BaseConstraint, CheckConstraint, F, Q

STATE_YEARS = {3: 30, 2: 20, 1: 10}  # 绝密 ≤ 30, 机密 ≤ 20, 秘密 ≤ 10 (BM 20)
STATE_NAMES = {3: "绝密", 2: "机密", 1: "秘密"}
LONGEST_YEARS = 99
LONGEST_LOAN = 30
READERS = ("registrar", "unit_head", "handling_officer", "leader_in_charge")
STEPS = ("head_of_owning_unit", "head_of_applicants_unit", "leader_in_charge")
STRICTEST, DESTRUCTION = "top", "destruction"
STATE_MARK = "{level}★{period}"
TRIANGLE = "▲"
LEGAL = ("petition", "state")  # one scheme each, there from the beginning
OWN = ("company", "commercial")  # families of which the organisation adds schemes
# Letters, digits, spaces and these signs: whatever else is drawn like the star, nobody can list. In ranges, as PostgreSQL reads them too.
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ÿ㐀-䶿一-鿿0-9 　〔〕()（）·—-"
NAME = rf"^[{_LETTERS}]*$"
# Words around the level and the period, the owner's name before them.
_WORDS = rf"[▲{_LETTERS}]*"
WORDS = rf"^{_WORDS}$"
MARK = r"^" + _WORDS + r"(\{owner\}" + _WORDS + r")?\{level\}" + _WORDS + r"\{period\}" + _WORDS + r"$"


def _state(names: bool) -> Q:
    found = ~Q(scheme="state")
    for rank, years in STATE_YEARS.items():
        says = Q(names__zh=STATE_NAMES[rank]) if names else Q(longest_years__lte=years)
        found |= Q(scheme="state", rank=rank) & says
    return found


POLICY: list[BaseConstraint] = [
    CheckConstraint(condition=Q(steps__1__isnull=False) & Q(steps__contained_by=list(STEPS)), name="two_signatures_at_least"),
    CheckConstraint(
        condition=~Q(code__in=[STRICTEST, DESTRUCTION]) | Q(steps__contains=["leader_in_charge"]), name="the_leader_signs_the_strictest"
    ),
    CheckConstraint(condition=~Q(code=STRICTEST) | Q(place="reading_room"), name="the_strictest_is_read_in_the_room"),
    CheckConstraint(condition=Q(code=DESTRUCTION) | Q(working_days__range=(1, LONGEST_LOAN)), name="a_loan_has_a_longest"),
]
SCHEME: list[BaseConstraint] = [
    CheckConstraint(
        condition=Q(family="state", mark=STATE_MARK) | ~Q(family="state") & Q(mark__regex=MARK), name="the_words_of_a_mark_stand_in_order"
    ),
    CheckConstraint(
        condition=~Q(family__in=["company", "commercial"]) | Q(mark__contains="{owner}"), name="the_unit_stands_before_company_levels"
    ),
    CheckConstraint(condition=~Q(family="petition") | Q(on=True), name="petitions_always_have_a_scheme"),
    CheckConstraint(
        condition=Q(family="commercial", mark__contains="▲") | ~Q(family="commercial") & ~Q(mark__contains="▲"),
        name="the_triangle_is_the_commercial_mark",
    ),
    CheckConstraint(
        condition=Q(code__in=LEGAL, family=F("code")) | ~Q(code__in=LEGAL) & Q(family__in=OWN),
        name="there_is_one_scheme_of_petitions_and_one_of_the_state",
    ),
]
LEVEL: list[BaseConstraint] = [
    CheckConstraint(condition=_state(names=False) & Q(longest_years__range=(1, LONGEST_YEARS)), name="no_period_above_the_legal_one"),
    CheckConstraint(condition=~Q(scheme="state") | Q(on=True), name="state_levels_are_always_there"),
    CheckConstraint(condition=Q(shortest_months__lte=F("longest_years") * 12), name="the_shortest_period_is_not_above_the_longest"),
    CheckConstraint(condition=_state(names=True), name="state_levels_have_their_legal_names"),
    CheckConstraint(condition=Q(scheme="state") | ~Q(names__zh__in=list(STATE_NAMES.values())), name="state_names_are_the_states"),
    CheckConstraint(
        condition=Q(scheme="state") | Q(names__zh__regex=NAME, names__en__regex=NAME, names__es__regex=NAME), name="names_are_words"
    ),
    CheckConstraint(
        condition=Q(reader_offices__0__isnull=False) & Q(reader_offices__contained_by=list(READERS)),
        name="readers_are_offices_of_the_record",
    ),
    CheckConstraint(condition=~Q(policy=DESTRUCTION), name="no_level_is_lent_as_if_destroyed"),
    CheckConstraint(
        condition=Q(scheme="petition", equal_to__isnull=True) | ~Q(scheme="petition") & Q(equal_to__isnull=False),
        name="a_level_of_another_scheme_names_its_equal",
    ),
]

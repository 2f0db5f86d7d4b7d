"""What a scheme, a level, a policy may not become. The database repeats it (`floors`); here it is said in a sentence."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.trail.refusals import Obstacle
from classification.models import HandlingPolicy, Scheme, SecrecyLevel
from classification.schemes import floors
from classification.schemes.mapping import standing

SCHEME_NAMED = Obstacle("SCHEME_NAMED", _("Another scheme has this name already."))
PETITIONS_STAY = Obstacle("PETITIONS_STAY", _("Petitions are kept at the levels of this scheme; it cannot be ended."))
STATE_MARK = Obstacle("STATE_MARK", _("The mark of state secrets is fixed by law: level, star, period."))
STAR_ELSEWHERE = Obstacle(
    "STAR_ELSEWHERE",
    _("The star is the state mark, and no other scheme bears anything like it: beside words only 〔〕()·-—▲ stand in a mark."),
)
TRIANGLE_ELSEWHERE = Obstacle("TRIANGLE_ELSEWHERE", _("The ▲ marks commercial secrets; no other scheme bears it."))
NO_TRIANGLE = Obstacle("NO_TRIANGLE", _("The mark of a commercial scheme bears the ▲; put it between {level} and {period}."))
NO_LEVELS = Obstacle("NO_LEVELS", _("A scheme is put to use once it has a level; add one first."))
LEGAL_LEVELS = Obstacle("LEGAL_LEVELS", _("The levels of state secrets are fixed by law; none is added and none retired."))
HIGHEST_STAYS = Obstacle(
    "HIGHEST_STAYS",
    _("The highest level of a scheme stays in use: what is derived from it needs a level not below it. End the scheme instead."),
)
SHORTEST_ABOVE_LONGEST = Obstacle("SHORTEST_ABOVE_LONGEST", _("The shortest period is longer than the longest one; choose a shorter one."))
WRONG_MARK = Obstacle(
    "WRONG_MARK", _("The wording of a mark holds {level} and, after it, {period}, each once; {owner} may stand before them, nothing else.")
)
NO_OWNER = Obstacle("NO_OWNER", _("The owner's name stands before company and commercial levels: put {owner} at the beginning."))
STATE_NAME = Obstacle("STATE_NAME", _("The levels of state secrets have their names by law."))
NAME_OF_STATE = Obstacle("NAME_OF_STATE", _("This word alone names a level of state secrets; choose another."))
NAME_TAKEN = Obstacle("NAME_TAKEN", _("Another level of this scheme has this name already."))
NAME_WITH_SIGNS = Obstacle("NAME_WITH_SIGNS", _("A level's name holds letters, digits, spaces and 〔〕()·-—, nothing else."))
EQUAL_CROSSES = Obstacle(
    "EQUAL_CROSSES", _("A higher level of a scheme never equals less than a lower one; look at the other levels of this scheme.")
)
EQUAL_LOWERED = Obstacle(
    "EQUAL_LOWERED",
    _("What a level equals is only ever raised: lowered, everything graded before would be shown on lesser devices. Add a level instead."),
)
NO_EQUAL = Obstacle("NO_EQUAL", _("Say which level of the petition scheme it equals; schemes are compared by nothing else."))
LAXER_ABOVE = Obstacle("LAXER_ABOVE", _("A higher level of a scheme is never handled less strictly than a lower one."))
TWO_SIGNATURES = Obstacle("TWO_SIGNATURES", _("At least two different signatures are needed."))
LEADER_SIGNS = Obstacle("LEADER_SIGNS", _("The leader in charge signs here; this signature cannot be left out."))
READING_ROOM = Obstacle("READING_ROOM", _("What is handled most strictly never leaves the reading room."))
LONGER_THAN_LAXER = Obstacle(
    "LONGER_THAN_LAXER", _("A stricter policy never lends for longer than a laxer one; change the other policy first.")
)
_PLACES = re.compile(r"[{][^}]*[}]")


def obstacles_to(thing: models.Model) -> Iterator[Obstacle]:
    """Asked of the thing as it would be."""
    yield from _OF[type(thing)](thing)


def _to_scheme(scheme: Scheme) -> Iterator[Obstacle]:
    if Scheme.objects.exclude(pk=scheme.pk).filter(names__zh=scheme.names.get("zh")).exists():
        yield SCHEME_NAMED
    if scheme.family == Scheme.Family.PETITION and not scheme.on:
        yield PETITIONS_STAY
    if scheme.on and not scheme.levels.filter(on=True).exists():
        yield NO_LEVELS
    if scheme.family == Scheme.Family.STATE:
        if scheme.mark != floors.STATE_MARK:
            yield STATE_MARK
    else:
        yield from _to_mark(scheme)


def _to_mark(scheme: Scheme) -> Iterator[Obstacle]:
    if not re.fullmatch(floors.WORDS, _PLACES.sub("", scheme.mark)):
        yield STAR_ELSEWHERE
    elif floors.TRIANGLE in scheme.mark and scheme.family != Scheme.Family.COMMERCIAL:
        yield TRIANGLE_ELSEWHERE
    elif floors.TRIANGLE not in scheme.mark and scheme.family == Scheme.Family.COMMERCIAL:
        yield NO_TRIANGLE
    elif not re.fullmatch(floors.MARK, scheme.mark):
        yield WRONG_MARK
    elif scheme.family in (Scheme.Family.COMPANY, Scheme.Family.COMMERCIAL) and "{owner}" not in scheme.mark:
        yield NO_OWNER


def _to_level(level: SecrecyLevel) -> Iterator[Obstacle]:
    yield from _to_name(level)
    longest = floors.STATE_YEARS.get(level.rank, 0) if level.scheme.family == Scheme.Family.STATE else floors.LONGEST_YEARS
    if not 1 <= level.longest_years <= longest:
        sentence = gettext("The longest period of this level is %(years)s years; choose that or less.")
        yield Obstacle("LONGER_THAN_LAW", sentence % {"years": longest})
    if level.shortest_months > level.longest_years * 12:
        yield SHORTEST_ABOVE_LONGEST
    others = list(level.scheme.levels.exclude(pk=level.pk).select_related("policy"))
    if not level.on:
        yield from _to_retiring(level, others)
    if any((other.rank - level.rank) * (other.policy.position - level.policy.position) > 0 for other in others):
        yield LAXER_ABOVE
    if level.scheme.family != Scheme.Family.PETITION:
        yield from _to_equal(level)


def _to_retiring(level: SecrecyLevel, others: list[SecrecyLevel]) -> Iterator[Obstacle]:
    if level.scheme.family == Scheme.Family.STATE:
        yield LEGAL_LEVELS
    elif not any(other.on and other.rank > level.rank for other in others):
        yield HIGHEST_STAYS


def _to_equal(level: SecrecyLevel) -> Iterator[Obstacle]:
    """The mapping to the petition scheme (REQUIREMENTS G3)."""
    if level.equal_to is None or level.equal_to.scheme.family != Scheme.Family.PETITION:
        yield NO_EQUAL
        return
    stood = SecrecyLevel.objects.select_related("equal_to").filter(pk=level.pk).first()
    if stood is not None and standing(level) < standing(stood):
        yield EQUAL_LOWERED
    others = level.scheme.levels.exclude(pk=level.pk).select_related("equal_to")
    if any((other.rank - level.rank) * (standing(other) - standing(level)) < 0 for other in others):
        yield EQUAL_CROSSES


def _to_name(level: SecrecyLevel) -> Iterator[Obstacle]:
    name = level.names["zh"]
    if level.scheme.family == Scheme.Family.STATE:
        if name != floors.STATE_NAMES[level.rank]:
            yield STATE_NAME
        return
    if name in floors.STATE_NAMES.values():
        yield NAME_OF_STATE
    if not all(re.fullmatch(floors.NAME, word) for word in level.names.values()):
        yield NAME_WITH_SIGNS
    if level.scheme.levels.exclude(pk=level.pk).filter(names__zh=name).exists():
        yield NAME_TAKEN


def _to_policy(policy: HandlingPolicy) -> Iterator[Obstacle]:
    if len(set(policy.steps)) < 2 or len(set(policy.steps)) != len(policy.steps):
        yield TWO_SIGNATURES
    if policy.pk in (floors.STRICTEST, floors.DESTRUCTION) and "leader_in_charge" not in policy.steps:
        yield LEADER_SIGNS
    if policy.pk == floors.STRICTEST and policy.place != HandlingPolicy.Place.READING_ROOM:
        yield READING_ROOM
    if policy.pk != floors.DESTRUCTION:
        yield from _to_days(policy)


def _to_days(policy: HandlingPolicy) -> Iterator[Obstacle]:
    if not 1 <= policy.working_days <= floors.LONGEST_LOAN:
        sentence = gettext("A loan lasts between one and %(days)s working days.")
        yield Obstacle("LOAN_OUT_OF_RANGE", sentence % {"days": floors.LONGEST_LOAN})
    for other in HandlingPolicy.objects.exclude(pk__in=[policy.pk, floors.DESTRUCTION]):
        if (other.position - policy.position) * (other.working_days - policy.working_days) < 0:
            yield LONGER_THAN_LAXER
            return


_OF: dict[type[models.Model], Callable[[Any], Iterator[Obstacle]]] = {
    Scheme: _to_scheme,
    SecrecyLevel: _to_level,
    HandlingPolicy: _to_policy,
}

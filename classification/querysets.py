"""Which records a person may see: the one place that decides, for every list, page, search, count and export."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from classification.models import Admission, Clearance, GradedRecord, Scheme, SecrecyLevel
from classification.places import levels_shown
from classification.principals import principals_of
from classification.walls.querysets import kept_out_of
from personnel.models import Person
from personnel.told import told


def cleared_levels(person: Person, *, on: date) -> list[str]:
    """Codes of every level the person is cleared for on this day and is shown where they are; read once per request."""
    known = person.worked_out
    if ("levels", on) not in known:
        known["levels", on] = _read_levels(person, on)
    return known["levels", on]


def demands_factor(person: Person) -> bool:
    """Whether one of the levels the person is cleared for today demands a second factor, wherever they are. Basis: REQUIREMENTS H6."""
    return any(_reached(person, timezone.localdate()).values())


def _reached(person: Person, on: date) -> dict[str, bool]:
    """Codes of the levels the person is cleared for, and whether each demands a second factor; read once per request."""
    return {row["code"]: row["second_factor"] for row in told(person, "reached", on=on)}


def reached_asked(person: Person, on: date) -> QuerySet:
    in_force = Clearance.objects.filter(Q(until__isnull=True) | Q(until__gte=on), person=person, since__lte=on)
    reaching = in_force.filter(level__scheme=OuterRef("scheme"), level__rank__gte=OuterRef("rank"))
    return SecrecyLevel.objects.filter(Exists(reaching)).order_by().values("code", "second_factor")


def _read_levels(person: Person, on: date) -> list[str]:
    cleared = set(_reached(person, on))
    is_limited = person.here and (person.here.level or told(person, "ranges", on=on))
    return sorted(cleared & levels_shown(person.here) if is_limited else cleared)


def highest_petition_level() -> SecrecyLevel:
    """What an ungraded record counts as."""
    return petition_levels().select_related("scheme", "policy")[0]


def petition_levels() -> QuerySet[SecrecyLevel]:
    """The highest first."""
    return SecrecyLevel.objects.filter(scheme__family=Scheme.Family.PETITION).order_by("-rank")


@dataclass(frozen=True)
class _Sight:
    """Whom admissions may name the person by, which levels they are cleared for, which records a wall keeps them out of."""

    principals: list[UUID]
    levels: list[str]
    ungraded: bool
    kept_out: list[UUID]


def _sight(person: Person, on: date) -> _Sight:
    """Worked out once per request: a page asks for a dozen lists and obstacles."""
    known = person.worked_out if person.is_authenticated else {}
    if ("sight", on) not in known:
        known["sight", on] = _look(person, on)
    return known["sight", on]


def _look(person: Person, on: date) -> _Sight:
    principals = principals_of(person, on=on) if person.is_authenticated else []
    levels = cleared_levels(person, on=on) if principals else []
    kept_out = kept_out_of(person, on=on) if principals else []  # what is declassified needs no level
    ungraded = {row["code"] for row in told(person, "highest", on=on)} if principals else set()
    return _Sight(principals, levels, bool(ungraded & set(levels)), kept_out)


def in_force(admissions: QuerySet[Admission], *, on: date) -> QuerySet[Admission]:
    """Those that let in on this day: what was granted until a day ends with it, whether or not anybody has cleared it away."""
    return admissions.filter(Q(until__isnull=True) | Q(until__gte=on))


def visible_records(person: Person, *, on: date | None = None) -> QuerySet[GradedRecord]:
    """Records whose card this person may see: active appointment, clearance, need-to-know, no wall. Basis: DESIGN §3."""
    return GradedRecord.objects.filter(visibility(person, on=on))


def visibility(person: Person, *, on: date | None = None, prefix: str = "") -> Q:
    """The condition on a record (reached over `prefix`, e.g. "record__") that lets the person see it."""
    day = on or timezone.localdate()
    sight = _sight(person, day)
    if not sight.principals:
        return Q(pk__in=[])
    admitted = in_force(Admission.objects.filter(principal__in=sight.principals), on=day).values("record_id")
    cleared = Q(**{f"{prefix}level__in": sight.levels}) | Q(**{f"{prefix}declassified_on__isnull": False})
    if sight.ungraded:
        cleared |= Q(**{f"{prefix}level__isnull": True})
    cleared &= Q(**{f"{prefix}claims__contained_by": sight.levels})
    key = f"{prefix}id__in" if not prefix else f"{prefix.removesuffix('__')}_id__in"
    return Q(**{key: admitted}) & cleared & ~Q(**{key: sight.kept_out})


# What `visibility` says, for one admission and its record.
_OPEN = """
    (a.until IS NULL OR a.until >= %(on)s) AND a.record_id <> ALL(%(kept_out)s::uuid[]) AND r.claims <@ %(levels)s::varchar[]
    AND (r.level_id = ANY(%(levels)s) OR r.declassified_on IS NOT NULL OR (%(ungraded)s AND r.level_id IS NULL))
"""
_SEES = f"""
    SELECT EXISTS (SELECT FROM classification_admission a JOIN classification_gradedrecord r ON r.id = a.record_id
        WHERE a.record_id = %(record)s AND a.principal = ANY(%(principals)s::uuid[]) AND {_OPEN})
"""  # noqa: S608 - a text of this module
# One short walk along the projection's index for each principal; whoever shares the last one's moment comes along. OFFSET 0 keeps
# PostgreSQL on that walk: it takes these conditions for rare ones and would read all records at once, the slower the more one sees.
_NEWEST = f"""
    SELECT record_id FROM (
        SELECT walk.record_id, max(walk.registered_at) AS at
        FROM unnest(%(principals)s::uuid[]) AS who (principal)
        CROSS JOIN LATERAL (
            SELECT a.record_id, a.registered_at
            FROM classification_admission a
            CROSS JOIN LATERAL (SELECT * FROM classification_gradedrecord WHERE id = a.record_id OFFSET 0) AS r
            WHERE a.principal = who.principal AND {_OPEN}
            ORDER BY a.registered_at DESC FETCH FIRST %(count)s ROWS WITH TIES
        ) AS walk GROUP BY walk.record_id
    ) AS found ORDER BY at DESC FETCH FIRST %(count)s ROWS WITH TIES
"""  # noqa: S608 - and here


def newest_visible(person: Person, count: int, *, on: date) -> list[UUID]:
    """Ids of the newest `count` records this person may see, and of those registered at the same moment as the last of them.

    As quick for somebody let in to 100,000 records as to 40. It narrows what `visibility` decides, it does not replace it.
    """
    sight = _sight(person, on)
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {**asdict(sight), "count": count, "on": on})
        return [pk for (pk,) in cursor.fetchall()]


def sees(person: Person, record_id: UUID, *, on: date) -> bool:
    """Whether this one record is among those the person may see: one short question, for what asks about one record again and again."""
    sight = _sight(person, on)
    if not sight.principals:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_SEES, {**asdict(sight), "record": record_id, "on": on})
        return cursor.fetchone()[0]


def is_cleared_for(person: Person, level: SecrecyLevel | None, *, on: date) -> bool:
    """Whether the person is cleared for a level; None (ungraded) counts as the highest petition level."""
    return (level or highest_petition_level()).code in cleared_levels(person, on=on)

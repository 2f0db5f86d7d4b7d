"""The whole projection anew from grants, duties and what waits for a decision: by statements over all records, not record by record.

It says what `admissions.project` says of each record; what stands rightly is left alone, so that lists stay as quick as before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from classification import admissions
from classification.models import Grading
from classification.scoping.models import ScopeChange
from classification.walls.querysets import derived_from, standing
from personnel.models import Unit

_WANTED = """
    CREATE TEMPORARY TABLE admission_wanted (
        principal uuid, registered_at timestamptz, record_id uuid, unit_id uuid, source text, until date) ON COMMIT DROP
"""
# Of two grants the one that reaches further; without an end furthest of all.
_GRANTED = """
    INSERT INTO admission_wanted
    SELECT named.principal, r.registered_at, r.id, r.unit_id, 'grant', nullif(max(coalesce(named.until, 'infinity')), 'infinity')
    FROM (SELECT content_object_id, user_id AS principal, until FROM classification_recordusergrant
        UNION ALL SELECT g.content_object_id, u.id, g.until
            FROM classification_recordgroupgrant g JOIN personnel_unit u ON u.group_id = g.group_id
        UNION ALL SELECT g.content_object_id, w.id, g.until
            FROM classification_recordgroupgrant g JOIN personnel_workinggroup w ON w.group_id = g.group_id) AS named
    JOIN classification_gradedrecord r ON r.id = named.content_object_id
    GROUP BY r.id, named.principal
"""
_BY_OFFICE = """
    INSERT INTO admission_wanted
    SELECT office.principal, r.registered_at, r.id, r.unit_id, 'duty', NULL
    FROM unnest(%s::uuid[], %s::boolean[], %s::uuid[]) AS office (unit_id, is_graded, principal)
    JOIN classification_gradedrecord r ON r.unit_id = office.unit_id AND (r.level_id IS NOT NULL) = office.is_graded
"""
# Besides those who see it by office anyway.
_DECIDING = """
    INSERT INTO admission_wanted
    SELECT DISTINCT waiting.principal, r.registered_at, r.id, r.unit_id, 'duty', NULL::date
    FROM unnest(%s::uuid[], %s::uuid[]) AS waiting (record_id, principal) JOIN classification_gradedrecord r ON r.id = waiting.record_id
    EXCEPT SELECT * FROM admission_wanted WHERE source = 'duty' AND record_id = ANY(%s::uuid[])
"""
# However few rows the table is believed to have: never one by one through what is being written.
_AT_ONCE = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '128MB'"
_SAME = "a.principal = w.principal AND a.record_id = w.record_id AND a.source = w.source"
_AS_IT_STANDS = "(a.registered_at, a.unit_id, a.until) IS NOT DISTINCT FROM (w.registered_at, w.unit_id, w.until)"
_TAKEN_AWAY = f"DELETE FROM classification_admission a WHERE NOT EXISTS (SELECT FROM admission_wanted w WHERE {_SAME} AND {_AS_IT_STANDS})"  # noqa: S608 - two texts of this module
# In the order in which records came: of every index the places written to lie beside each other.
_ADDED = f"""
    INSERT INTO classification_admission (principal, registered_at, record_id, unit_id, source, until)
    SELECT * FROM admission_wanted w WHERE NOT EXISTS (SELECT FROM classification_admission a WHERE {_SAME}) ORDER BY record_id
"""  # noqa: S608 - and here


@dataclass(frozen=True)
class Rebuilt:
    """How many records there are, and how many rows of the projection were wrong: let somebody in too many, kept somebody out."""

    records: int
    taken_away: int
    added: int


@transaction.atomic
def rebuild() -> Rebuilt:
    """Rewrites what is wrong in the projection. Whoever changes a scope meanwhile waits; lists go on as they were until it is done."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE classification_admission IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(_WANTED)
        cursor.execute(_GRANTED)
        cursor.execute(_BY_OFFICE, _columns(_offices(), 3))
        records, principals = _columns(_deciding(), 2)
        cursor.execute(_DECIDING, [records, principals, records])
        cursor.execute("ANALYZE admission_wanted")
        cursor.execute(_AT_ONCE)
        cursor.execute(_TAKEN_AWAY)
        taken_away = cursor.rowcount
        cursor.execute(_ADDED)
        added = cursor.rowcount
        cursor.execute("DROP TABLE admission_wanted; SET LOCAL enable_nestloop = on; SET LOCAL work_mem TO DEFAULT")
        cursor.execute("SELECT count(*) FROM classification_gradedrecord")
        return Rebuilt(cursor.fetchone()[0], taken_away, added)


def _columns(rows: Iterator[tuple], count: int) -> list[list]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(count)]


def _offices() -> Iterator[tuple[UUID, bool, UUID]]:
    for unit in Unit.objects.values_list("pk", flat=True):
        for is_graded in (False, True):
            yield from ((unit, is_graded, principal) for principal in admissions.duties_in(unit, is_graded=is_graded))


def _deciding() -> Iterator[tuple[UUID, UUID]]:
    """Record and principal for each proposal that waits. The same people propose again and again: each is asked about once."""
    known: dict[tuple, set[UUID]] = {}
    walled = set().union(*derived_from(standing().values_list("record_id", flat=True)).values())
    for model, pk, record, alike in _waiting():
        key = (model, pk) if record in walled else alike
        if key not in known:
            known[key] = admissions.deciding(model.objects.get(pk=pk))
        yield from ((record, principal) for principal in known[key])


def _waiting() -> Iterator[tuple]:
    """Of each proposal the record, and everything that tells who decides it where no wall stands."""
    of_record = ("record__unit_id", "record__level_id", "record__declassified_on", "proposer_id")
    for model, own in ((Grading, ("level_id",)), (ScopeChange, ("person_id", "group_id", "kind"))):
        found = model.objects.filter(status=model.Status.PROPOSED).values_list("pk", "record_id", "record__claims", *of_record, *own)
        for pk, record, claims, *rest in found.iterator():
            yield model, pk, record, (model, tuple(claims), *rest)

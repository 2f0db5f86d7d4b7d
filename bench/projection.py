"""The projection of a million records rebuilt, from nothing and where nothing is wrong; and held against the grants in other words."""

from dataclasses import asdict

from django.contrib.auth.models import Permission
from django.db import connection

from bench.figures import Figure, plain
from bench.house import house
from bench.side import as_owner, timed
from bench.sides import both
from classification.admissions import duties
from classification.models import Admission, GradedRecord, SecrecyLevel
from classification.rebuilding import rebuild
from personnel.models import Unit

RECORDS, ASKED = 1_000_000, 500

# Ids tell the time, as the product's do. Over all units; two of three graded; every fiftieth with a proposal that waits, every second one
# of those by the authority itself.
RECORD = """
    INSERT INTO classification_gradedrecord (id, unit_id, registered_on, registered_at, level_id, claims)
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || left(md5(n::text), 3) || '8'
        || right(md5(n::text), 15))::uuid,
        (ARRAY[{units}]::uuid[])[1 + n % {count}], at::date, at, CASE WHEN n % 3 > 0 THEN '{level}' END, '{{}}'
    FROM generate_series(1, {records}) n CROSS JOIN LATERAL (SELECT now() - n * interval '1 minute') AS came (at)
"""
MADE = "registered_at < now() AND grading_id IS NULL AND destroyed_on IS NULL"
PROPOSED = """
    INSERT INTO classification_grading (id, record_id, kind, status, level_id, period_kind, period_value, scope, owner, former_mark,
        proposer_id, proposed_at, amended, terms)
    SELECT gen_random_uuid(), r.id, 'grading', 'proposed', '{level}', 'years', 5, '[]', '', '',
        (ARRAY['{li}', '{liu}']::uuid[])[1 + place % 2], now(), false, '{{}}'
    FROM (SELECT id, row_number() OVER () AS place FROM classification_gradedrecord r WHERE {made}
        AND NOT EXISTS (SELECT FROM classification_grading g WHERE g.record_id = r.id)) AS r WHERE place % 50 = 0
"""
TO_UNITS = """
    INSERT INTO classification_recordgroupgrant (group_id, permission_id, content_object_id)
    SELECT (ARRAY[{groups}])[1 + place % {count}], {permission}, id
    FROM (SELECT id, row_number() OVER () AS place FROM classification_gradedrecord WHERE {made}) AS r
    ON CONFLICT DO NOTHING
"""
TO_PEOPLE = """
    INSERT INTO classification_recordusergrant (user_id, permission_id, content_object_id, until)
    SELECT (ARRAY[{people}]::uuid[])[1 + place % {count}], {permission}, id, CASE WHEN place % 7 = 0 THEN current_date + 30 END
    FROM (SELECT id, row_number() OVER () AS place FROM classification_gradedrecord WHERE {made}) AS r
    ON CONFLICT DO NOTHING
"""
# Written without the words of the product: every grant has its row, every such row has its grant.
NOT_PROJECTED = """
    SELECT count(*) FROM (
        SELECT content_object_id, user_id AS principal FROM classification_recordusergrant
        UNION SELECT g.content_object_id, u.id FROM classification_recordgroupgrant g JOIN personnel_unit u USING (group_id)
    ) AS granted (record_id, principal)
    FULL JOIN (SELECT record_id, principal FROM classification_admission WHERE source = 'grant') AS projected USING (record_id, principal)
    WHERE granted IS NULL OR projected IS NULL
"""
ANOTHER_END = """
    SELECT count(*) FROM classification_admission a WHERE source = 'grant' AND a.until IS DISTINCT FROM (
        SELECT CASE WHEN every(g.until IS NOT NULL) THEN max(g.until) END FROM (
            SELECT until FROM classification_recordusergrant WHERE content_object_id = a.record_id AND user_id = a.principal
            UNION ALL SELECT until FROM classification_recordgroupgrant JOIN personnel_unit u USING (group_id)
            WHERE content_object_id = a.record_id AND u.id = a.principal) AS g)
"""


def measure() -> list[Figure]:
    side = both()[0]
    side.ask("projection.prepare")
    made = side.ask("projection.made")
    again = side.ask("projection.made")
    wrong = side.ask("projection.wrong")
    unchanged = f"where nothing is wrong {again['seconds']:.0f} s for {again['taken_away'] + again['added']} rows"
    note = f"{made['added']:,} rows from nothing; {unchanged}"
    return [
        plain(f"projection of {made['records']:,} records rebuilt", made["seconds"], 120, unit="s", note=note),
        plain("its rows that differ from the grants, or from the duties asked one by one", wrong, 0, unit="rows"),
    ]


def prepare() -> None:
    """In the tables' own form; afterwards nobody is let in to anything."""
    people, level = house(), SecrecyLevel.objects.get(pk="important")
    units = list(Unit.objects.order_by("pk"))
    permission = Permission.objects.get(codename="know_gradedrecord").pk
    named = {"made": MADE, "level": level.pk, "permission": permission, "count": len(units)}
    readers = [people.li, people.chen, people.he, people.wang]
    as_owner(
        RECORD.format(units=_quoted(unit.pk for unit in units), records=RECORDS, **named),
        PROPOSED.format(li=people.li.pk, liu=people.liu.pk, **named),
        TO_UNITS.format(groups=", ".join(str(unit.group_id) for unit in units), **named),
        TO_PEOPLE.format(people=_quoted(person.pk for person in readers), **named | {"count": len(readers)}),
        "TRUNCATE classification_admission",
        "VACUUM ANALYZE",
    )


def _quoted(ids) -> str:
    return ", ".join(f"'{one}'" for one in ids)


def made() -> dict:
    """What rebuilding did, and its seconds."""
    found = {}
    seconds = timed(lambda: found.update(asdict(rebuild())))
    return found | {"seconds": seconds}


def wrong() -> int:
    """Rows that differ: of the grants all of them, of the duties those of some hundred records, asked of the product one by one."""
    with connection.cursor() as cursor:
        cursor.execute(NOT_PROJECTED)
        found = cursor.fetchone()[0]
        cursor.execute(ANOTHER_END)
        found += cursor.fetchone()[0]
    asked = [*GradedRecord.objects.order_by("pk")[:ASKED], *GradedRecord.objects.filter(gradings__status="proposed").order_by("pk")[:ASKED]]
    by_duty = Admission.objects.filter(source=Admission.Source.DUTY)
    return found + sum(len(duties(record) ^ set(by_duty.filter(record=record).values_list("principal", flat=True))) for record in asked)

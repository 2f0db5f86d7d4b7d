"""The list of what somebody may see, for people let in to 40 … 100,000 records; against guardian's own collecting of grants."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from guardian.shortcuts import get_objects_for_user

from bench.figures import Figure, median_ms, speedup
from bench.house import TODAY, house
from bench.side import as_owner, timed
from bench.sides import both
from classification.actions import clear
from classification.models import GradedRecord, SecrecyLevel
from personnel.actions import add_person, appoint
from personnel.models import Person
from personnel.offices import Office
from petitions.models import Petition
from petitions.querysets import lines, newest, ordered, visible_petitions
from vault import lock

RECORDS, GRANTS = 100_000, (40, 1_000, 10_000, 100_000)
PAGE, ROUNDS = 50, 15

RECORD = """
    INSERT INTO classification_gradedrecord (id, unit_id, registered_on, registered_at, level_id, claims)
    SELECT gen_random_uuid(), '{unit}', (now() - n * interval '10 minutes')::date, now() - n * interval '10 minutes', 'important', '{{}}'
    FROM generate_series(1, {records}) n
"""
PETITION = """
    INSERT INTO petitions_petition (record_id, number, status, channel, received_on, category, information_category, subject, body,
        result, registered_by_id, registered_at, source, source_number)
    SELECT id, 'BX-' || row_number() OVER (ORDER BY registered_at), 'registered', 'letter', registered_on, 'claim', 'general',
        decode(repeat(md5(id::text), 4), 'hex'), decode(repeat(md5(id::text), 30), 'hex'), '', '{person}', registered_at, '', ''
    FROM classification_gradedrecord WHERE level_id = 'important' AND grading_id IS NULL
"""
CHOSEN = """
    SELECT id, registered_at, unit_id FROM (SELECT r.id, r.registered_at, r.unit_id, row_number() OVER (ORDER BY md5(r.id::text)) AS place
        FROM classification_gradedrecord r WHERE r.level_id = 'important' AND r.grading_id IS NULL) AS drawn WHERE place <= {grants}
"""
GRANT = """
    INSERT INTO classification_recordusergrant (user_id, permission_id, content_object_id)
    SELECT '{person}', {permission}, id FROM ({chosen}) c
"""
ADMISSION = """
    INSERT INTO classification_admission (principal, registered_at, record_id, unit_id, source)
    SELECT '{person}', registered_at, id, unit_id, 'grant' FROM ({chosen}) c
"""


def measure() -> list[Figure]:
    side = both()[0]
    side.ask("grants.prepare")
    ours: dict[int, list[float]] = {grants: [] for grants in GRANTS}
    base: list[float] = []
    for number in range(ROUNDS):
        for grants in GRANTS if number % 2 == 0 else reversed(GRANTS):
            ours[grants] += side.ask("grants.page", grants=grants)
        base += side.ask("grants.collected", grants=GRANTS[-1]) if number % 3 == 0 else []
    medians = {grants: median_ms(seconds) for grants, seconds in ours.items()}
    note = ", ".join(f"{grants:,} grants {milliseconds:.1f} ms" for grants, milliseconds in medians.items())
    note += f"; with all that its lines tell {side.ask('grants.drawn', grants=GRANTS[-1]):.0f} ms"
    note += f"; counting {GRANTS[-1]:,} takes {side.ask('grants.count', grants=GRANTS[-1]):.0f} ms besides"
    slowest, fastest = max(medians.values()), min(medians.values())
    return [
        Figure("permitted list, slowest ÷ fastest", slowest, fastest, "ms", slowest / fastest, 1.3, note=note),
        speedup(f"permitted list, {GRANTS[-1]:,} grants", medians[GRANTS[-1]], median_ms(base), 10),
    ]


def prepare() -> None:
    """Records and petitions by the hundred thousand, in the tables' own form; people by the product's actions."""
    people = house()
    as_owner(RECORD.format(unit=people.units["business_one"].pk, records=RECORDS), PETITION.format(person=people.li.pk))
    permission = Permission.objects.get(codename="know_gradedrecord").pk
    for grants in GRANTS:
        person, chosen = _reader(grants), CHOSEN.format(grants=grants)
        as_owner(
            GRANT.format(person=person.pk, permission=permission, chosen=chosen),
            ADMISSION.format(person=person.pk, chosen=chosen),
        )
    as_owner("VACUUM ANALYZE")


def _reader(grants: int) -> Person:
    since = TODAY - timedelta(days=30)
    person = add_person(username=f"reader-{grants}", name="读者", by=None)
    appoint(person, unit=house().units["legal"], office=Office.STAFF, since=since, by=None)
    clear(person, level=SecrecyLevel.objects.get(code="important"), since=since, by=None)
    return person


def page(grants: int) -> list[float]:
    """Seconds from the person to which petitions stand on the first page; twice, each time for somebody just signed in."""
    return [timed(partial(_demand_full, partial(_first_page, _person(grants)), min(PAGE, grants))) for _ in range(2)]


def _person(grants: int) -> Person:
    return Person.objects.get(username=f"reader-{grants}")


def _first_page(person: Person) -> list[UUID]:
    with lock.as_seen_by(person):
        return _which(newest(visible_petitions(person, TODAY), person, PAGE, on=TODAY))


def _which(petitions: QuerySet[Petition]) -> list[UUID]:
    return list(ordered(petitions, "")[:PAGE].values_list("pk", flat=True))


def collected(grants: int) -> list[float]:
    """The same page by what guardian offers."""
    person = _person(grants)

    def first_page() -> list[UUID]:
        open_to = get_objects_for_user(person, "classification.know_gradedrecord", klass=GradedRecord, with_superuser=False)
        return _which(Petition.objects.filter(record__in=open_to))

    return [timed(partial(_demand_full, first_page, PAGE))]


def drawn(grants: int) -> float:
    """Our page with everything its lines tell, in milliseconds."""
    return median_ms(timed(partial(_lines, person)) for person in [_person(grants) for _ in range(10)])


def _lines(person: Person) -> list[Petition]:
    return lines(ordered(newest(visible_petitions(person, TODAY), person, PAGE, on=TODAY), "")[:PAGE])


def count(grants: int) -> float:
    return median_ms(timed(visible_petitions(_person(grants)).count) for _ in range(5))


def _demand_full(asked: Callable[[], list], expected: int) -> None:
    if len(asked()) != expected:
        raise RuntimeError("the page is not full")

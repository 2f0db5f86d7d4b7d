"""The list of what somebody may see, for people let in to 40 … 100,000 records; against guardian's own collecting of grants."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache, partial
from uuid import UUID

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from guardian.core import ObjectPermissionChecker
from guardian.shortcuts import get_objects_for_user

from bench.figures import Figure, median_ms, ratio, speedup
from bench.house import TODAY, house
from bench.side import as_owner, timed
from bench.sides import both
from classification.actions import clear
from classification.models import GradedRecord, SecrecyLevel
from classification.querysets import sees
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
    drawn: dict[int, list[float]] = {grants: [] for grants in GRANTS}
    checks: dict[str, list[float]] = {"ours": [], "ours, of somebody just signed in": [], "guardian": []}
    base: list[float] = []
    unfiltered: list[float] = []
    for number in range(ROUNDS):
        for grants in GRANTS if number % 2 == 0 else reversed(GRANTS):
            ours[grants] += side.ask("grants.page", grants=grants)
        base += side.ask("grants.collected", grants=GRANTS[-1]) if number % 3 == 0 else []
        for grants in GRANTS if number % 2 == 0 else reversed(GRANTS):
            drawn[grants] += side.ask("grants.drawn", grants=grants)
        unfiltered += side.ask("grants.unfiltered")
        for what, seconds in checks.items():
            seconds += side.ask("grants.check", what=what)
    medians = {grants: median_ms(seconds) for grants, seconds in ours.items()}
    note = ", ".join(f"{grants:,} grants {milliseconds:.1f} ms" for grants, milliseconds in medians.items())
    note += f"; counting {GRANTS[-1]:,} takes {side.ask('grants.count', grants=GRANTS[-1]):.0f} ms besides"
    slowest, fastest = max(medians.values()), min(medians.values())
    return [
        Figure("permitted list, slowest ÷ fastest", slowest, fastest, "ms", slowest / fastest, 1.3, note=note),
        speedup(f"permitted list, {GRANTS[-1]:,} grants", medians[GRANTS[-1]], median_ms(base), 10),
        *_pages(drawn, median_ms(unfiltered)),
        _check(checks),
    ]


def _pages(drawn: dict[int, list[float]], unfiltered: float) -> list[Figure]:
    """Of those who have a full page: what its lines tell included, and the second lock as a request declares it."""
    medians = {grants: median_ms(seconds) for grants, seconds in drawn.items() if grants >= PAGE}
    slowest, fastest = max(medians.values()), min(medians.values())
    note = ", ".join(f"{grants:,} grants {median_ms(seconds):.1f} ms" for grants, seconds in drawn.items())
    return [
        ratio(f"permitted page of {PAGE} lines ÷ unfiltered", slowest, unfiltered, 2.2, note=note),
        Figure("permitted page, slowest ÷ fastest", slowest, fastest, "ms", slowest / fastest, 1.3),
    ]


def _check(checks: dict[str, list[float]]) -> Figure:
    medians = {what: median_ms(seconds) for what, seconds in checks.items()}
    note = ", ".join(f"{what} {milliseconds:.2f} ms" for what, milliseconds in medians.items())
    return speedup(
        "one permission check, in a request that has begun, against guardian's", medians["ours"], medians["guardian"], 5, note=note
    )


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
    as_owner("CREATE INDEX IF NOT EXISTS bench_newest ON petitions_petition (registered_at DESC, number DESC)", "VACUUM ANALYZE")


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


def drawn(grants: int) -> list[float]:
    """Our page with everything its lines tell; twice, each time for somebody just signed in."""
    return [timed(partial(_demand_full, partial(_lines, _person(grants)), min(PAGE, grants))) for _ in range(2)]


def _lines(person: Person) -> list[Petition]:
    with lock.as_seen_by(person):
        return lines(ordered(newest(visible_petitions(person, TODAY), person, PAGE, on=TODAY), "")[:PAGE])


def unfiltered() -> list[float]:
    """The same lines of the newest petitions of all, whoever asks; an index gives their order."""
    return [timed(partial(_demand_full, lambda: lines(ordered(Petition.objects.all(), "")[:PAGE]), PAGE)) for _ in range(2)]


def check(what: str) -> list[float]:
    """Whether somebody let in to a thousand records may see one of them."""
    person = _person(GRANTS[1])
    records = list(GradedRecord.objects.filter(recordusergrant__user=person)[:20])
    asking = {"guardian": _asked_of_guardian, "ours": partial(_asked_of_us, person)}
    ask = asking.get(what, lambda record: _asked_of_us(_person(GRANTS[1]), record))
    ask(records[0])
    return [timed(partial(_demand_yes, partial(ask, record))) for record in records]


def _asked_of_us(person: Person, record: GradedRecord) -> bool:
    return sees(person, record.pk, on=TODAY)


def _asked_of_guardian(record: GradedRecord) -> bool:
    """By a checker of its own: it keeps its answers, ours asks anew."""
    return ObjectPermissionChecker(_known(GRANTS[1])).has_perm("know_gradedrecord", record)


@cache
def _known(grants: int) -> Person:
    return _person(grants)


def _demand_yes(asked: Callable[[], bool]) -> None:
    if not asked():
        raise RuntimeError("somebody who is let in was told no")


def count(grants: int) -> float:
    return median_ms(timed(visible_petitions(_person(grants)).count) for _ in range(5))


def _demand_full(asked: Callable[[], list], expected: int) -> None:
    if len(asked()) != expected:
        raise RuntimeError("the page is not full")

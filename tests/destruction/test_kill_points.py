"""Killed at any statement, a destruction is never left half done. F2, T64, T65."""

import pytest
from django.db import connections

from audit.trail.models import Entry
from custody.models import Carrier
from destruction import actions, certificates
from destruction.models import Certificate, DestructionSlip, ShredIntent
from petitions.models import Petition
from tests import cast
from tests.destruction import stage
from tests.destruction.processes import killed, statements_of
from vault import keys
from vault.errors import KeyGone
from vault.files import shelf
from vault.models import BigramEntry, EqualityEntry, SealedFile

pytestmark = pytest.mark.django_db(transaction=True)
DAY = stage.DAY

# In `make test` the edges of the three transactions; `make prove` takes every statement.
EDGES = ('default: INSERT INTO "destruction_shredintent"', "keystore: DELETE", 'default: INSERT INTO "destruction_certificate"')


@pytest.fixture
def committed(db):
    keys.purpose_key(certificates.PURPOSE)  # made at the first use: from then on every destruction takes the same statements
    return cast.make()


def prepared(house) -> tuple[DestructionSlip, Petition, Petition]:
    """A slip both witnesses have signed, over two records, one with a file."""
    first, second = stage.closed(house, attach={"a.txt": b"words"}), stage.closed(house, level="core")
    return stage.witnessed(house, first, second), first, second


def where_it_stands(slip, *petitions) -> str:
    """The state after the kill, with everything that must hold in it."""
    slip = DestructionSlip.objects.get(pk=slip.pk)
    rows = [Petition.objects.get(pk=petition.pk) for petition in petitions]
    alive = len(keys.alive([row.pk for row in rows]))
    intents, issued = ShredIntent.objects.filter(slip=slip).count(), Certificate.objects.filter(slip=slip).count()
    statuses = {row.status for row in rows}
    carriers = set(Carrier.objects.filter(record__in=[row.pk for row in rows]).values_list("status", flat=True))
    if slip.status == "executing":
        assert (statuses, alive, intents, issued, carriers) == ({"closed"}, 2, 0, 0, {"in_store"})
        assert [row.body for row in rows] == [stage.BODY] * 2
    elif slip.status == "executed":
        assert (statuses, intents, issued, carriers) == ({"destroyed"}, 1, 0, {"in_store"})
        assert alive in (0, 2)
    else:
        assert is_done(slip, rows)
    return slip.status


def is_done(slip, rows) -> bool:
    """Destroyed, unreadable, unfindable, certified once, told once."""
    slip = DestructionSlip.objects.get(pk=slip.pk)
    rows = [Petition.objects.get(pk=row.pk) for row in rows]
    ids = [row.pk for row in rows]
    for row in rows:
        with pytest.raises(KeyGone):
            _ = row.body
    assert (slip.status, {row.status for row in rows}) == ("destroyed", {"destroyed"})
    assert not keys.alive(ids)
    assert not SealedFile.objects.filter(dossier_id__in=ids).exists()
    assert not any(shelf.place_of(file).exists() for row in rows for file in row.attachments.values_list("file", flat=True))
    assert not EqualityEntry.objects.filter(dossier_id__in=ids).exists()
    assert not BigramEntry.objects.filter(dossier_id__in=ids).exists()
    assert set(Carrier.objects.filter(record__in=ids).values_list("status", flat=True)) == {"destroyed"}
    assert Certificate.objects.filter(slip=slip).count() == 1
    told = Entry.objects.filter(subject_id=slip.pk, event__in=["destruction.decided", "destruction.destroyed"])
    assert sorted(told.values_list("event", flat=True)) == ["destruction.decided", "destruction.destroyed"]
    assert slip.history.filter(status="destroyed").count() == 1
    return True


def kill_at_every(house, points, *, after: bool) -> dict[str, int]:
    seen: dict[str, int] = {}
    for at in points:
        slip, *petitions = prepared(house)
        if not killed(lambda slip=slip: actions.carry_out(slip.pk, on=DAY), at=at, after=after):
            assert is_done(slip, petitions)
            continue
        state = where_it_stands(slip, *petitions)
        seen[state] = seen.get(state, 0) + 1
        found = actions.recover_all(on=DAY)
        assert found.failed == 0
        assert is_done(slip, petitions), f"killed {'after' if after else 'before'} statement {at}"
    return seen


def statements(house) -> list[str]:
    slip, *petitions = prepared(house)
    found = statements_of(lambda: actions.carry_out(slip.pk, on=DAY))
    assert is_done(slip, petitions)
    return found


def test_t64_killed_at_the_edges_it_is_never_half_destroyed(committed):
    found = statements(committed)
    edges = [number for edge in EDGES for number, statement in enumerate(found, start=1) if statement.startswith(edge)]
    assert len(edges) == len(EDGES)
    assert kill_at_every(committed, edges, after=False) == {"executing": 1, "executed": 2}
    assert kill_at_every(committed, [*edges[:2], len(found)], after=True) == {"executing": 1, "executed": 2}


@pytest.mark.prove
@pytest.mark.parametrize("after", [False, True])
def test_t64_killed_at_every_statement_it_is_never_half_destroyed(committed, after):
    total = len(statements(committed))
    seen = kill_at_every(committed, range(1, total + 1), after=after)
    assert sum(seen.values()) == total
    assert {"executing", "executed"} <= set(seen)
    print(f"kill points {'after' if after else 'before'} a statement: {total}, states met: {seen}")


@pytest.mark.prove
def test_t64_recovery_killed_again_and_again_comes_to_an_end(committed):
    """Recovery itself is killed at growing distances until one run gets through."""
    for start in (3, 20, 45, 60):
        slip, *petitions = prepared(committed)
        killed(lambda slip=slip: actions.carry_out(slip.pk, on=DAY), at=start)
        at = 1
        while killed(lambda: actions.recover_all(on=DAY), at=at):
            where_it_stands(slip, *petitions)
            at += 7
        assert is_done(slip, petitions)


def test_the_killed_process_leaves_no_open_connection_behind(committed):
    slip, *petitions = prepared(committed)
    assert killed(lambda: actions.carry_out(slip.pk, on=DAY), at=10)
    assert connections["default"].is_usable()
    assert where_it_stands(slip, *petitions) == "executing"

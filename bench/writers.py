"""Eight people write at once: `record` against an insert of the same columns without seal, each line a transaction of its own.

The scope holds the trail's key, as in a request that has written a line already.
"""

import multiprocessing
import os
import statistics
import time
from uuid import UUID

from django.db import connections, models, transaction
from django.utils import timezone

from audit.trail.actions import record
from bench.figures import Figure, ratio
from bench.house import house
from bench.side import as_owner
from bench.sides import both
from personnel.models import Person
from petitions import events
from vault.identity import uuid7
from vault.keys import key_scope

WRITERS, ROUNDS, SECONDS = 8, 5, 3.0


class PlainEntry(models.Model):
    """A line of an ordinary log: the same columns, indexes and reference; no seal, no transaction number, no triggers."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    office = models.CharField(max_length=200)
    circle = models.CharField(max_length=20)
    device = models.CharField(max_length=64)
    event = models.CharField(max_length=60)
    kind = models.CharField(max_length=12)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField(null=True)
    result = models.CharField(max_length=8)
    reason = models.CharField(max_length=200)
    facts = models.JSONField(default=dict)

    class Meta:
        app_label = "bench"
        managed = False


TABLE = (
    "CREATE TABLE bench_plainentry (LIKE trail_entry INCLUDING INDEXES INCLUDING CONSTRAINTS)",
    "ALTER TABLE bench_plainentry DROP COLUMN seal, DROP COLUMN xid, DROP COLUMN text",
    "ALTER TABLE bench_plainentry ADD FOREIGN KEY (actor_id) REFERENCES personnel_person DEFERRABLE INITIALLY DEFERRED",
)


def measure() -> list[Figure]:
    side = both()[0]
    side.ask("writers.prepare")
    ours, base = [], []
    for number in range(ROUNDS):
        pair = (("entry", ours), ("plain", base)) if number % 2 == 0 else (("plain", base), ("entry", ours))
        for what, found in pair:
            found.append(side.ask("writers.lines_a_second", what=what))
    note = f"{WRITERS} processes for {SECONDS:.0f} s, {ROUNDS} rounds each"
    return [ratio("trail, 8 writers", statistics.median(ours), statistics.median(base), 0.65, unit="/s", at_least=True, note=note)]


def prepare() -> None:
    as_owner(*TABLE)


def lines_a_second(what: str) -> float:
    """How many lines all writers together write; runs on a side."""
    people = list(house().people.values())[:WRITERS]
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(WRITERS), context.Queue()
    writers = [context.Process(target=_write, args=(WRITE[what], person.pk, start, answers)) for person in people]
    for writer in writers:
        writer.start()
    written = sum(answers.get() for _ in writers)
    for writer in writers:
        writer.join()
    return written / SECONDS


def _write(write, person_id: UUID, start, answers) -> None:
    person = Person.objects.get(pk=person_id)
    with key_scope():
        write(person)
        start.wait()
        end, count = time.monotonic() + SECONDS, 0
        while time.monotonic() < end:
            write(person)
            count += 1
    answers.put(count)
    answers.close()
    answers.join_thread()
    os._exit(0)


def _entry(person) -> None:
    dossier = uuid7()
    with transaction.atomic():
        record(events.CARD_READ, actor=person, subject=person, dossier_id=dossier, facts={"number": "XF-2026-000001"})


def _plain(person) -> None:
    with transaction.atomic():
        PlainEntry(
            at=timezone.now(),
            actor_id=person.pk,
            office="registrar,handling_officer",
            circle="business",
            event=events.CARD_READ.code,
            kind=events.CARD_READ.kind,
            subject_kind="person",
            subject_id=person.pk,
            dossier_id=uuid7(),
            result="done",
            facts={"number": "XF-2026-000001"},
        ).save(force_insert=True)


WRITE = {"entry": _entry, "plain": _plain}

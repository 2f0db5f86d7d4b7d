"""Sealing while others write: no gap, nothing forgotten, nobody waits; and after a restore elsewhere."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connections, transaction

from audit.trail import sealing
from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(function, *args):
    """Runs in another thread and closes that thread's connections."""
    try:
        return function(*args)
    finally:
        connections.close_all()


def positions() -> list[int]:
    return list(Leaf.objects.order_by("position").values_list("position", flat=True))


def assert_everything_is_sealed_once():
    count = Entry.objects.count()
    assert positions() == list(range(1, count + 1))
    assert set(Leaf.objects.values_list("entry_id", flat=True)) == set(Entry.objects.values_list("pk", flat=True))
    assert verify_trail().as_json()["first_bad"] is None


def test_sealing_among_writers_leaves_no_gap_and_forgets_nothing(write):
    """Six writers, short and long transactions, two sealers at once."""
    stop = Event()

    def writer(number):
        for turn in range(12):
            with transaction.atomic():
                write(2)
                time.sleep(0.02 * ((number + turn) % 3))

    def sealer():
        while not stop.is_set():
            seal_settled()

    with ThreadPoolExecutor(8) as pool:
        sealers = [pool.submit(in_thread, sealer) for _ in range(2)]
        writers = [pool.submit(in_thread, writer, number) for number in range(6)]
        for done in writers:
            done.result(timeout=60)
        stop.set()
        for done in sealers:
            done.result(timeout=60)
    seal_settled()
    assert Entry.objects.count() == 4 + 6 * 12 * 2
    assert Checkpoint.objects.count() > 1
    assert_everything_is_sealed_once()


def test_an_entry_of_a_transaction_that_was_overtaken_is_sealed_when_it_ends(write):
    """It began first and commits last; what was written meanwhile must not push it out."""
    barrier, go_on = Barrier(2), Event()

    def slow():
        with transaction.atomic():
            write(1)
            barrier.wait(timeout=10)
            go_on.wait(timeout=10)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread, slow)
        barrier.wait(timeout=10)
        write(3)
        seal_settled()
        sealed_meanwhile = Leaf.objects.count()
        go_on.set()
        running.result(timeout=10)
    seal_settled()
    assert (sealed_meanwhile, Leaf.objects.count()) == (7, 8)
    write(1)
    seal_settled()
    assert_everything_is_sealed_once()


def test_writers_do_not_wait_for_the_sealer(write):
    """A sealer that stands in the middle of its work holds nobody up."""
    with transaction.atomic():
        sealing._seal_batch()
        with ThreadPoolExecutor(1) as pool:
            assert len(pool.submit(in_thread, write, 5).result(timeout=5)) == 5
    seal_settled()
    assert_everything_is_sealed_once()


def test_a_full_batch_goes_on_where_it_stopped(write, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 3)
    write(1)
    seal_settled()
    with transaction.atomic():
        write(7)
    write(3)
    assert seal_settled() == 10
    assert_everything_is_sealed_once()


def test_the_first_sealing_in_small_batches_does_not_overtake_a_running_writer(write, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    barrier, go_on = Barrier(2), Event()

    def slow():
        with transaction.atomic():
            write(1)
            barrier.wait(timeout=10)
            go_on.wait(timeout=10)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread, slow)
        barrier.wait(timeout=10)
        write(4)
        seal_settled()
        go_on.set()
        running.result(timeout=10)
    seal_settled()
    assert_everything_is_sealed_once()


@pytest.mark.parametrize("offset", [-700, 100_000])
@pytest.mark.parametrize("batch", [2, 5000])
def test_t16_a_trail_restored_into_another_cluster_is_sealed_to_the_end(write, tamper, monkeypatch, offset, batch):
    """Transactions count anew there: numbers of old and new entries say nothing about each other."""
    monkeypatch.setattr(sealing, "BATCH", batch)
    write(3)
    seal_settled()
    write(4)
    restore_elsewhere(tamper, offset)
    write(3)
    assert verify_trail().first_bad is None
    assert seal_settled() == 7
    write(2)
    assert seal_settled() == 2
    assert_everything_is_sealed_once()


def restore_elsewhere(tamper, offset: int) -> None:
    """As if the rows had been written in a cluster that had counted further, or less far, than this one.

    Checkpoints are made again from the moved rows, by the product's own functions, as that cluster would have made them.
    """
    tamper("DELETE FROM trail_checkpoint")
    tamper("DELETE FROM trail_leaf WHERE position > 7")
    tamper("UPDATE trail_entry SET xid = greatest(3, xid + %s)", [offset])
    entries = {entry.pk: entry for entry in Entry.objects.all()}
    key = sealing.keys.purpose_key(sealing.PURPOSE)
    leaves = list(Leaf.objects.order_by("position"))
    for leaf in leaves:
        leaf.digest = sealing.canonical.leaf_digest(entries[leaf.entry_id], leaf.position, key)
        tamper("UPDATE trail_leaf SET digest = %s WHERE position = %s", [leaf.digest, leaf.position])
    last = max(entries[leaf.entry_id].xid for leaf in leaves)
    sealing._close(None, leaves, sealing.Horizon(last + 1, "another cluster"))


def test_verifying_while_sealing_goes_on_never_raises_a_false_alarm(write):
    stop = Event()

    def busy():
        while not stop.is_set():
            write(3)
            seal_settled()

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(in_thread, busy)
        verdicts = {verify_trail().first_bad for _ in range(25)}
        stop.set()
        running.result(timeout=20)
    assert verdicts == {None}

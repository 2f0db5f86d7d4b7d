"""With a real Celery worker and Valkey: the second witness starts it, forged and repeated messages do nothing. F4, T46, T64."""

import pytest
from celery import current_app
from django.urls import reverse
from django.utils import timezone

from audit.trail.models import Entry
from destruction.actions.executing import TASK
from destruction.models import Certificate, DestructionSlip
from petitions.models import Petition
from tests import cast
from tests.destruction import stage
from tests.destruction.processes import wait_until, worker
from vault import keys
from vault.identity import uuid7

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def committed(db, monkeypatch):
    monkeypatch.setattr(stage, "DAY", timezone.localdate())
    current_app.control.purge()
    return cast.make()


NONSENSE = 2


def wait_until_recovered() -> None:
    """The worker stands, and what it recovers at its start is behind it: messages are taken in their order."""
    for number in range(1, NONSENSE + 1):
        current_app.send_task(TASK, args=["nonsense"])
        wait_until(lambda number=number: Entry.objects.filter(event="destruction.not_due").count() == number)


def status_of(slip) -> str:
    return DestructionSlip.objects.get(pk=slip.pk).status


def test_the_second_witness_starts_the_shredding_by_a_message_with_an_id_only(committed):
    house = committed
    petition, other = stage.closed(house), stage.closed(house)
    slip, waiting = stage.opened(house, petition), stage.approved(house, other)
    with worker():
        wait_until_recovered()
        for person in (house.wu, house.zheng):
            step = reverse("destruction:witness", args=[slip.pk])
            assert cast.signed_in(person).post(step, {"password": cast.PASSWORD}).status_code == 302
        wait_until(lambda: status_of(slip) == "destroyed")
        for _ in range(3):
            current_app.send_task(TASK, args=[str(slip.pk)])
        for asked in [str(waiting.pk), str(uuid7()), "nonsense", None, 42] * 10:
            current_app.send_task(TASK, args=[asked])
        wait_until(lambda: Entry.objects.filter(event="destruction.not_due").count() == NONSENSE + 53)
    assert status_of(waiting) == "approved"
    assert keys.alive([petition.pk, other.pk]) == {other.pk}
    assert Petition.objects.get(pk=petition.pk).is_destroyed
    assert Certificate.objects.filter(slip=slip).count() == 1


def test_a_starting_worker_finishes_what_was_interrupted(committed):
    slip = stage.witnessed(committed, stage.closed(committed))
    current_app.control.purge()
    with worker():
        wait_until(lambda: status_of(slip) == "destroyed")

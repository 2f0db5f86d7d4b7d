"""Carriers come into the ledger with their petition, one by one or by the thousand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.trail.models import Entry
from custody.models import Carrier
from petitions.actions import Registration, register_many
from petitions.models import Petition
from tests.custody import stage
from tests.custody.stage import today

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("channel", "kinds"),
    [
        ("letter", ["electronic", "paper"]),
        ("visit", ["electronic", "paper"]),
        ("online", ["electronic"]),
        ("phone", ["electronic"]),
        ("fax", ["electronic"]),
        ("other", ["electronic"]),
    ],
)
def test_every_petition_is_an_electronic_carrier_and_letters_and_visits_are_paper_too(house, channel, kinds):
    found = stage.carriers(stage.registered(house, channel=channel))
    assert [carrier.kind for carrier in found] == kinds
    assert {carrier.keeper for carrier in found} == {house.li}
    assert all(carrier.status == Carrier.Status.IN_STORE for carrier in found)


def test_a_carrier_names_its_record_by_number_never_by_subject(house):
    petition = stage.registered(house)
    assert {carrier.title for carrier in stage.carriers(petition)} == {petition.number}


def _batch(house, count: int) -> list[Petition]:
    one = Registration(
        channel="letter", received_on=today(), subject="路灯", body="路灯不亮。", category="claim", information_category="general"
    )
    return register_many([one] * count, by=house.li, on=today())


def test_a_batch_is_numbered_without_gap_and_remembered(house):
    petitions = _batch(house, 5)
    numbers = sorted(Carrier.objects.values_list("number", flat=True))
    assert numbers == [f"ZT-{today().year}-{number:06d}" for number in range(1, 11)]
    assert Carrier.history.filter(history_type="+", history_user=house.li).count() == 10
    entries = Entry.objects.filter(event="carriers.entered")
    assert {entry.subject_id for entry in entries} == {petition.pk for petition in petitions}
    assert all(entry.facts["numbers"].count("ZT-") == 2 for entry in entries)


def test_entering_a_batch_asks_the_database_as_often_for_one_as_for_twenty(house):
    _batch(house, 1)
    counted = {}
    for size in (1, 20):
        with CaptureQueriesContext(connection) as captured:
            _batch(house, size)
        counted[size] = sum("custody_" in query["sql"] for query in captured.captured_queries)
    assert counted[1] == counted[20]

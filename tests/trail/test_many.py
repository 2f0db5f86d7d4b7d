"""Many entries are sealed in several checkpoints; how long it takes is measured in `bench.verify`."""

import pytest
from django.db import transaction

from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail
from vault import keys

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.prove]

ENTRIES = 10_000


def test_ten_thousand_entries_are_sealed_in_several_checkpoints_and_verify(write_at_once):
    with transaction.atomic(), keys.key_scope():
        write_at_once(ENTRIES)
    seal_settled()
    assert verify_trail().as_json() == {"entries": ENTRIES + 4, "checkpoints": 3, "unsealed": 0, "first_bad": None}

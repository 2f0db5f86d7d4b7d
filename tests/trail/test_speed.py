"""How long the trail takes: printed, with a ceiling that only a mistake would pass."""

import sys
import time

import pytest
from django.db import transaction

from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail
from vault import keys

pytestmark = pytest.mark.django_db(transaction=True)

ENTRIES = 10_000


def test_ten_thousand_entries_are_written_sealed_and_verified_in_reasonable_time(write_at_once, capsys):
    with transaction.atomic(), keys.key_scope():
        writing = took(lambda: write_at_once(ENTRIES))
    sealing = took(seal_settled)
    verifying = took(verify_trail)
    with capsys.disabled():
        sys.stdout.write(f"\n{ENTRIES} entries: written in {writing:.1f} s, sealed in {sealing:.1f} s, verified in {verifying:.1f} s\n")
    assert verify_trail().as_json() == {"entries": ENTRIES + 4, "checkpoints": 3, "unsealed": 0, "first_bad": None}
    assert writing < 120 and sealing < 60 and verifying < 60


def took(act) -> float:
    began = time.monotonic()
    act()
    return time.monotonic() - began

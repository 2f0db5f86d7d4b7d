"""What is verified by the million is what was sealed one by one."""

import pytest
from django.db import transaction

from audit.trail import canonical, stream
from audit.trail.actions import record
from audit.trail.models import Entry, Leaf
from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail
from tests.trail.conftest import TRIED
from vault import keys, suites
from vault.identity import uuid7

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = ["", 'a"b\\c/d', "line\nfeed\r\t\b\f\x01\x1f\x7f", "四川 \u2028\u00a0 𠮷 <script>&amp;", "é" * 50]


def streamed() -> dict[str, bytes]:
    with transaction.atomic():
        return {row[2]: stream.entry_bytes(row) for row in stream.rows()}


def test_the_stream_gives_the_very_bytes_that_were_sealed(actor):
    for words in HOSTILE:
        facts = {"number": words, words or "empty": [1, 2.5, None, True, {"z": words, "a": [words]}], "count": 10**20}
        dossier = uuid7()
        keys.make_key(dossier)
        record(TRIED, actor=actor, subject=actor, dossier_id=dossier, facts=facts, text=words, reason=words)
        record(TRIED, actor=None, facts={"number": 1})
    seal_settled()
    assert streamed() == {str(entry.pk): canonical.entry_bytes(entry) for entry in Entry.objects.all()}
    assert verify_trail().first_bad is None


def test_it_comes_in_the_order_of_the_leaves_across_batches(sealed, monkeypatch):
    monkeypatch.setattr(stream, "CHUNK", 3)
    assert list(streamed()) == [str(leaf.entry_id) for leaf in Leaf.objects.order_by("position")]


def test_an_entry_dated_beyond_every_calendar_does_not_fit_and_stops_nothing(sealed, tamper):
    for moment in ("infinity", "-infinity", "20000-01-01 00:00:00+00"):
        tamper("UPDATE trail_entry SET at = %s WHERE facts->>'number' = 'XF-2026-000006'", [moment])
        assert verify_trail().first_bad == 16


@pytest.mark.parametrize("length", [0, 1, 55, 64, 65, 1000])
def test_a_prepared_key_gives_the_same_digests(length):
    key, message = bytes(range(32)), b"x" * length
    assert suites.current().mac_of(key)(message) == suites.current().mac(key, message)


def test_the_entry_handed_back_is_the_one_that_stands(actor):
    dossier = uuid7()
    keys.make_key(dossier)
    written = record(TRIED, actor=actor, subject=actor, dossier_id=dossier, facts={"number": "XF-1"}, text="why", reason="WHY")
    stands = Entry.objects.get(pk=written.pk)
    plain = [field.attname for field in Entry._meta.concrete_fields if field.name != "seal"]
    assert {name: getattr(written, name) for name in plain} == {name: getattr(stands, name) for name in plain}
    assert (stands.text, bytes(stands.seal)) == ("why", written.seal)
    assert (written._state.adding, written._state.db) == (False, "default")

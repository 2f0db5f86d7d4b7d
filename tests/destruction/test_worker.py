"""The worker asks the database alone what is due. F4, T46, T64; recovery finishes what was interrupted."""

import hashlib

import pytest
from django.utils import timezone

from audit.trail.models import Entry
from custody.models import Carrier
from destruction import actions, certificates
from destruction.actions import shredding
from destruction.models import Certificate, DestructionSlip, ShredIntent
from petitions.models import Petition
from tests.destruction import stage
from vault import keys
from vault.errors import VaultError
from vault.identity import uuid7

pytestmark = pytest.mark.django_db
DAY = stage.DAY


def state_of(slip, petition):
    petition = Petition.objects.get(pk=petition.pk)
    alive = bool(keys.alive([petition.pk]))
    carriers = set(Carrier.objects.filter(record=petition.pk).values_list("status", flat=True))
    return DestructionSlip.objects.get(pk=slip.pk).status, petition.status, alive, carriers, Certificate.objects.filter(slip=slip).count()


def test_t46_a_forged_message_changes_nothing_and_leaves_an_entry(house):
    for state in (stage.filed, stage.approved, stage.opened):
        petition = stage.closed(house)
        slip = state(house, petition)
        before = state_of(slip, petition)
        assert not actions.carry_out(str(slip.pk), on=DAY)
        assert state_of(slip, petition) == before
        entry = Entry.objects.get(event="destruction.not_due", subject_id=slip.pk)
        assert (entry.kind, entry.result, entry.actor, entry.reason) == ("denial", "denied", None, slip.status.upper())


def test_t46_a_message_with_one_witness_is_not_enough(house):
    petition = stage.closed(house)
    slip = stage.opened(house, petition)
    actions.witness(slip, by=house.wu, on=DAY)
    assert not actions.carry_out(slip.pk, on=DAY)
    assert state_of(slip, petition) == ("executing", "closed", True, {"in_store"}, 0)


def test_t46_a_replayed_message_changes_nothing_and_leaves_an_entry(house):
    petition = stage.closed(house)
    slip = stage.destroyed(house, petition)
    before = state_of(slip, petition)
    for _ in range(3):
        assert not actions.carry_out(str(slip.pk), on=DAY)
    assert state_of(slip, petition) == before == ("destroyed", "destroyed", False, {"destroyed"}, 1)
    assert Entry.objects.filter(event="destruction.not_due", subject_id=slip.pk).count() == 3


def test_t46_fifty_senseless_messages_leave_fifty_entries(house):
    senseless = [uuid7(), "", None, 42, "x" * 5000, {"slip": 1}, ["a"], "'; DROP TABLE", "../..", True] * 5
    assert not any(actions.carry_out(asked, on=DAY) for asked in senseless)
    entries = Entry.objects.filter(event="destruction.not_due")
    assert entries.count() == 50
    assert {(entry.reason, str(entry.facts)) for entry in entries} == {("NO_SUCH_SLIP", "{}")}


def test_t07_a_signature_over_something_else_stops_the_destruction(house):
    """Somebody changed the ledger after the last witness signed."""
    petition = stage.closed(house)
    slip = stage.witnessed(house, petition)
    paper = petition.record.carriers.get(kind="paper")
    paper.copies = 2
    paper.keep(by=house.zhao)
    assert not actions.carry_out(slip.pk, on=DAY)
    assert state_of(slip, petition) == ("approved", "closed", True, {"in_store"}, 0)
    assert Entry.objects.get(subject_id=slip.pk, event="destruction.stopped").reason == "CHANGED"


def test_t75_a_case_reopened_after_the_last_witness_stops_the_destruction(house):
    petition = stage.closed(house)
    slip = stage.witnessed(house, petition)
    petition.move_to("in_hand", by=house.li, result="", closed_on=None, closed_by=None)
    assert not actions.carry_out(slip.pk, on=DAY)
    assert Entry.objects.get(subject_id=slip.pk, event="destruction.stopped").reason == "OPEN_CASE"
    assert keys.alive([petition.pk])


# ------------------------------------------------------------------ recovery


def test_t64_recovery_finishes_what_was_decided(house):
    petition = stage.closed(house)
    slip = stage.witnessed(house, petition)
    assert shredding._decide(slip.pk, DAY)
    assert state_of(slip, petition) == ("executed", "destroyed", True, {"in_store"}, 0)
    assert actions.recover_all(on=DAY).figures() == {"finished": 1, "closed": 0, "failed": 0}
    assert state_of(slip, petition) == ("destroyed", "destroyed", False, {"destroyed"}, 1)


def test_t64_recovery_finishes_what_was_shredded(house):
    petition = stage.closed(house)
    slip = stage.witnessed(house, petition)
    assert shredding._decide(slip.pk, DAY)
    shredding._shred(ShredIntent.objects.get(pk=slip.pk))
    assert actions.recover_all(on=DAY).finished == 1
    assert state_of(slip, petition) == ("destroyed", "destroyed", False, {"destroyed"}, 1)


def test_recovery_begins_what_the_queue_never_took(house):
    petition = stage.closed(house)
    slip = stage.witnessed(house, petition)
    assert actions.recover_all(on=DAY).finished == 1
    assert state_of(slip, petition)[0] == "destroyed"


def test_recovery_twice_does_nothing_more(house):
    slip = stage.destroyed(house, stage.closed(house))
    before = slip.history.count()
    assert actions.recover_all(on=DAY).figures() == {"finished": 0, "closed": 0, "failed": 0}
    assert slip.history.count() == before


def test_the_certificate_is_not_written_while_a_key_is_left(house):
    petition = stage.closed(house)
    slip = stage.witnessed(house, petition)
    assert shredding._decide(slip.pk, DAY)
    with pytest.raises(VaultError):
        shredding._close_slip(ShredIntent.objects.get(pk=slip.pk))
    assert state_of(slip, petition)[4] == 0


def test_t65_the_command_says_what_it_recovered(house, capsys):
    from django.core.management import call_command

    stage.witnessed(house, stage.closed(house))
    call_command("recover_destructions")
    assert capsys.readouterr().out.splitlines()[-1] == '{"finished": 1, "closed": 0, "failed": 0}'


# ------------------------------------------------------------------ the certificate


def test_a_changed_certificate_does_not_verify(house):
    certificate = stage.destroyed(house, stage.closed(house)).certificate
    assert certificates.verifies(certificate)
    certificate.content["witnesses"][0]["name"] = "别人"
    assert not certificates.verifies(certificate)


def test_a_changed_hash_or_seal_does_not_verify(house):
    certificate = stage.destroyed(house, stage.closed(house)).certificate
    certificate.digest = "0" * 64
    assert not certificates.verifies(certificate)
    certificate = Certificate.objects.get(pk=certificate.pk)
    certificate.seal = bytes(32)
    assert not certificates.verifies(certificate)


def test_t76_a_rewritten_certificate_with_a_fresh_hash_does_not_verify(house):
    """Whoever rewrites content and hash lacks the key of the seal."""
    certificate = stage.destroyed(house, stage.closed(house)).certificate
    certificate.content["method"] = "burning"
    certificate.digest = hashlib.sha256(certificates.canonical(certificate.content)).hexdigest()
    assert not certificates.verifies(certificate)


def test_the_certificate_holds_no_content(house):
    slip = stage.destroyed(house, stage.closed(house))
    text = str(slip.certificate.content)
    assert not any(word in text for word in (stage.SUBJECT, stage.BODY, slip.reason, "测试人甲", "13900000001"))
    assert slip.certificate.made_at <= timezone.now()

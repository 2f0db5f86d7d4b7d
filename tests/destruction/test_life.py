"""From filing to the certificate, each beat with its entry."""

import pytest

from audit.trail.models import Entry
from custody.models import Carrier
from destruction import actions, certificates
from destruction.models import Certificate, DestructionSlip
from petitions import places
from petitions.models import Petition
from tests.destruction import stage
from vault import keys
from vault.blind import containing, equal_to
from vault.errors import KeyGone
from vault.models import BigramEntry, EqualityEntry

pytestmark = pytest.mark.django_db
DAY = stage.DAY


def test_a_record_brings_all_its_carriers_line_by_line(house):
    petition = stage.closed(house)
    slip = stage.filed(house, petition)
    lines = [(line.position, line.record_id, line.record_number, line.kind, line.copies) for line in slip.items.all()]
    assert lines == [(1, petition.pk, petition.number, "electronic", 1), (2, petition.pk, petition.number, "paper", 1)]
    assert slip.number == "XH-2026-000001"
    assert slip.status == "filed"
    assert slip.mark.text == Petition.objects.get(pk=petition.pk).mark.text
    assert all(line.cipher and line.mark_text == slip.mark_text for line in slip.items.all())


def test_the_slip_takes_the_highest_level_of_its_items(house):
    low, high = stage.closed(house, level="ordinary"), stage.closed(house, level="core")
    middle = stage.closed(house, level="highly_secret")
    assert stage.filed(house, low, high, middle).level_id == "core"


def test_six_people_destroy_a_record_and_a_certificate_remains(house):
    petition = stage.closed(house)
    slip = stage.destroyed(house, petition)
    petition = Petition.objects.get(pk=petition.pk)
    assert (slip.status, petition.status, petition.record.destroyed_on) == ("destroyed", "destroyed", DAY)
    assert not keys.alive([petition.pk])
    assert set(Carrier.objects.filter(record=petition.pk).values_list("status", flat=True)) == {"destroyed"}
    assert certificates.verifies(slip.certificate)
    content = slip.certificate.content
    people = [content["applicant"], *content["approvers"], content["executor"], *content["witnesses"]]
    assert [person["account"] for person in people] == ["li", "wang", "liu", "zhao", "wu", "zheng"]
    assert [item["record"] for item in content["items"]] == [petition.number] * 2


def test_nothing_of_a_destroyed_record_opens_again(house):
    petition = stage.closed(house)
    stage.destroyed(house, petition)
    petition = Petition.objects.get(pk=petition.pk)
    petitioner = petition.petitioners.get()
    sealed = [(petition, "subject"), (petition, "body"), (petition, "reply"), (petitioner, "name"), (petitioner, "phone")]
    sealed += [(row, "body") for row in petition.history.all()] + [(row, "name") for row in petitioner.history.all()]
    for row, name in sealed:
        with pytest.raises(KeyGone):
            getattr(row, name)


def test_nothing_of_a_destroyed_record_is_found_again(house):
    petition, other = stage.closed(house), stage.closed(house)
    stage.destroyed(house, petition)
    found = {row["dossier_id"] for row in containing(places.SUBJECT, "供热")}
    assert found == {other.pk}
    assert {row["dossier_id"] for row in equal_to(places.PHONE, "13900000001")} == {other.pk}
    assert not EqualityEntry.objects.filter(dossier_id=petition.pk).exists()
    assert not BigramEntry.objects.filter(dossier_id=petition.pk).exists()


def test_the_slip_stays_readable_when_its_record_is_gone(house):
    slip = stage.destroyed(house, stage.closed(house))
    assert slip.reason == "保存期满，无继续保存价值。"


def test_a_paper_carrier_goes_alone_and_the_record_stays_readable(house):
    petition = stage.closed(house)
    paper = petition.record.carriers.get(kind="paper")
    slip = stage.destroyed(house, paper)
    assert slip.intent.dossier_ids == []
    assert Petition.objects.get(pk=petition.pk).body == stage.BODY
    assert sorted(petition.record.carriers.values_list("kind", "status")) == [("electronic", "in_store"), ("paper", "destroyed")]


def test_a_carrier_without_a_record_is_struck_off(house):
    carrier = stage.standalone(house)
    slip = stage.destroyed(house, carrier)
    assert Carrier.objects.get(pk=carrier.pk).status == "destroyed"
    assert slip.mark is None
    assert slip.certificate.content["record_keys_destroyed"] == 0


def test_every_beat_is_an_entry(house):
    slip = stage.destroyed(house, stage.closed(house))
    events = Entry.objects.filter(subject_id=slip.pk).order_by("at", "id").values_list("event", "actor__username")
    assert list(events) == [
        ("slip.filed", "li"),
        ("slip.signed", "wang"),
        ("slip.signed", "liu"),
        ("destruction.opened", "zhao"),
        ("destruction.witnessed", "wu"),
        ("destruction.witnessed", "zheng"),
        ("destruction.decided", "zhao"),
        ("destruction.destroyed", "zhao"),
    ]


def test_t64_a_message_delivered_three_times_destroys_once(house):
    slip = stage.witnessed(house, stage.closed(house))
    assert [actions.carry_out(str(slip.pk), on=DAY) for _ in range(3)] == [True, False, False]
    assert Certificate.objects.filter(slip=slip).count() == 1
    assert Entry.objects.filter(subject_id=slip.pk, event="destruction.destroyed").count() == 1
    assert DestructionSlip.objects.get(pk=slip.pk).history.filter(status="destroyed").count() == 1

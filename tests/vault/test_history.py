"""History carries the same ciphertext, opens with the same key and ends with it."""

import pytest
from django.db import connection, transaction

from audit.trail.actions import record
from audit.trail.models import Entry
from config.demonstration.founding import House
from petitions import events
from petitions.models import Petition, Petitioner
from tests.vault.conftest import BODY, NAME, SUBJECT, registered
from vault import keys
from vault.errors import KeyGone
from vault.fields import sealed_fields

pytestmark = pytest.mark.django_db


def column(table: str, name: str) -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table} ORDER BY 1")
        return [bytes(value) for (value,) in cursor.fetchall() if value is not None]


@pytest.mark.parametrize("model", [Petition, Petitioner])
def test_history_holds_the_ciphertext_verbatim_also_after_a_bulk(petition: Petition, model) -> None:
    for field in sealed_fields(model):
        assert column(model.history.model._meta.db_table, field.column) == column(model._meta.db_table, field.column)


def test_history_holds_the_ciphertext_verbatim_after_a_save(petition: Petition) -> None:
    petition.subject = "改过的主题"
    petition.keep(by=None)
    assert set(column("petitions_petition", "subject")) < set(column("petitions_historicalpetition", "subject"))
    assert len(set(column("petitions_historicalpetition", "body"))) == 1, "what was not touched was not sealed anew"
    assert [row.subject for row in petition.history.all()] == ["改过的主题", SUBJECT]


def test_history_names_who_did_it_and_says_no_free_reason(house: House, petition: Petition) -> None:
    petition.keep(by=house.wang)
    assert [row.history_user for row in petition.history.all()] == [house.wang, house.li]
    assert set(petition.history.values_list("history_change_reason", flat=True)) <= {None, ""}


def test_t57_after_the_key_nothing_opens_neither_record_nor_history_nor_trail(house: House, petition: Petition) -> None:
    entry = record(events.NOTED, actor=house.li, subject=petition, dossier_id=petition.pk, facts={"number": petition.number}, text="理由")
    assert Entry.objects.get(pk=entry.pk).text == "理由"
    assert keys.shred([petition.pk]) == 1
    readings = [
        lambda: Petition.objects.get().subject,
        lambda: Petition.objects.get().body,
        lambda: petition.petitioners.get().name,
        lambda: petition.history.first().body,
        lambda: petition.history.first().instance.body,
        lambda: petition.petitioners.get().history.first().name,
        lambda: Entry.objects.get(pk=entry.pk).text,
    ]
    for reading in readings:
        with pytest.raises(KeyGone) as raised:
            reading()
        for word in (SUBJECT, BODY, NAME):
            assert word not in str(raised.value)


def test_a_record_without_its_key_can_still_be_kept_as_a_tombstone(house: House, petition: Petition) -> None:
    keys.shred([petition.pk])
    stored = Petition.objects.get()
    stored.channel = "fax"
    stored.keep(by=house.li)
    assert [row.channel for row in stored.history.all()] == ["fax", "letter"]


def test_nothing_new_is_sealed_for_a_record_without_its_key(petition: Petition) -> None:
    keys.shred([petition.pk])
    petition.subject = "不该存下"
    with pytest.raises(KeyGone), transaction.atomic():
        petition.keep(by=None)
    assert Petition.objects.get().history.count() == 1


def test_the_history_of_a_record_that_lives_is_untouched_by_anothers_end(house: House, petition: Petition) -> None:
    other = registered(house, body="乙")
    keys.shred([other.pk])
    assert petition.history.first().body == BODY

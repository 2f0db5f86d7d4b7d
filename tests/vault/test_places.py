"""A sealed value opens in one place only: its table, its field, its row (T11, T13)."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.trail.models import Entry
from config.demonstration.founding import House
from petitions.models import Note, Petition, Petitioner
from tests.vault.conftest import BODY, SUBJECT, registered
from vault import keys
from vault.errors import DoesNotVerify
from vault.fields import Sealed, verbatim
from vault.identity import uuid7

pytestmark = pytest.mark.django_db

ANYTHING = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)


def copy_column(target: str, source: str, where: str) -> None:
    """What somebody with write access to the records' database could do."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE petitions_petition SET {target} = (SELECT {source} FROM petitions_petition WHERE {where})")


def place_named(raised: pytest.ExceptionInfo[DoesNotVerify]) -> str:
    assert BODY not in str(raised.value)
    assert SUBJECT not in str(raised.value)
    return str(raised.value.place)


def test_t13_a_value_moved_to_another_field_does_not_open(petition: Petition) -> None:
    copy_column("subject", "body", "true")
    with pytest.raises(DoesNotVerify) as raised:
        _ = Petition.objects.get().subject
    assert place_named(raised) == f"xinmi|petitions_petition|subject|{petition.pk}"
    assert Petition.objects.get().body == BODY


def test_t13_a_value_moved_to_another_record_does_not_open(house: House, petition: Petition) -> None:
    other = registered(house, body="乙")
    copy_column("body", "body", f"record_id = '{petition.pk}'")
    assert Petition.objects.get(pk=petition.pk).body == BODY
    with pytest.raises(DoesNotVerify):
        _ = Petition.objects.get(pk=other.pk).body


def test_t13_a_value_moved_to_another_row_of_the_same_record_does_not_open(petition: Petition) -> None:
    first = petition.petitioners.get()
    second = Petitioner(id=uuid7(), petition=petition, position=2, name="乙")
    second.keep(by=None)
    assert Petitioner.objects.get(pk=second.pk).name == "乙"
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE petitions_petitioner SET name = (SELECT name FROM petitions_petitioner WHERE id = %s) WHERE id = %s",
            [first.pk, second.pk],
        )
    with pytest.raises(DoesNotVerify):
        _ = Petitioner.objects.get(pk=second.pk).name


def test_t13_a_value_moved_to_another_table_does_not_open(house: House, petition: Petition) -> None:
    note = Note(id=uuid7(), petition=petition, text="乙", written_by=house.li)
    note.keep(by=house.li)
    with verbatim():
        sealed = Note.objects.get(pk=note.pk).text
    twin = Entry(id=note.pk, dossier_id=petition.pk, text=sealed)
    assert (twin._meta.get_field("text").name, twin.pk) == ("text", note.pk), "same field, row and key; only the table differs"
    with pytest.raises(DoesNotVerify):
        _ = twin.text


def test_t13_two_people_swapped_do_not_open(house: House) -> None:
    for number, account in enumerate(("li", "chen")):
        person = house.people[account]
        person.phone = f"1390000000{number}"
        person.keep(by=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE personnel_person p SET phone = q.phone FROM personnel_person q WHERE p.username IN ('li', 'chen')"
            " AND q.username IN ('li', 'chen') AND p.id <> q.id"
        )
    for account in ("li", "chen"):
        with pytest.raises(DoesNotVerify):
            _ = type(house.li).objects.get(username=account).phone


@ANYTHING
@given(data=st.data())
def test_t13_any_changed_byte_is_noticed(petition: Petition, data: st.DataObject) -> None:
    with verbatim():
        blob = bytearray(petition.body.blob)
    position = data.draw(st.integers(0, len(blob) - 1))
    blob[position] ^= data.draw(st.integers(1, 255))
    petition.__dict__["body"] = Sealed(bytes(blob))
    with pytest.raises(DoesNotVerify):
        _ = petition.body


@ANYTHING
@given(st.binary(max_size=80))
def test_no_bytes_from_elsewhere_open(petition: Petition, blob: bytes) -> None:
    petition.__dict__["body"] = Sealed(blob)
    with pytest.raises(DoesNotVerify):
        _ = petition.body


@ANYTHING
@given(text=st.text(min_size=1))
def test_every_text_comes_back_as_it_was(petition: Petition, text: str) -> None:
    field = Petition._meta.get_field("body")
    with keys.key_scope():
        petition.body = text
        sealed = field.pre_save(petition, add=False)
        assert isinstance(sealed, Sealed)
        assert petition.body == text


@pytest.mark.parametrize("text", ["𠮷野家😀👩‍👩‍👧", "\x00\x01", "a" * 100_000, "ｅ\u0301", "  ", "\u202e"])
def test_odd_texts_come_back_from_the_database(petition: Petition, text: str) -> None:
    petition.body = text
    petition.keep(by=None)
    assert Petition.objects.get().body == text
    assert petition.history.first().body == text


def test_empty_text_is_null_and_reads_as_empty(petition: Petition) -> None:
    petition.body = ""
    petition.keep(by=None)
    with verbatim():
        assert Petition.objects.get().body is None
    assert Petition.objects.get().body == ""


def test_no_nonce_is_used_twice(petition: Petition) -> None:
    field, nonces = Petition._meta.get_field("body"), set()
    with keys.key_scope():
        for _ in range(5000):
            petition.body = "同一段文字"
            nonces.add(field.pre_save(petition, add=False).blob[1:13])
    assert len(nonces) == 5000


def test_an_untouched_value_keeps_its_ciphertext(petition: Petition) -> None:
    with verbatim():
        before = petition.body
    petition.subject = "改过的主题"
    petition.keep(by=None)
    with verbatim():
        assert Petition.objects.get().body == before


def test_a_note_is_sealed_by_the_record_key(house: House, petition: Petition) -> None:
    """The note shares the petition's key: what ends the petition ends it."""
    note = Note(id=uuid7(), petition=petition, text="乙", written_by=house.li)
    note.keep(by=house.li)
    keys.shred([petition.pk])
    with pytest.raises(keys.KeyGone):
        _ = Note.objects.get(pk=note.pk).text

"""Who steals a dump of the records has ciphertext and keyed digests; who steals the keys as well has everything (T11, T12)."""

import hashlib
import hmac
import os

import pytest
from django.conf import settings
from django.db import connection, connections

from config.demonstration.founding import House
from petitions import places
from petitions.models import Petition
from petitions.phones import normalise_phone
from tests.vault.conftest import BODY, NAME, PHONE, SUBJECT, registered
from vault import blind, keys
from vault.errors import KeyGone
from vault.models import BigramEntry, EqualityEntry, PurposeKey, RecordKey

pytestmark = pytest.mark.django_db

PHONES = [f"1390000{number:04}" for number in range(100)]


def dump(alias: str = "default") -> dict[str, str]:
    """Every table of a database as text."""
    found = {}
    with connections[alias].cursor() as cursor:
        for table in connections[alias].introspection.table_names(cursor):
            cursor.execute(f"SELECT string_agg(t::text, chr(10)) FROM {connections[alias].ops.quote_name(table)} t")
            found[table] = cursor.fetchone()[0] or ""
    return found


def test_t11_no_word_lies_in_any_table_of_either_database(petition: Petition) -> None:
    words = (SUBJECT, BODY, NAME, PHONE, BODY[:4], NAME[1:])
    for alias in ("default", "keystore"):
        for table, content in dump(alias).items():
            for word in words:
                for form in (word, word.encode().hex(), word.encode("gb18030").hex(), word.encode("utf-16le").hex(), ascii(word)[1:-1]):
                    assert form not in content, (alias, table)


def test_t11_the_sweep_finds_what_is_planted(house: House) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE planted AS SELECT %s::bytea AS word", [SUBJECT.encode()])
    assert any(SUBJECT.encode().hex() in content for content in dump().values())


def test_t12_without_the_key_store_nothing_of_a_dump_opens(petition: Petition) -> None:
    RecordKey.objects.all().delete()
    with pytest.raises(KeyGone):
        _ = Petition.objects.get().body


def digests() -> set[bytes]:
    return {bytes(entry.digest) for entry in EqualityEntry.objects.filter(place=places.PHONE)}


def guessed(key: bytes) -> int:
    """How many phones an attacker with this key finds in the index."""
    stolen = digests()
    return sum(hmac.digest(key, phone.encode(), "sha256") in stolen for phone in PHONES)


def test_t12_the_dump_alone_tells_no_phone_the_index_key_tells_all(house: House) -> None:
    for phone in PHONES[:10]:
        registered(house, petitioner_phone=phone, body=phone)
    at_hand = [
        *(b"", bytes(32), os.urandom(32), settings.SECRET_KEY.encode(), places.PHONE.encode(), ("index:" + places.PHONE).encode()),
        *(entry.dossier_id.bytes for entry in EqualityEntry.objects.all()),
        *(bytes(key.wrapped) for key in PurposeKey.objects.all()),
        *(bytes(key.wrapped)[13:45] for key in PurposeKey.objects.all()),
    ]
    assert sum(guessed(key) for key in at_hand) == 0
    assert not {hashlib.sha256(phone.encode()).digest() for phone in PHONES} & digests()
    assert guessed(keys.purpose_key("index:" + places.PHONE)) == 10, "hence index keys are as secret as record keys"


def test_equal_values_in_two_places_do_not_show(db: None) -> None:
    assert blind.digest("a.b.equal", PHONE) != blind.digest("a.c.equal", PHONE)
    assert not set(blind.grams("a.b.bigrams", SUBJECT)) & set(blind.grams("a.c.bigrams", SUBJECT))


def test_index_rows_leave_with_the_record_and_only_with_it(house: House, petition: Petition) -> None:
    other = registered(house, body="乙")
    blind.forget([petition.pk])
    assert set(EqualityEntry.objects.values_list("dossier_id", flat=True)) == {other.pk}
    assert set(BigramEntry.objects.values_list("dossier_id", flat=True)) == {other.pk}


@pytest.mark.parametrize("typed", ["路灯", "ＬＵ灯", "不 亮", "灯\u200b不", "灯", " "])
def test_search_ignores_width_case_space_and_invisible_characters(petition: Petition, typed: str) -> None:
    found = {row["dossier_id"] for row in blind.containing(places.SUBJECT, typed)} if blind.normalise(typed) else None
    expected = {"路灯": {petition.pk}, "不 亮": {petition.pk}, "灯\u200b不": {petition.pk}, "ＬＵ灯": set(), "灯": set(), " ": None}
    assert found == expected[typed]


def test_full_width_and_capital_letters_are_found_by_plain_ones(house: House) -> None:
    lamp = registered(house, subject="ＬＥＤ路灯 Lamp")
    for typed in ("led", "ＬＥＤ", "LAMP", "ｌａｍｐ"):
        assert {row["dossier_id"] for row in blind.containing(places.SUBJECT, typed)} == {lamp.pk}


def test_a_phone_is_found_however_it_is_written(petition: Petition) -> None:
    for typed in ("139-0000-1111", "+86 139 0000 1111", "１３９００００１１１１"):
        assert {row["dossier_id"] for row in blind.equal_to(places.PHONE, normalise_phone(typed))} == {petition.pk}
    assert not blind.equal_to(places.PHONE, "13900001112")


def test_correcting_replaces_what_is_found_and_keeps_what_was(house: House, petition: Petition) -> None:
    ids = {"dossier_id": petition.pk, "row_id": petition.pk}
    blind.index_equality(**ids, place="t.f.equal", values=["甲", ""])
    blind.index_equality(**ids, place="t.f.equal", values=["乙"])
    assert [blind.equal_to("t.f.equal", value).count() for value in ("甲", "乙", "")] == [0, 1, 0]
    blind.add_equality(**ids, place="t.f.equal", values=["丙"])
    blind.add_equality(**ids, place="t.f.equal", values=["丙"])
    assert [blind.equal_to("t.f.equal", value).count() for value in ("乙", "丙")] == [1, 1]

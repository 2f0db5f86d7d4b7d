"""Record keys: made once, held for one request, gone for good."""

from threading import Thread

import pytest
from django.db import IntegrityError, connections, transaction
from django.test.utils import CaptureQueriesContext

from petitions.models import Petition
from tests.vault.conftest import BODY
from vault import keys
from vault.errors import KeyGone
from vault.identity import uuid7
from vault.models import RecordKey

pytestmark = pytest.mark.django_db


def test_a_key_that_was_destroyed_is_gone_and_the_error_says_only_whose(db: None) -> None:
    dossier = uuid7()
    keys.make_key(dossier)
    assert len(keys.record_key(dossier)) == 32
    assert keys.shred([dossier]) == 1
    assert keys.shred([dossier]) == 0, "may be repeated"
    with pytest.raises(KeyGone) as raised:
        keys.record_key(dossier)
    assert str(raised.value) == f"no key for dossier {dossier}"


def test_a_key_is_never_replaced_also_not_in_memory(db: None) -> None:
    dossier = uuid7()
    keys.make_key(dossier)
    first = keys.record_key(dossier)
    with keys.key_scope():
        with pytest.raises(IntegrityError), transaction.atomic(using="keystore"):
            keys.make_key(dossier)
        assert keys.record_key(dossier) == first


def test_two_records_have_two_keys(db: None) -> None:
    ids = [uuid7() for _ in range(20)]
    keys.make_keys(ids)
    assert len({keys.record_key(dossier) for dossier in ids}) == 20


def test_the_key_store_holds_only_wrapped_keys(db: None) -> None:
    dossier = uuid7()
    keys.make_key(dossier)
    assert keys.record_key(dossier) not in bytes(RecordKey.objects.get().wrapped)


def test_a_wrapped_key_given_to_another_record_does_not_open(db: None) -> None:
    """Somebody who writes to the key store cannot give a destroyed record another one's key."""
    one, two = uuid7(), uuid7()
    keys.make_keys([one, two])
    RecordKey.objects.filter(pk=two).update(wrapped=RecordKey.objects.get(pk=one).wrapped)
    with pytest.raises(keys.suites.DoesNotVerify):
        keys.record_key(two)


def test_keys_are_asked_for_once_within_a_scope_and_again_after_it(petition: Petition) -> None:
    with CaptureQueriesContext(connections["keystore"]) as asked, keys.key_scope():
        for _ in range(3):
            assert Petition.objects.get().body == BODY
    assert len(asked) == 1
    with CaptureQueriesContext(connections["keystore"]) as asked:
        assert petition.body
        assert petition.subject
    assert len(asked) == 2


def test_a_list_fetches_its_keys_in_one_query(db: None) -> None:
    ids = [uuid7() for _ in range(5)]
    keys.make_keys(ids)
    with keys.key_scope():
        with CaptureQueriesContext(connections["keystore"]) as asked:
            keys.warm([*ids, uuid7()])
        assert len(asked) == 1
        with CaptureQueriesContext(connections["keystore"]) as asked:
            for dossier in ids:
                keys.record_key(dossier)
        assert len(asked) == 0


def test_nothing_is_left_in_memory_when_the_scope_ends(petition: Petition) -> None:
    with keys.key_scope():
        assert petition.body
        held = keys._scope.get()
        assert held
        with keys.key_scope():
            assert keys._scope.get() is held, "an inner scope shares the outer one"
        assert held
    assert held == {}
    assert keys._scope.get() is None


def test_a_scope_ends_also_after_an_error(petition: Petition) -> None:
    with pytest.raises(ZeroDivisionError), keys.key_scope():
        assert petition.body
        held = keys._scope.get()
        _ = 1 / 0
    assert held == {}


def test_another_thread_has_no_part_in_the_scope(petition: Petition) -> None:
    seen: list[object] = []
    with keys.key_scope():
        assert petition.body
        thread = Thread(target=lambda: seen.append(keys._scope.get()))
        thread.start()
        thread.join()
    assert seen == [None]


def test_shredding_takes_the_key_out_of_the_running_scope_too(petition: Petition) -> None:
    with keys.key_scope():
        assert petition.body == BODY
        keys.shred([petition.pk])
        with pytest.raises(KeyGone):
            _ = petition.body


def test_which_keys_are_alive(db: None) -> None:
    ids = [uuid7() for _ in range(3)]
    keys.make_keys(ids)
    keys.shred(ids[:1])
    assert keys.alive([*ids, uuid7()]) == set(ids[1:])


def test_a_purpose_key_is_made_once(db: None) -> None:
    assert keys.purpose_key("index:test") == keys.purpose_key("index:test") != keys.purpose_key("index:other")

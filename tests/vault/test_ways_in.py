"""There is one way in: assigning text to an instance and saving it. Every other way refuses, and says nothing of the text."""

import copy
import json
import pickle
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import connection, models, transaction

from config.demonstration.founding import House
from personnel.models import Person
from petitions.models import Petition, SearchTicket
from tests.vault.conftest import BODY, SUBJECT
from vault.fields import Sealed, SealedTextField, sealed_fields, verbatim
from vault.history import Remembered, bulk_change, bulk_remember
from vault.identity import uuid7

pytestmark = pytest.mark.django_db

SECRET = "13912345678"


def everything_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM personnel_person t")
        return str(cursor.fetchone()[0])


def raw(model: type[models.Model]) -> models.QuerySet:
    """A queryset nobody closed."""
    return models.QuerySet(model)


@pytest.mark.parametrize(
    "way",
    [
        lambda: raw(Person).update(phone=SECRET),
        lambda: raw(Person).filter(username="li").update(phone=SECRET, birthday=None),
        lambda: SearchTicket.objects.update(terms=SECRET),
        lambda: list(raw(Person).filter(phone=SECRET)),
        lambda: list(raw(Person).exclude(phone=SECRET)),
        lambda: list(raw(Person).filter(phone__in=[SECRET])),
        lambda: list(raw(Person).filter(phone__contains=SECRET)),
        lambda: raw(Person).get_or_create(phone=SECRET),
        lambda: raw(Person).update(phone=SECRET.encode()),
    ],
)
def test_t11_plaintext_past_the_descriptor_is_refused_without_being_named(house: House, way) -> None:
    with pytest.raises(TypeError) as raised, transaction.atomic():
        way()
    assert SECRET not in str(raised.value)
    assert SECRET not in everything_stored()


def test_t11_a_bulk_update_writes_no_plaintext(house: House) -> None:
    house.li.phone = SECRET
    with pytest.raises(TypeError), transaction.atomic():
        raw(Person).bulk_update([house.li], ["phone"])
    assert SECRET not in everything_stored()


def test_t11_a_bulk_insert_seals(house: House, petition: Petition) -> None:
    petitioner = petition.petitioners.get()
    twin = type(petitioner)(id=uuid7(), petition=petition, position=2, phone=SECRET)
    raw(type(petitioner)).bulk_create([twin])
    assert type(petitioner).objects.get(pk=twin.pk).phone == SECRET
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM petitions_petitioner WHERE id = %s", [twin.pk])
        assert SECRET.encode() not in bytes(cursor.fetchone()[0])


def test_t11_fixtures_neither_bring_plaintext_in_nor_out(house: House, tmp_path: Path) -> None:
    fields = {"username": "neu", "name": "新", "password": "!", "phone": SECRET}
    fixture = tmp_path / "people.json"
    fixture.write_text(json.dumps([{"model": "personnel.person", "pk": str(uuid7()), "fields": fields}]), encoding="utf-8")
    with pytest.raises((TypeError, DeserializationError)):
        call_command("loaddata", str(fixture), verbosity=0)
    assert not Person.objects.filter(username="neu").exists()
    house.li.phone = SECRET
    house.li.keep(by=None)
    with pytest.raises(Exception, match="sealed"):
        call_command("dumpdata", "personnel.person", output=str(tmp_path / "out.json"), verbosity=0)
    assert SECRET not in (tmp_path / "out.json").read_text() if (tmp_path / "out.json").exists() else True


@pytest.mark.parametrize("way", ["update", "bulk_update", "delete", "bulk_create"])
def test_rows_with_a_history_are_never_written_past_it(petition: Petition, way: str) -> None:
    queryset = Petition.objects.all()
    call = {
        "update": lambda: queryset.update(channel="fax"),
        "bulk_update": lambda: queryset.bulk_update([petition], ["channel"]),
        "delete": queryset.delete,
        "bulk_create": lambda: queryset.bulk_create([petition]),
    }[way]
    with pytest.raises(TypeError, match="Petition"):
        call()
    assert Petition.objects.get().history.count() == 1


def test_every_historied_model_of_the_product_is_closed() -> None:
    from django.apps import apps

    remembered = [model for model in apps.get_models() if issubclass(model, Remembered)]
    assert len(remembered) >= 12
    for model in remembered:
        with pytest.raises(TypeError):
            model._default_manager.all().update(pk=None)


def test_every_sealed_column_of_the_product_is_bytes() -> None:
    from django.apps import apps

    columns = [field for model in apps.get_models(include_auto_created=True) for field in sealed_fields(model)]
    assert len(columns) >= 20
    assert {field.db_type(connection) for field in columns} == {"bytea"}


def test_values_answers_ciphertext(petition: Petition) -> None:
    (value,) = Petition.objects.values_list("subject", flat=True)
    assert isinstance(value, Sealed)
    assert repr(value) == "<sealed>"
    assert SUBJECT.encode() not in value.blob


def test_nothing_prints_text_that_waits_to_be_sealed(petition: Petition) -> None:
    petition.subject = SECRET
    assert SECRET not in repr(petition.__dict__)
    assert SECRET not in repr(petition)


def test_pickled_and_copied_instances_carry_no_plaintext(petition: Petition) -> None:
    assert petition.body == BODY, "read before, so that a cached plaintext would show"
    pickled = pickle.dumps(petition)
    assert BODY.encode() not in pickled
    assert pickle.loads(pickled).body == BODY
    petition.body = SECRET
    with pytest.raises(TypeError):
        pickle.dumps(petition)
    assert copy.deepcopy(petition).body == copy.copy(petition).body == SECRET


def test_deferred_fields_open_when_they_are_read(petition: Petition) -> None:
    assert Petition.objects.defer("subject", "body").get().body == BODY
    assert Petition.objects.only("number").get().subject == SUBJECT


def test_refreshing_drops_what_was_assigned_and_reads_what_is_stored(petition: Petition) -> None:
    petition.subject = "没有保存"
    petition.refresh_from_db()
    assert petition.subject == SUBJECT
    petition.body = "没有保存"
    petition.refresh_from_db(fields=["body"])
    assert petition.body == BODY
    with verbatim():
        assert isinstance(petition.subject, Sealed), "refreshed verbatim: nothing was opened and sealed anew"


def test_saving_named_fields_leaves_the_others_as_they_are(petition: Petition) -> None:
    petition.subject, petition.body = "新主题", "没有保存"
    petition.keep(by=None, fields=["subject"])
    stored = Petition.objects.get()
    assert (stored.subject, stored.body) == ("新主题", BODY)


def test_verbatim_answers_ciphertext_and_ends_also_after_an_error(petition: Petition) -> None:
    with pytest.raises(ZeroDivisionError), verbatim():
        assert isinstance(petition.subject, Sealed)
        with verbatim():
            assert isinstance(petition.body, Sealed)
        assert isinstance(petition.subject, Sealed)
        _ = 1 / 0
    assert petition.subject == SUBJECT


def test_an_empty_bulk_is_nothing(house: House) -> None:
    assert bulk_remember([], by=house.li) == []
    assert bulk_change([], by=house.li, status="withdrawn") is None


def test_a_bulk_change_is_remembered_and_writes_only_what_it_names(house: House, petition: Petition) -> None:
    stale = Petition.objects.get()
    petition.subject = "改过的主题"
    petition.keep(by=house.li)
    bulk_change([stale], by=house.wang, channel="fax")
    stored = Petition.objects.get()
    assert (stored.channel, stored.subject) == ("fax", "改过的主题")
    last = petition.history.first()
    assert (last.history_type, last.history_user, last.channel, last.subject) == ("~", house.wang, "fax", "改过的主题")


def test_a_bulk_change_takes_no_plaintext(house: House, petition: Petition) -> None:
    with pytest.raises(TypeError, match="sealed"):
        bulk_change([petition], by=house.li, subject="明文")


def test_a_sealed_field_has_no_placeholder_so_that_many_rows_go_as_arrays() -> None:
    assert not hasattr(SealedTextField(), "get_placeholder")

"""An old dump with today's key store: what was destroyed stays unreadable, everything else opens. F1, T23, D3."""

import pytest
from django.db import connections

from petitions.models import Petition
from tests import cast
from tests.destruction import stage
from tests.destruction.processes import drop, dump, restore
from vault.errors import KeyGone
from vault.fields import sealed_fields, verbatim

pytestmark = pytest.mark.django_db(transaction=True)
RESTORED = "xinmi_restored_dump"


@pytest.fixture
def committed(db):
    return cast.make()


@pytest.fixture
def into_the_past(tmp_path):
    """Takes a dump now; later the records' connection looks into its restored copy, the key store stays today's."""
    connection, path = connections["default"], tmp_path / "before.sql"
    present = connection.settings_dict["NAME"]
    drop(RESTORED)
    dump_taken = []

    class Past:
        def remember(self):
            dump(path)
            dump_taken.append(path)

        def look(self):
            restore(path, RESTORED)
            connection.close()
            connection.settings_dict["NAME"] = RESTORED

    yield Past()
    connection.close()
    connection.settings_dict["NAME"] = present
    drop(RESTORED)


def test_t23_an_old_dump_reads_everything_but_what_was_destroyed(committed, into_the_past):
    house = committed
    gone, kept = [stage.closed(house) for _ in range(2)], [stage.closed(house) for _ in range(2)]
    into_the_past.remember()
    stage.destroyed(house, *gone)
    into_the_past.look()
    restored = {petition.pk: petition for petition in Petition.objects.all()}
    assert {petition.status for petition in restored.values()} == {"closed"}
    for petition in kept:
        assert restored[petition.pk].body == stage.BODY
        assert restored[petition.pk].petitioners.get().name == "测试人甲"
    for petition in gone:
        for row in everything_of(restored[petition.pk]):
            assert_nothing_opens(row)


def everything_of(petition):
    petitioner = petition.petitioners.get()
    yield from (petition, petitioner, *petition.history.all(), *petitioner.history.all(), *petition.record.gradings.all())


def assert_nothing_opens(row):
    opened = 0
    for field in sealed_fields(type(row)):
        with verbatim():
            stored = getattr(row, field.attname)
        if stored:
            opened += 1
            with pytest.raises(KeyGone):
                getattr(row, field.attname)
    assert opened, "there was nothing sealed to try"

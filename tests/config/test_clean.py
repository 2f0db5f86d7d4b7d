"""Between tests the databases are as the migrations left them, although nothing in them can be deleted by the product."""

import pytest
from django.db import connections

from personnel.models import Person
from tests import cast, roles

pytestmark = pytest.mark.django_db(transaction=True)

NOT_IN_FORCE = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'"


def filled():
    """Every table that holds rows, with a print of them."""
    with roles._owner("default") as owner:
        return {table: roles._print(owner, "public", table) for table in roles._filled(owner, "public")}


@pytest.mark.parametrize("few", [300, 0])
def test_what_a_test_committed_is_gone_and_what_migrations_wrote_is_there(monkeypatch, few):
    before = filled()
    cast.make()
    roles.run_as_owner("DELETE FROM personnel_calendarday WHERE day = (SELECT min(day) FROM personnel_calendarday)")
    assert Person.objects.count() == len(cast.ACCOUNTS)
    monkeypatch.setattr(roles, "FEW", few)
    roles.empty_tables()
    assert filled() == before


def test_every_refusing_trigger_is_in_force_again():
    cast.make()
    roles.empty_tables()
    for alias in roles.ALIASES:
        with connections[alias].cursor() as cursor:
            cursor.execute(NOT_IN_FORCE)
            assert cursor.fetchall() == []

"""The second lock in PostgreSQL: statements worded by hand, as the runtime role and as the owner of the tables. Basis: DESIGN §3."""

import psycopg
import pytest

from personnel.actions import appoint
from personnel.offices import Office
from petitions import actions
from tests import cast, roles
from tests.petitions.cases import data, in_hand, today
from vault import lock

pytestmark = pytest.mark.django_db(transaction=True)

TABLES = [f"petitions_{kind}{name}" for name in ("petition", "petitioner", "note", "attachment") for kind in ("", "historical")]
FILLED = [table for table in TABLES if not table.endswith("attachment")]
NOTE = """
    INSERT INTO petitions_note (id, petition_id, written_by_id, written_at, owning_unit_id) VALUES (gen_random_uuid(), %s, %s, now(), %s)
"""
LOCKED = """
    SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relkind = 'r' ORDER BY 1
"""


@pytest.fixture
def house(db):
    house = cast.make()
    appoint(house.chen, unit=house.units["business_one"], office=Office.REGISTRAR, since=today(), by=None)
    actions.add_note(in_hand(house), text="来电询问", by=cast.fresh(house.li), on=today())
    actions.register(data(subject="噪声扰民"), by=cast.fresh(house.chen), on=today(), unit=house.units["business_one"])
    return house


@pytest.fixture(params=["runtime", "owner"])
def sql(request, house):
    """A connection that nobody declared anything on."""
    role = roles.ROLES[request.param]["default"]
    name = roles.connections["default"].settings_dict["NAME"]
    with psycopg.connect(dbname=name, user=role["USER"], host=role["HOST"], port=role["PORT"] or None, autocommit=True) as connection:
        yield connection


def count(sql, table):
    return sql.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def declare(sql, units):
    sql.execute("SELECT set_config(%s, %s, false)", [lock.SETTING, units])


def test_the_lock_is_on_and_forced_on_these_tables_and_no_other():
    assert [name for (name,) in roles.run_as_owner(LOCKED)] == sorted(TABLES)


def test_t27_rows_are_there_for_the_units_declared_and_nobody_else(sql, house):
    everything = {table: roles.run_as_owner(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    assert all(everything[table] for table in FILLED)
    for nothing in (None, "", str(house.units["legal"].pk)):
        if nothing is not None:
            declare(sql, nothing)
        assert {table: count(sql, table) for table in TABLES} == dict.fromkeys(TABLES, 0)
    declare(sql, str(house.units["business_one"].pk))
    assert [count(sql, table) for table in ("petitions_petition", "petitions_petitioner", "petitions_note")] == [1, 1, 0]
    declare(sql, f"{house.units['business_one'].pk},{house.units['petition_office'].pk}")
    assert {table: count(sql, table) for table in TABLES} == everything
    declare(sql, "*")
    assert {table: count(sql, table) for table in TABLES} == everything


def test_a_setting_that_is_no_list_of_units_is_an_error_and_shows_nothing(sql):
    declare(sql, "' OR true --")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        count(sql, "petitions_petition")


def test_t27_nothing_is_written_outside_the_units_declared(sql, house):
    declare(sql, str(house.units["business_one"].pk))
    other = roles.run_as_owner("SELECT record_id FROM petitions_petition WHERE owning_unit_id <> %s", [house.units["business_one"].pk])[0][
        0
    ]
    assert sql.execute("UPDATE petitions_petition SET source = 'x' WHERE record_id = %s", [other]).rowcount == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        sql.execute(NOTE, [other, house.li.pk, house.units["business_one"].pk])


def test_a_row_belongs_to_the_owner_of_its_record_whatever_is_written(sql, house):
    declare(sql, "*")
    sql.execute("UPDATE petitions_petition SET owning_unit_id = %s", [house.units["legal"].pk])
    assert sql.execute("SELECT count(*) FROM petitions_petition WHERE owning_unit_id = %s", [house.units["legal"].pk]).fetchone() == (0,)


def test_a_record_stays_with_its_owner(sql, house):
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
        sql.execute("UPDATE classification_gradedrecord SET unit_id = %s", [house.units["legal"].pk])


def test_what_is_written_for_one_transaction_ends_with_it(sql, house):
    with sql.transaction():
        sql.execute("SELECT set_config('xinmi.units', '*', true)")
        assert count(sql, "petitions_petition") == 2
    assert count(sql, "petitions_petition") == 0, "an empty setting, not one that is missing"


def test_the_backup_role_reads_every_row(house):
    role = roles.ROLES["backup"]["default"]
    name = roles.connections["default"].settings_dict["NAME"]
    with psycopg.connect(dbname=name, user=role["USER"], host=role["HOST"], port=role["PORT"] or None) as connection:
        assert count(connection, "petitions_petition") == 2


def test_without_the_policy_everything_is_there(house, owner_sql):
    """The control of these tests: they are red where the lock is off."""
    role = roles.ROLES["runtime"]["default"]
    name = roles.connections["default"].settings_dict["NAME"]
    owner_sql("ALTER TABLE petitions_petition DISABLE ROW LEVEL SECURITY")
    try:
        with psycopg.connect(dbname=name, user=role["USER"], host=role["HOST"], port=role["PORT"] or None) as connection:
            assert count(connection, "petitions_petition") == 2
    finally:
        owner_sql("ALTER TABLE petitions_petition ENABLE ROW LEVEL SECURITY")

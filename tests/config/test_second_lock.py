"""The runtime role owns nothing: it can neither empty a table nor set a trigger aside. Basis: THREATS T15, F3."""

import psycopg
import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError

pytestmark = pytest.mark.django_db

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
OWNERSHIP = "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
POWERS = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication FROM pg_roles WHERE rolname = current_user"


@pytest.fixture(params=["default", "keystore"])
def cursor(request):
    with connections[request.param].cursor() as cursor:
        cursor.alias = request.param
        yield cursor


def one(cursor, query):
    cursor.execute(query)
    return cursor.fetchone()


def refuses(cursor, statement):
    with transaction.atomic(using=cursor.alias), pytest.raises(ProgrammingError) as refusal, transaction.atomic(using=cursor.alias):
        cursor.execute(statement)
    return isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_tests_run_as_the_runtime_role(cursor):
    assert one(cursor, "SELECT current_user") == ("xinmi_web",)


def test_t15_the_runtime_role_owns_nothing_and_has_no_powers(cursor):
    assert one(cursor, OWNERSHIP) == (0,)
    assert one(cursor, POWERS) == (False,) * 5


def test_t15_the_runtime_role_cannot_empty_change_or_unlock_any_table(cursor):
    cursor.execute(TABLES)
    tables = [name for (name,) in cursor.fetchall()]
    assert len(tables) >= 3
    for table in tables:
        for statement in ("TRUNCATE {}", "DROP TABLE {}", "ALTER TABLE {} DISABLE TRIGGER USER", "ALTER TABLE {} ADD COLUMN more int"):
            assert refuses(cursor, statement.format(f'"{table}"')), statement.format(table)


def test_t15_the_runtime_role_cannot_pass_the_triggers_by_a_setting(cursor):
    assert refuses(cursor, "SET session_replication_role = replica")
    assert refuses(cursor, "CREATE TABLE of_my_own (id int)")


def test_the_backup_role_reads_everything_and_changes_nothing(settings):
    role = settings.DATABASE_ROLES["backup"]["default"]
    name = connections["default"].settings_dict["NAME"]
    with psycopg.connect(dbname=name, user=role["USER"], host=role["HOST"], autocommit=True) as connection:
        assert role["USER"] == "xinmi_backup"
        for (table,) in connection.execute(TABLES).fetchall():
            connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
            for statement in (f'DELETE FROM "{table}"', f'TRUNCATE "{table}"', f'INSERT INTO "{table}" DEFAULT VALUES'):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)

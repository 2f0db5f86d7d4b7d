"""The program's own role can add to the trail and to histories, and do nothing else to them."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.trail.appendonly import growing_tables
from tests import roles

pytestmark = pytest.mark.django_db(transaction=True)

FORBIDDEN = (
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TRIGGER only_grows ON {table}",
    "DROP TABLE {table} CASCADE",
    "ALTER TABLE {table} RENAME TO elsewhere",
)


def refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        return True
    return False


def first_column(table: str) -> str:
    query = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position LIMIT 1"
    return roles.run_as_owner(query, [table])[0][0]


def test_the_tests_work_as_the_role_that_owns_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("xinmi_web", False)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_t15_the_program_cannot_change_what_only_grows(sealed, statement):
    passed = [
        table
        for table in ("trail_entry", "trail_leaf", "trail_checkpoint", "personnel_historicalperson")
        if not refused(statement.format(table=table, column=first_column(table)))
    ]
    assert passed == []


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "SET ROLE xinmi_owner",
        "CREATE TABLE elsewhere ()",
    ],
)
def test_t15_the_program_cannot_lift_the_refusal(sealed, statement):
    assert refused(statement)


def test_every_table_that_only_grows_bears_both_triggers():
    query = "SELECT c.relname, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname ^@ 'only_grows' GROUP BY 1"
    guarded = dict(roles.run_as_owner(query))
    assert guarded == dict.fromkeys(growing_tables(), 2)


def test_even_the_owner_is_refused_while_the_triggers_stand(sealed):
    for statement in FORBIDDEN[:4]:
        with pytest.raises(Exception, match="only grows"):
            roles.run_as_owner(statement.format(table="trail_entry", column="event"))

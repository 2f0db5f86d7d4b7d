from django.db import connection


def test_every_connection_plans_soon(transactional_db):
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('join_collapse_limit'), current_setting('from_collapse_limit')")
        assert cursor.fetchone() == ("6", "6")

"""A value put into every store as the store itself would keep it, to prove that the sweep looks there."""

import secrets
from typing import TYPE_CHECKING

from django.core import signing
from psycopg import sql

from tests.browser.sweep import behind
from tests.browser.sweep.search import look_through
from tests.browser.sweep.stores import lay_out

if TYPE_CHECKING:
    from tests.browser.walk import Walk

SESSION = "INSERT INTO django_session (session_key, session_data, expire_date) VALUES ('sweep-control', %s, now())"


def missed(walk: "Walk") -> list[str]:
    """The stores in which the control value was not found though it is there."""
    value = f"control{secrets.token_hex(8)}"
    _plant(walk, value)
    try:
        stores = lay_out(walk)
        hits = {hit.store for hit in look_through(stores, {"control": value}, walk.folder)}
    finally:
        _take_out(walk)
    return sorted(set(stores) - hits - {"processes"})


def _plant(walk: "Walk", value: str) -> None:
    var = walk.supervised.var
    for database in behind.DATABASES:
        with behind.connect(var, database) as connection:
            connection.execute("CREATE TABLE sweep_control (value text)")
            connection.execute("INSERT INTO sweep_control SELECT %s FROM generate_series(1, 20)", [value])
            connection.execute("GRANT SELECT ON sweep_control TO PUBLIC")
    with behind.connect(var, "records") as connection:
        connection.execute(SESSION, [signing.dumps({"value": value * 5}, key="control", compress=True)])
    behind.valkey(var, 1).set("sweep-control", value, ex=600)
    for folder in (var / "log", var / "media", var.parent / "tmp"):
        (folder / "sweep-control").write_text(value, encoding="utf-8")
    with (var.parent / "supervisor.log").open("a", encoding="utf-8") as output:
        output.write(f"{value}\n")
    for name in walk.own_profiles:
        walk.visit_again(name, f"/login/?control={value}")


def _take_out(walk: "Walk") -> None:
    var = walk.supervised.var
    for database in behind.DATABASES:
        with behind.connect(var, database) as connection:
            connection.execute(sql.SQL("DROP TABLE sweep_control"))
    with behind.connect(var, "records") as connection:
        connection.execute("DELETE FROM django_session WHERE session_key = 'sweep-control'")
    behind.valkey(var, 1).delete("sweep-control")
    for folder in (var / "log", var / "media", var.parent / "tmp"):
        (folder / "sweep-control").unlink(missing_ok=True)

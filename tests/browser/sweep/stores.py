"""Everything that stores a byte of the product, laid out as files to look through."""

import shutil
import zlib
from base64 import urlsafe_b64decode
from pathlib import Path
from typing import TYPE_CHECKING

from psycopg import sql

from tests.browser.sweep import behind

if TYPE_CHECKING:
    from tests.browser.walk import Walk

TABLES = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
STATISTICS = (
    "SELECT concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text) FROM pg_stats",
    "SELECT query FROM pg_stat_activity",
)
DUMPS = {"records": "DATABASE_BACKUP_URL", "keys": "KEYSTORE_OWNER_URL"}


def lay_out(walk: "Walk") -> dict[str, Path]:
    """Name of each store and where it lies: as it lies on disk, and as a reader of the services would take it away."""
    var, out = walk.supervised.var, walk.folder / "laid-out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    found = {"var": var, "supervisor's output": var.parent / "supervisor.log", "temporary": var.parent / "tmp"}
    clusters = _elsewhere(var) or var
    found |= {"data folder of records": clusters / "clusters" / "records", "data folder of keys": clusters / "clusters" / "keys"}
    for database in behind.DATABASES:
        found |= _database(walk, database, out)
    found |= {"valkey": _valkey(var, out), "sessions": _sessions(var, out), "processes": _processes(walk, out)}
    profiles = {f"profile of {name}": walk.profile(name) for name in ("li", "chen") if walk.profile(name).exists() and walk.browsers_closed}
    return {name: path for name, path in (found | profiles).items() if path.exists()}


def _elsewhere(var: Path) -> Path | None:
    pointer = var / "clusters-lie-in"
    return Path(pointer.read_text(encoding="utf-8").strip()) if pointer.is_file() else None


def _database(walk: "Walk", database: str, out: Path) -> dict[str, Path]:
    dumped, text = out / f"{database}.dump.sql", out / f"{database}.tables.txt"
    behind.dump(walk.supervised.var, DUMPS[database], dumped)
    statistics = out / f"{database}.statistics.txt"
    with behind.connect(walk.supervised.var, database) as connection, text.open("wb") as tables:
        connection.execute("ANALYZE")
        for (table,) in connection.execute(TABLES).fetchall():
            query = sql.SQL("COPY (SELECT one::text FROM {} one) TO STDOUT").format(sql.SQL(table))
            with connection.cursor().copy(query) as rows:
                tables.writelines(bytes(piece) for piece in rows)
        lines = [str(row[0]) for query in STATISTICS for row in connection.execute(query).fetchall()]
    statistics.write_text("\n".join(lines), encoding="utf-8")
    return {f"dump of {database}": dumped, f"tables of {database}": text, f"statistics of {database}": statistics}


def _valkey(var: Path, out: Path) -> Path:
    file = out / "valkey.txt"
    with file.open("wb") as lines:
        for number in range(2):
            client = behind.valkey(var, number)
            for key in client.scan_iter(count=1000):
                lines.write(key + b"\n" + (client.dump(key) or b"") + b"\n" + _plain(client, key) + b"\n")
    return file


def _plain(client: "behind.redis.Redis", key: bytes) -> bytes:
    """DUMP may pack a value: what can be read as it stands is read as well."""
    kind = client.type(key)
    if kind == b"string":
        return client.get(key) or b""
    if kind == b"list":
        return b"\n".join(client.lrange(key, 0, -1))
    if kind == b"hash":
        return b"\n".join(part for pair in client.hgetall(key).items() for part in pair)
    if kind == b"zset":
        return b"\n".join(client.zrange(key, 0, -1))
    return b"\n".join(client.smembers(key)) if kind == b"set" else b""


def _sessions(var: Path, out: Path) -> Path:
    """Session rows as Django would read them: signed, then packed."""
    file = out / "sessions.txt"
    with behind.connect(var, "records") as connection, file.open("wb") as lines:
        for (data,) in connection.execute("SELECT session_data FROM django_session").fetchall():
            lines.write(_unpacked(data) + b"\n")
    return file


def _unpacked(data: str) -> bytes:
    payload = data.split(":")[0]
    raw = urlsafe_b64decode(payload.lstrip(".") + "=" * (-len(payload.lstrip(".")) % 4))
    return zlib.decompress(raw) if payload.startswith(".") else raw


def _processes(walk: "Walk", out: Path) -> Path:
    file = out / "processes.txt"
    file.write_bytes(b"\n".join(behind.environments(walk.supervised.process.pid)))
    return file

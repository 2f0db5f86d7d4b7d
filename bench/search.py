"""Search over a million rows: equal values by blind index against a btree on plain text, two characters against ILIKE."""

import random
import statistics
from collections.abc import Callable

from django.db import connection

from bench import synthetic
from bench.figures import Figure, median_ms, ratio, speedup
from bench.side import as_owner, timed
from bench.sides import both
from petitions import places
from vault import blind
from vault.identity import uuid7
from vault.keys import key_scope

ROWS, BATCH = 1_000_000, 20_000
ROUNDS, TERMS = 9, 24

PLAIN = "CREATE TABLE bench_plain (id uuid PRIMARY KEY, dossier_id uuid NOT NULL, phone text NOT NULL, subject text NOT NULL)"
AFTERWARDS = (
    "CREATE INDEX bench_plain_by_phone ON bench_plain (phone)",
    *("VACUUM ANALYZE bench_plain", "VACUUM ANALYZE vault_equalityentry", "VACUUM ANALYZE vault_bigramentry"),
)
_phones: list[str] = []
_words: list[str] = []


def measure() -> list[Figure]:
    side = both()[0]
    side.ask("search.prepare")
    found: dict[str, list[float]] = {"equal": [], "btree": [], "bigrams": [], "ilike": []}
    for number in range(ROUNDS):
        for what in ("equal", "btree") if number % 2 else ("btree", "equal"):
            found[what] += side.ask("search.by_phone", what=what, seed=number)
    bigrams, ilike = side.ask("search.by_words")
    each = [slow / fast for fast, slow in zip(bigrams, ilike, strict=True)]
    note = f"{TERMS} words of the {ROWS:,} subjects, from the commonest to rare ones: {min(each):.0f}× to {max(each):.0f}×"
    return [
        ratio("equality search ÷ btree on plain text", median_ms(found["equal"]), median_ms(found["btree"]), 1.1),
        speedup("two characters against ILIKE", median_ms(bigrams), median_ms(ilike), 100, note=note),
    ]


def prepare() -> None:
    """Index rows by the vault's own functions, brought in by COPY, beside the same values in clear."""
    chance = random.Random(3)
    words = synthetic.Words(chance)
    _words[:] = words.words
    as_owner(PLAIN, "GRANT SELECT, INSERT ON bench_plain TO PUBLIC")
    with key_scope():
        for start in range(0, ROWS, BATCH):
            _copy([(uuid7(), synthetic.phone(chance), synthetic.subject(words)) for _ in range(start, start + BATCH)])
    as_owner(*AFTERWARDS)


def _copy(rows: list[tuple]) -> None:
    _phones.append(rows[0][1])
    equal = [(uuid7(), key, key, places.PHONE, blind.digest(places.PHONE, phone)) for key, phone, _ in rows]
    grams = [(uuid7(), key, key, places.SUBJECT, blind.grams(places.SUBJECT, subject)) for key, _, subject in rows]
    _write("vault_equalityentry (id, dossier_id, row_id, place, digest)", equal)
    _write("vault_bigramentry (id, dossier_id, row_id, place, grams)", grams)
    _write("bench_plain (id, dossier_id, phone, subject)", [(key, key, phone, subject) for key, phone, subject in rows])


def _write(table: str, rows: list[tuple]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def by_phone(what: str, seed: int) -> list[float]:
    """Seconds from the number typed to the ids found; the statements are worded beforehand."""
    chosen = random.Random(seed).choices(_phones, k=50)
    search = {"equal": _equal, "btree": _btree}[what]
    with key_scope():
        return [timed(searching) for searching in [search(phone) for phone in chosen]]


def _equal(phone: str) -> Callable[[], list]:
    statement = blind.equal_to(places.PHONE, phone).query.sql_with_params()
    return lambda: [blind.digest(places.PHONE, phone), *_demand_one(_run(*statement))]


def _btree(phone: str) -> Callable[[], list]:
    return lambda: _demand_one(_run("SELECT dossier_id FROM bench_plain WHERE phone = %s", [phone]))


def by_words() -> tuple[list[float], list[float]]:
    """Seconds of each word, blind and by ILIKE; words spread evenly over their ranks."""
    blindly, plainly = [], []
    with key_scope():
        for word in (_words[len(_words) * number // TERMS] for number in range(TERMS)):
            contain, ilike = _contain(word), _ilike(word)
            if not set(contain()) >= set(ilike()):
                raise RuntimeError("a subject that holds the word was not found")
            blindly.append(statistics.median(timed(contain) for _ in range(5)))
            plainly.append(statistics.median(timed(ilike) for _ in range(3)))
    return blindly, plainly


def _contain(word: str) -> Callable[[], list]:
    statement = blind.containing(places.SUBJECT, word).query.sql_with_params()

    def search() -> list:
        blind.grams(places.SUBJECT, word)
        return _run(*statement)

    return search


def _ilike(word: str) -> Callable[[], list]:
    return lambda: _run("SELECT dossier_id FROM bench_plain WHERE subject ILIKE %s", [f"%{word}%"])


def _run(sql: str, parameters) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _demand_one(found: list) -> list:
    if not found:
        raise RuntimeError("a number that is there was not found")
    return found

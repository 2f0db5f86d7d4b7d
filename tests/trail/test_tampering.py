"""Whoever owns the tables can change them; `verify_trail` names the first position that no longer fits."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from audit.trail import sealing
from audit.trail.canonical import microseconds
from audit.trail.models import Checkpoint, Entry, Leaf
from audit.trail.sealing import seal_settled
from audit.trail.verifying import verify_trail

pytestmark = pytest.mark.django_db(transaction=True)

POSITION = 11  # of the tampered entry, in the second checkpoint (10 to 16)

# One bit of each column, or its smallest step; the same statement a second time puts it back.
TEXT = "{0} = overlay({0} placing chr(ascii(right({0}, 1)) # 1) from length({0}))"
BYTES = "{0} = set_bit({0}, 0, 1 - get_bit({0}, 0))"
NUMBER = "{0} = {0} # 1"
MOMENT = "{0} = to_timestamp(0) + (((extract(epoch from {0}) * 1000000)::bigint # 1) || ' microseconds')::interval"
IDENTIFIER = "{0} = (left({0}::text, -1) || translate(right({0}::text, 1), '0123456789abcdef', '1032547698badcfe'))::uuid"
ENTRY_FLIPS = {
    "id": IDENTIFIER,
    "at": MOMENT,
    "actor_id": "{0} = (SELECT p.id FROM personnel_person p WHERE p.id <> {0})",
    "office": TEXT,
    "circle": TEXT,
    "device": TEXT,
    "event": TEXT,
    "kind": TEXT,
    "subject_kind": TEXT,
    "subject_id": IDENTIFIER,
    "dossier_id": IDENTIFIER,
    "result": TEXT,
    "reason": TEXT,
    "facts": "{0} = jsonb_set({0}, '{{count}}', to_jsonb(({0}->>'count')::int # 1))",
    "text": BYTES,
    "seal": BYTES,
    "xid": NUMBER,
}
LEAF_FLIPS = {"entry_id": IDENTIFIER, "digest": BYTES}
CHECKPOINT_FLIPS = {"at": MOMENT, "root": BYTES, "previous": BYTES, "horizon": NUMBER, "cluster": TEXT, "seal": BYTES}


def entry_at(position: int) -> str:
    return f"id = (SELECT entry_id FROM trail_leaf WHERE position = {position})"


def first_bad() -> int | None:
    return verify_trail().first_bad


def test_an_untouched_trail_fits(sealed):
    verdict = verify_trail()
    assert verdict.as_json() == {"entries": 16, "checkpoints": 2, "unsealed": 0, "first_bad": None}


def test_every_column_of_the_trail_is_flipped_below():
    assert set(ENTRY_FLIPS) == {field.column for field in Entry._meta.concrete_fields}
    assert set(LEAF_FLIPS) | {"position"} == {field.column for field in Leaf._meta.concrete_fields}
    assert set(CHECKPOINT_FLIPS) | {"size"} == {field.column for field in Checkpoint._meta.concrete_fields}


def found_after(tamper, table: str, flips: dict[str, str], where: str) -> dict[str, int | None]:
    """For each column: where the trail stops fitting once one bit is flipped. Each is put back before the next."""
    found = {}
    for column, flip in flips.items():
        tamper(f"UPDATE {table} SET {flip.format(column)} WHERE {where}")
        found[column] = first_bad()
        tamper(f"UPDATE {table} SET {flip.format(column)} WHERE {where}")
    assert first_bad() is None
    return found


def test_t15_one_flipped_bit_in_any_column_of_an_entry_is_found_by_its_position(sealed, tamper):
    found = found_after(tamper, "trail_entry", ENTRY_FLIPS, "facts->>'number' = 'XF-2026-000006'")
    assert found == dict.fromkeys(ENTRY_FLIPS, 16)


def test_t15_one_flipped_bit_in_any_column_of_a_leaf_is_found_by_its_position(sealed, tamper):
    assert found_after(tamper, "trail_leaf", LEAF_FLIPS, f"position = {POSITION}") == dict.fromkeys(LEAF_FLIPS, POSITION)


def test_t15_one_flipped_bit_in_any_column_of_a_checkpoint_is_found_where_the_checkpoint_begins(sealed, tamper):
    assert found_after(tamper, "trail_checkpoint", CHECKPOINT_FLIPS, "size = 16") == dict.fromkeys(CHECKPOINT_FLIPS, 10)


@pytest.mark.parametrize("year", [2026, 2037, 2039, 2060])
def test_t15_no_two_neighbouring_moments_share_a_number(year):
    """Else the last bit of a moment could be flipped without changing what is sealed."""
    first = datetime(year, 5, 1, 3, 4, 5, tzinfo=UTC)
    numbers = {microseconds(first + timedelta(microseconds=step)) for step in range(2000)}
    assert len(numbers) == 2000


@pytest.mark.parametrize("position", [1, 9, 10, 16])
def test_t15_a_deleted_entry_is_found_by_its_position(sealed, tamper, position):
    tamper(f"DELETE FROM trail_entry WHERE {entry_at(position)}")
    assert first_bad() == position


@pytest.mark.parametrize("position", [1, 9, 10, 16])
def test_t15_an_entry_deleted_together_with_its_leaf_is_found_by_its_position(sealed, tamper, position):
    tamper(
        f"WITH gone AS (DELETE FROM trail_leaf WHERE position = {position} RETURNING entry_id) "
        "DELETE FROM trail_entry USING gone WHERE id = entry_id"
    )
    assert first_bad() == position


def test_t15_closing_the_gap_of_a_deleted_entry_is_found_by_its_position(sealed, tamper):
    tamper(f"DELETE FROM trail_leaf WHERE position = {POSITION}")
    for later in range(POSITION + 1, 17):
        tamper(f"UPDATE trail_leaf SET position = {later - 1} WHERE position = {later}")
    assert first_bad() == POSITION


COPIED = ", ".join(field.column for field in Entry._meta.concrete_fields if field.column not in ("id", "xid"))
COPY = (
    f"INSERT INTO trail_entry (id, xid, {COPIED}) SELECT gen_random_uuid(), {{xid}}, {COPIED} FROM trail_entry WHERE {{which}} RETURNING id"
)


@pytest.mark.parametrize("xid", ["xid", "pg_current_xact_id()::text::bigint"])
def test_t15_an_inserted_entry_is_found_behind_the_last_sealed_position(sealed, tamper, xid):
    tamper(COPY.format(xid=xid, which=entry_at(POSITION)))
    assert first_bad() == 17


@pytest.mark.parametrize("position", [0, -5, 17, 99])
def test_t15_an_entry_inserted_with_a_leaf_of_its_own_is_found(sealed, tamper, position):
    [(inserted,)] = tamper(COPY.format(xid="xid", which=entry_at(POSITION)))
    tamper(
        "INSERT INTO trail_leaf (position, entry_id, digest) SELECT %s, %s, digest FROM trail_leaf WHERE position = 11",
        [position, inserted],
    )
    assert first_bad() == (1 if position < 1 else 17)


def test_t15_a_genuine_entry_hidden_from_sealing_is_found(sealed, write, tamper):
    """Our own seal does not cover the transaction's number: an entry dated back to before the horizon would wait for ever."""
    [late] = write(1)
    tamper("UPDATE trail_entry SET xid = 3 WHERE id = %s", [late.pk])
    assert seal_settled() == 0
    assert first_bad() == 17


@pytest.mark.parametrize(("one", "other"), [(2, 3), (3, 12), (10, 16)])
def test_t15_two_swapped_leaves_are_found_at_the_first_of_them(sealed, tamper, one, other):
    tamper("UPDATE trail_leaf SET position = CASE position WHEN %s THEN -1 ELSE -2 END WHERE position IN (%s, %s)", [one, one, other])
    tamper("UPDATE trail_leaf SET position = CASE position WHEN -1 THEN %s ELSE %s END WHERE position < 0", [other, one])
    assert first_bad() == one


@pytest.mark.parametrize("columns", ["text", "seal", "facts", "at", "seal, text, facts, reason, at, xid"])
def test_t15_two_entries_with_swapped_columns_are_found_at_the_first_of_them(sealed, tamper, columns):
    from_other = ", ".join(f"b.{column.strip()}" for column in columns.split(","))
    statement = (
        f"UPDATE trail_entry a SET ({columns}) = ROW({from_other}) FROM trail_entry b"
        " WHERE (a.id = %(one)s AND b.id = %(other)s) OR (a.id = %(other)s AND b.id = %(one)s)"
    )
    tamper(statement, {"one": sealed[2].pk, "other": sealed[9].pk})
    assert first_bad() == 7


def test_t15_a_removed_checkpoint_is_found(sealed, tamper):
    tamper("DELETE FROM trail_checkpoint WHERE size = 9")
    assert first_bad() == 1


def test_t15_a_removed_last_checkpoint_is_found(sealed, tamper):
    tamper("DELETE FROM trail_checkpoint WHERE size = 16")
    assert first_bad() == 10


@pytest.mark.parametrize("size", [-1, 0, 15, 17])
def test_t15_a_forged_checkpoint_is_found(sealed, tamper, size):
    tamper(
        "INSERT INTO trail_checkpoint (size, at, root, previous, horizon, cluster, seal)"
        " SELECT %s, at, root, previous, horizon, cluster, seal FROM trail_checkpoint WHERE size = 16",
        [size],
    )
    assert first_bad() == {-1: 1, 0: 1, 15: 10, 17: 17}[size]


def test_t15_random_bits_anywhere_in_the_entries_are_all_found(sealed, tamper):
    """Thirty trials: a random byte of a random row's binary columns, put back each time."""
    chance = random.Random(7)
    for _ in range(30):
        position, column = chance.randint(5, 16), chance.choice(["seal", "text"])
        flip = f"{column} = set_bit({column}, %s, 1 - get_bit({column}, %s))"
        bit = chance.randrange(200)
        tamper(f"UPDATE trail_entry SET {flip} WHERE {entry_at(position)}", [bit, bit])
        assert first_bad() == position
        tamper(f"UPDATE trail_entry SET {flip} WHERE {entry_at(position)}", [bit, bit])
    assert first_bad() is None


def test_verify_trail_ends_with_one_line_of_json_and_exit_status_1_where_something_does_not_fit(sealed, tamper, capsys):
    call_command("verify_trail")
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["first_bad"] is None
    tamper(f"DELETE FROM trail_entry WHERE {entry_at(POSITION)}")
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_trail")
    assert stopped.value.code == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["first_bad"] == POSITION


def test_t16_a_beginning_spliced_in_from_another_life_of_the_trail_is_found_where_the_lives_meet(sealed, tamper):
    """Each checkpoint by itself is genuine, made with our key; but the second was not made after this first one."""
    first, _second = Checkpoint.objects.order_by("size")
    tamper("DELETE FROM trail_checkpoint WHERE size = %s", [first.size])
    sealing._close(None, list(Leaf.objects.filter(position__lte=first.size)), sealing.Horizon(first.horizon, first.cluster))
    assert first_bad() == first.size + 1

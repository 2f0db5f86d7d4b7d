"""The stand-alone verifier: one file, run by a bare Python, on an export made by the product."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.trail import tasks

PROGRAM = Path(__file__).resolve().parents[2] / "verifier" / "verify_trail.py"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def export(sealed, settings, tmp_path) -> Path:
    """Positions 1 to 9 and 10 to 16 with their signed checkpoints."""
    settings.CHECKPOINT_DIR = tmp_path / "checkpoints"
    tasks.seal()
    call_command("export_trail", tmp_path / "export")
    return tmp_path / "export"


def verified(*arguments) -> tuple[int, dict, str]:
    """Exit status, last line and complaints of the verifier, run without site packages and environment."""
    program = shutil.copy(PROGRAM, Path(arguments[0]).parent / "alone.py")
    command = [sys.executable, "-I", "-S", str(program), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, json.loads(done.stdout.splitlines()[-1]) if done.stdout else {}, done.stderr


def first_bad(export: Path, *arguments) -> int | None:
    status, said, _ = verified(export, *arguments)
    assert status == (1 if said["first_bad"] else 0)
    return said["first_bad"]


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines()


def put(path: Path, content: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in content))


def test_an_untouched_export_fits(export):
    status, said, complaint = verified(export)
    assert (status, said) == (0, {"leaves": 16, "checkpoints": 2, "first_bad": None})
    assert "Compare it" in complaint


def test_an_export_holds_no_word_of_an_entry(export):
    assert sorted(path.name for path in export.iterdir()) == ["checkpoints.jsonl", "leaves.csv", "public-key.txt"]
    content = "".join(path.read_text() for path in export.iterdir())
    assert not any(word in content for word in ("XF-2026", "reason", "test.tried", "WHY", "writer"))


@pytest.mark.parametrize("position", range(1, 17))
def test_t15_a_changed_leaf_is_named(export, position):
    leaves = lines(export / "leaves.csv")
    leaves[position] = leaves[position][:-1] + ("0" if leaves[position][-1] != "0" else "1")
    put(export / "leaves.csv", leaves)
    assert first_bad(export) == position


@pytest.mark.parametrize("position", [1, 2, 9, 10, 16])
def test_t15_a_missing_leaf_is_named(export, position):
    leaves = lines(export / "leaves.csv")
    put(export / "leaves.csv", leaves[:position] + leaves[position + 1 :])
    assert first_bad(export) == position


def test_t15_leaves_renumbered_over_a_gap_are_named(export):
    leaves = lines(export / "leaves.csv")
    moved = [f"{int(line.split(',')[0]) - 1},{line.split(',')[1]}" for line in leaves[8:]]
    put(export / "leaves.csv", leaves[:7] + moved)
    assert first_bad(export) == 7


def test_t15_swapped_and_added_leaves_are_named(export):
    leaves = lines(export / "leaves.csv")
    digests = [line.split(",")[1] for line in leaves[1:]]
    swapped = [*digests[:4], digests[11], *digests[5:11], digests[4], *digests[12:]]
    put(export / "leaves.csv", [leaves[0], *(f"{number},{digest}" for number, digest in enumerate(swapped, start=1))])
    assert first_bad(export) == 5
    put(export / "leaves.csv", [*leaves, f"17,{digests[0]}"])
    assert first_bad(export) == 17


@pytest.mark.parametrize(("gone", "position"), [(0, 1), (1, 10)])
def test_t15_a_missing_checkpoint_is_named_by_its_first_position(export, gone, position):
    checkpoints = lines(export / "checkpoints.jsonl")
    del checkpoints[gone]
    put(export / "checkpoints.jsonl", checkpoints)
    assert first_bad(export) == position


@pytest.mark.parametrize("part", ["timeline", "first", "at", "root", "previous", "horizon", "cluster", "seal", "signature", "format"])
def test_t15_a_changed_part_of_a_checkpoint_is_named_by_its_first_position(export, part):
    checkpoints = lines(export / "checkpoints.jsonl")
    changed = json.loads(checkpoints[1])
    value = changed[part]
    changed[part] = value + 1 if isinstance(value, int) else ("1" if value[0] != "1" else "2") + value[1:]
    put(export / "checkpoints.jsonl", [checkpoints[0], json.dumps(changed)])
    assert first_bad(export) == 10


def test_t15_leaves_and_checkpoint_forged_together_are_named_for_want_of_a_signature(export):
    leaves = lines(export / "leaves.csv")
    put(export / "leaves.csv", [leaves[0], "1," + "ab" * 32, *leaves[2:]])
    checkpoints = [json.loads(line) for line in lines(export / "checkpoints.jsonl")]
    checkpoints[0]["leaves"][0] = "ab" * 32
    put(export / "checkpoints.jsonl", [json.dumps(checkpoint) for checkpoint in checkpoints])
    assert first_bad(export) == 1


def test_another_key_vouches_for_nothing(export):
    other = export.parent / "other.txt"
    other.write_text("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\n")
    assert first_bad(export, "--key", other) == 1


def test_t15_a_copy_of_the_folder_finds_an_export_of_an_older_database(export):
    """The export and its checkpoints end after position 9; the copy kept elsewhere knows better."""
    put(export / "leaves.csv", lines(export / "leaves.csv")[:10])
    put(export / "checkpoints.jsonl", lines(export / "checkpoints.jsonl")[:1])
    assert first_bad(export) is None
    assert first_bad(export, "--folder", export.parent / "checkpoints") == 10


@pytest.mark.parametrize("name", ["leaves.csv", "checkpoints.jsonl", "public-key.txt"])
def test_a_missing_file_is_a_sentence_and_exit_status_2(export, name):
    (export / name).unlink()
    status, said, complaint = verified(export)
    assert (status, said) == (2, {})
    assert name in complaint and "Traceback" not in complaint


@pytest.mark.parametrize("rubbish", ["{}", "[]", "null", '{"format": "xinmi-checkpoint-1"}', "\x00", "not json"])
def test_rubbish_among_the_checkpoints_is_named(export, rubbish):
    put(export / "checkpoints.jsonl", [lines(export / "checkpoints.jsonl")[0], rubbish])
    assert first_bad(export) == 10


def test_exporting_refuses_a_folder_that_holds_something(export):
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_trail", export)

"""Signed checkpoints lie outside the database; what one side lacks or says otherwise is named by its position."""

import json
import os
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from audit.trail import outside, publishing, sealing, tasks
from audit.trail.models import Checkpoint, Leaf, Signature
from audit.trail.verifying import verify_trail
from tests import roles
from tests.trail.conftest import TABLES

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.CHECKPOINT_DIR = tmp_path / "checkpoints"
    return settings.CHECKPOINT_DIR


@pytest.fixture
def published(sealed, folder) -> Path:
    """Positions 1 to 9 and 10 to 16, both signed; answers the folder."""
    assert publishing.publish() == 2
    return folder


def first_bad() -> int | None:
    return verify_trail().first_bad


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def file_of(folder: Path, size: int, timeline: int = 1) -> Path:
    [path] = folder.glob(f"timeline-{timeline:04d}/*/{size:012d}.json")
    return path


def change(path: Path, **parts) -> None:
    path.chmod(0o600)
    path.write_text(json.dumps({**json.loads(path.read_text()), **parts}))


def test_sealing_leaves_one_file_a_checkpoint_and_the_public_key(write, folder):
    write(5)
    tasks.seal()
    assert files(folder) == ["public-key.txt", "timeline-0001/0000000/000000000009.json"]
    assert first_bad() is None
    tasks.seal()
    assert len(files(folder)) == 2


def test_a_file_holds_digests_and_numbers_and_no_word_of_an_entry(published):
    content = "".join(path.read_text() for path in published.rglob("*.json"))
    assert not any(word in content for word in ("XF-2026", "reason", "test.tried", "WHY", "writer"))
    assert set(json.loads(file_of(published, 9).read_text())) == {
        *("format", "timeline", "first", "size", "at", "root", "previous", "horizon", "cluster", "seal", "signature", "leaves")
    }


def test_folder_and_database_agree(published):
    assert verify_trail().as_json() == {"entries": 16, "checkpoints": 2, "unsealed": 0, "first_bad": None}


@pytest.mark.parametrize(("size", "position"), [(9, 1), (16, 10)])
def test_t15_a_file_missing_in_the_folder_is_found_where_its_checkpoint_begins(published, size, position):
    file_of(published, size).unlink()
    assert first_bad() == position


@pytest.mark.parametrize("part", ["timeline", "first", "size", "at", "horizon"])
def test_t15_a_number_changed_in_a_file_is_found_where_its_checkpoint_begins(published, part):
    path = file_of(published, 16)
    change(path, **{part: json.loads(path.read_text())[part] + 1})
    assert first_bad() == 10


@pytest.mark.parametrize("part", ["root", "previous", "seal", "signature"])
def test_t15_a_digest_changed_in_a_file_is_found_where_its_checkpoint_begins(published, part):
    path = file_of(published, 16)
    value = json.loads(path.read_text())[part]
    change(path, **{part: f"{int(value[0], 16) ^ 1:x}{value[1:]}"})
    assert first_bad() == 10


def test_t15_a_file_that_is_no_file_of_ours_is_found(published):
    path = file_of(published, 16)
    path.chmod(0o600)
    path.write_bytes(b"\xff\x00")
    assert first_bad() == 10


def test_t15_a_leaf_forged_with_our_own_key_is_found_by_its_position(published, tamper):
    """Somebody with the trail's key makes leaf, checkpoint and seal anew; the folder remembers the old ones."""
    last = Checkpoint.objects.get(size=9)
    tamper("UPDATE trail_leaf SET digest = set_bit(digest, 0, 1 - get_bit(digest, 0)) WHERE position = 12")
    tamper("DELETE FROM trail_checkpoint WHERE size = 16")
    leaves = list(Leaf.objects.filter(position__gt=9).order_by("position"))
    sealing._close(last, leaves, sealing.Horizon(last.horizon, last.cluster))
    assert first_bad() == 12


def test_t15_a_signature_missing_in_the_database_is_found(published, tamper):
    tamper_signatures("DELETE FROM trail_signature WHERE size = 9")
    assert first_bad() == 1


def test_t15_a_checkpoint_removed_from_the_database_with_its_leaves_is_found(published, tamper):
    """Cut off cleanly at the end: within the database nothing is missing."""
    older_database(tamper)
    assert Leaf.objects.count() == 9
    assert first_bad() == 10


def older_database(tamper) -> None:
    """As a database restored from before the second checkpoint would be."""
    tamper("DELETE FROM trail_entry USING trail_leaf WHERE entry_id = trail_entry.id AND position > 9")
    tamper("DELETE FROM trail_leaf WHERE position > 9")
    tamper("DELETE FROM trail_checkpoint WHERE size > 9")
    tamper_signatures("DELETE FROM trail_signature WHERE size > 9")


def tamper_signatures(statement: str) -> None:
    roles.run_as_owner("ALTER TABLE trail_signature DISABLE TRIGGER USER")
    roles.run_as_owner(statement)
    roles.run_as_owner("ALTER TABLE trail_signature ENABLE TRIGGER USER")


def test_t16_after_a_restore_writing_goes_on_in_a_new_timeline_and_what_was_lost_stays_named(published, tamper, write):
    older_database(tamper)
    write(3)
    tasks.seal()
    assert files(published)[1:] == [
        "timeline-0001/0000000/000000000009.json",
        "timeline-0001/0000000/000000000016.json",
        "timeline-0002/0000000/000000000012.json",
    ]
    write(1)
    tasks.seal()
    assert json.loads(file_of(published, 13, timeline=2).read_text())["first"] == 13
    assert first_bad() == 10


def test_t16_a_restored_database_that_has_grown_to_the_same_size_is_found(published, tamper, write):
    older_database(tamper)
    write(7)
    tasks.seal()
    assert len(files(published)) == 4
    assert first_bad() == 10


def test_a_folder_that_is_away_keeps_nobody_waiting_and_is_made_up_for(published, write, capsys):
    away = published.with_name("unplugged")
    published.rename(away)
    write(2)
    tasks.seal()
    state = publishing.standing()
    assert (state.position, state.waiting, state.trouble) == (16, 1, outside.NOT_REACHED)
    assert not published.exists()
    away.rename(published)
    tasks.seal()
    state = publishing.standing()
    assert (state.position, state.waiting, state.trouble) == (18, 0, None)
    assert first_bad() is None


def test_an_empty_place_where_the_folder_was_is_not_written_to(published, write):
    shutil.move(published, published.with_name("unplugged"))
    published.mkdir()
    write(2)
    tasks.seal()
    assert files(published) == []
    assert publishing.standing().trouble == outside.NOT_REACHED


def test_the_command_says_that_the_folder_is_away(published, capsys):
    shutil.rmtree(published)
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_trail")
    heard = capsys.readouterr()
    assert stopped.value.code == 1
    assert json.loads(heard.out.splitlines()[-1])["first_bad"] == 1
    assert str(outside.NOT_REACHED) in heard.err


def test_a_folder_of_another_installation_is_not_written_to(sealed, folder):
    folder.mkdir()
    (folder / "public-key.txt").write_text("00" * 32)
    with pytest.raises(outside.Away) as away:
        publishing.publish()
    assert away.value.sentence == outside.FOREIGN
    assert files(folder) == ["public-key.txt"]


def test_a_writer_stopped_between_file_and_note_goes_on_without_a_second_file(published, tamper):
    tamper_signatures("DELETE FROM trail_signature WHERE size = 16")
    assert first_bad() is None
    assert publishing.publish() == 1
    assert len(files(published)) == 3
    assert first_bad() is None


def test_an_unfinished_file_counts_for_nothing(published, write):
    (file_of(published, 16).parent / ".000000000018.json.unfinished").write_text("half")
    write(2)
    tasks.seal()
    assert first_bad() is None


def test_a_file_is_never_written_over(published):
    with pytest.raises(FileExistsError):
        outside.write(file_of(published, 16), b"other")
    assert json.loads(file_of(published, 16).read_text())["size"] == 16


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_lets_checkpoints_wait(published, write):
    file_of(published, 16).parent.chmod(0o500)
    write(2)
    tasks.seal()
    file_of(published, 16).parent.chmod(0o700)
    assert publishing.waiting().count() == 1


def test_notes_of_signatures_only_grow():
    assert Signature.only_grows
    assert "trail_signature" not in TABLES  # the tampering hand of the other tests leaves it alone

"""Sealed files: what goes in comes out, what was tampered with does not, and nothing readable lies on disk."""

import os
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tests.vault.disk import no_file_beyond
from vault import files, keys
from vault.errors import DoesNotVerify, KeyGone, NoRoom
from vault.files import pieces, shelf
from vault.identity import uuid7
from vault.models import SealedFile

pytestmark = pytest.mark.django_db
PIECE = pieces.PIECE
SIZES = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 17)


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def dossier(db: None) -> Iterator[UUID]:
    made = uuid7()
    keys.make_key(made)
    with keys.key_scope():
        yield made


def content_of(size: int, seed: int = 7) -> bytes:
    return random.Random(seed).randbytes(size)


def kept(dossier: UUID, content: bytes) -> SealedFile:
    with files.writing(dossier) as writer:
        writer.write(content)
    return files.keep(writer.written)


def read(row: SealedFile) -> bytes:
    with files.reading(row) as reader:
        return reader.read()


def lying(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out_whatever_its_length(dossier: UUID, size: int) -> None:
    content = content_of(size)
    row = kept(dossier, content)
    assert (row.size, read(row)) == (size, content)
    assert b"".join(files.streaming(row, still=lambda: True)) == content
    assert shelf.place_of(row.pk).stat().st_size == size + pieces.count(row.pk, shelf.place_of(row.pk).stat().st_size) * pieces.OVERHEAD


def test_it_may_be_written_in_pieces_of_any_size(dossier: UUID) -> None:
    content, rng = content_of(5 * PIECE + 3), random.Random(3)
    with files.writing(dossier) as writer:
        at = 0
        while at < len(content):
            step = rng.choice((1, 100, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 5))
            writer.write(content[at : at + step])
            at += step
    assert read(files.keep(writer.written)) == content


def test_any_part_can_be_read_without_the_rest(dossier: UUID) -> None:
    content, rng = content_of(4 * PIECE + 99), random.Random(5)
    row = kept(dossier, content)
    with files.reading(row) as reader:
        for _ in range(200):
            start, length = rng.randrange(len(content) + 10), rng.randrange(2 * PIECE)
            reader.seek(start)
            assert reader.read(length) == content[start : start + length]
        assert reader.seek(-5, os.SEEK_END) == len(content) - 5
        assert reader.read() == content[-5:]
    for start, stop in ((0, 1), (PIECE - 1, PIECE + 1), (PIECE, 2 * PIECE), (10, len(content)), (len(content) - 1, len(content))):
        assert b"".join(files.streaming(row, start=start, stop=stop, still=lambda: True)) == content[start:stop]


def test_nothing_readable_lies_on_disk_and_only_this_account_may_look(dossier: UUID, media: Path) -> None:
    secret = "朱雀桥头三个月无灯".encode()
    row = kept(dossier, b"x" * PIECE + secret)
    (path,) = lying(media)
    stored = path.read_bytes()
    assert secret not in stored
    assert b"xxxxxxxx" not in stored
    assert path.name == str(row.pk), "the name is random and says nothing"
    assert path.stat().st_mode & 0o777 == 0o600
    assert {parent.stat().st_mode & 0o777 for parent in (path.parent, path.parent.parent)} == {0o700}


def test_every_flipped_byte_of_a_piece_is_noticed(dossier: UUID) -> None:
    row = kept(dossier, content_of(40))
    path = shelf.place_of(row.pk)
    stored = path.read_bytes()
    for position in range(len(stored)):
        path.write_bytes(stored[:position] + bytes([stored[position] ^ 1]) + stored[position + 1 :])
        with pytest.raises(DoesNotVerify):
            read(row)


def tampered(stored: bytes, other: bytes) -> dict[str, bytes]:
    """Every way of rearranging whole pieces, and of cutting the file."""
    size = pieces.SEALED_PIECE
    one, two, three = stored[:size], stored[size : 2 * size], stored[2 * size :]
    return {
        "cut in the middle of a piece": stored[: size + 100],
        "cut between two pieces": one + two,
        "only the first piece": one,
        "nothing left": b"",
        "less than a piece can be": stored[:10],
        "the last piece alone": three,
        "two pieces swapped": two + one + three,
        "a piece twice": one + one + three,
        "a piece added": one + two + two + three,
        "a last piece added": stored + three,
        "a byte added": stored + b"\0",
        "a piece of another file": one + other[size : 2 * size] + three,
        "another file": other,
    }


def test_cutting_adding_swapping_and_exchanging_pieces_is_noticed(dossier: UUID) -> None:
    row, other = kept(dossier, content_of(2 * PIECE + 50, 1)), kept(dossier, content_of(2 * PIECE + 50, 2))
    path = shelf.place_of(row.pk)
    for how, bytes_ in tampered(path.read_bytes(), shelf.place_of(other.pk).read_bytes()).items():
        path.write_bytes(bytes_)
        with pytest.raises(DoesNotVerify):
            read(row)
        with pytest.raises(DoesNotVerify):
            b"".join(files.streaming(row, still=lambda: True))
            pytest.fail(how)


def test_a_file_cut_to_a_whole_number_of_pieces_is_noticed_also_where_the_row_was_changed(dossier: UUID) -> None:
    """Whoever changes row and file alike still lacks a piece that says it is the last."""
    row = kept(dossier, content_of(2 * PIECE))
    path = shelf.place_of(row.pk)
    path.write_bytes(path.read_bytes()[: pieces.SEALED_PIECE])
    SealedFile.objects.filter(pk=row.pk).update(size=PIECE)
    row.refresh_from_db()
    with pytest.raises(DoesNotVerify):
        read(row)


def test_a_missing_file_is_an_error_that_names_it(dossier: UUID) -> None:
    row = kept(dossier, b"content")
    shelf.take_away(row.pk)
    with pytest.raises(DoesNotVerify, match=str(row.pk)):
        files.reading(row)


def test_a_file_given_to_another_dossier_does_not_open(dossier: UUID) -> None:
    row, other = kept(dossier, b"content"), uuid7()
    keys.make_key(other)
    SealedFile.objects.filter(pk=row.pk).update(dossier_id=other)
    row.refresh_from_db()
    with pytest.raises(DoesNotVerify):
        read(row)


def test_with_its_key_a_file_is_gone_also_from_old_copies(dossier: UUID) -> None:
    row = kept(dossier, b"content")
    copy = shelf.place_of(row.pk).read_bytes()
    keys.shred([dossier])
    assert files.forget([dossier]) == 1
    assert not shelf.place_of(row.pk).exists()
    assert files.forget([dossier]) == 0, "may be repeated"
    shelf.place_of(row.pk).write_bytes(copy)
    with pytest.raises(KeyGone):
        files.reading(row)


def test_forgetting_takes_only_what_belongs_to_the_dossier(dossier: UUID) -> None:
    other = uuid7()
    keys.make_key(other)
    mine, theirs = kept(dossier, b"mine"), kept(other, b"theirs")
    files.forget([dossier])
    assert read(theirs) == b"theirs"
    assert not SealedFile.objects.filter(pk=mine.pk).exists()


def test_a_write_that_fails_leaves_nothing(dossier: UUID, media: Path) -> None:
    with pytest.raises(ZeroDivisionError), files.writing(dossier) as writer:
        writer.write(content_of(3 * PIECE))
        assert len(lying(media)) == 1
        _ = 1 / 0
    assert lying(media) == []


def test_t77_a_full_disk_is_said_as_such_and_leaves_nothing(dossier: UUID, media: Path) -> None:
    with pytest.raises(NoRoom), no_file_beyond(100_000), files.writing(dossier) as writer:
        writer.write(content_of(3 * PIECE))
    assert lying(media) == []


def test_what_no_row_names_is_swept_away_and_nothing_else(dossier: UUID, media: Path) -> None:
    row = kept(dossier, b"kept")
    with files.writing(dossier) as forgotten:
        forgotten.write(b"finished, never kept")
    half = files.SealingWriter(dossier)
    half.write(content_of(2 * PIECE))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        rolled_back = kept(dossier, b"its row was rolled back")
        _ = 1 / 0
    (media / "sealed" / "00").mkdir(exist_ok=True)
    (media / "sealed" / "00" / "not ours").touch()
    assert files.sweep() == 0, "all are young"
    assert files.sweep(unkept_for=timedelta(0)) == 3
    assert not shelf.place_of(rolled_back.pk).exists()
    assert sorted(path.name for path in lying(media)) == sorted([str(row.pk), "not ours"])
    assert files.sweep(unkept_for=timedelta(0)) == 0
    half.abandon()


@pytest.mark.django_db(transaction=True)
def test_a_removed_file_stays_until_its_row_is_gone_for_good(dossier: UUID) -> None:
    row = kept(dossier, b"content")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        files.remove([row.pk])
        assert shelf.place_of(row.pk).exists()
        _ = 1 / 0
    assert read(row) == b"content"
    files.remove([row.pk])
    assert not shelf.place_of(row.pk).exists()


def test_equal_content_is_alike_within_a_dossier_only(dossier: UUID) -> None:
    other = uuid7()
    keys.make_key(other)
    one, two = kept(dossier, b"content"), kept(dossier, b"content")
    assert one.likeness == two.likeness != kept(dossier, b"another").likeness
    assert kept(other, b"content").likeness != one.likeness
    assert one.cipher != two.cipher


def test_t09_a_stream_breaks_off_when_the_reader_may_no_longer_read(dossier: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    from vault.files import opening as module

    monkeypatch.setattr(module, "SECONDS_BETWEEN_LOOKS", 0.0)
    row, may = kept(dossier, content_of(4 * PIECE)), iter((True, False))
    got = []
    with pytest.raises(module.BrokenOff):
        for piece in files.streaming(row, still=lambda: next(may)):
            got.append(piece)
    assert len(got) == 2


def test_a_stream_that_cannot_begin_is_an_error_and_not_half_an_answer(dossier: UUID) -> None:
    row = kept(dossier, content_of(2 * PIECE))
    path = shelf.place_of(row.pk)
    path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(DoesNotVerify):
        files.streaming(row, still=lambda: True)

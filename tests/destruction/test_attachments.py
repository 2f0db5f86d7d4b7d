"""Destruction reaches the files: ciphertext gone, keys gone, old copies unreadable, and only a count remains. Basis: REQUIREMENTS D3."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from petitions.attachments import rendering
from petitions.models import Attachment, RenderedPage
from tests import cast
from tests.destruction import stage
from tests.petitions.attachments import samples
from vault import files
from vault.errors import KeyGone
from vault.files import shelf
from vault.models import SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> Any:
    return cast.make()


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    Path(settings.MEDIA_ROOT).mkdir()
    return Path(settings.MEDIA_ROOT)


def lying(media: Path) -> set[str]:
    return {path.name for path in media.rglob("*") if path.is_file()}


def test_t23_files_and_pages_are_gone_and_an_old_copy_of_everything_opens_nothing(house: Any, media: Path, tmp_path: Path) -> None:
    petition, other = stage.closed(house, attach={"来信.pdf": samples.pdf(2)}), stage.closed(house, attach={"他信.pdf": samples.pdf()})
    attachment, kept = petition.attachments.get(), other.attachments.get()
    rendering.render(attachment.pk)
    rows = list(SealedFile.objects.filter(dossier_id=petition.pk))
    assert len(rows) == 3
    shutil.copytree(media, tmp_path / "old copy")
    stage.destroyed(house, petition)
    assert lying(media) == {str(kept.file)}
    assert set(SealedFile.objects.values_list("dossier_id", flat=True)) == {other.pk}
    shutil.copytree(tmp_path / "old copy", media, dirs_exist_ok=True)
    for row in rows:
        assert shelf.place_of(row.pk).exists()
        with pytest.raises(KeyGone):
            files.reading(row)
    with pytest.raises(KeyGone):
        _ = Attachment.objects.get(pk=attachment.pk).name
    with pytest.raises(KeyGone):
        _ = Attachment.history.filter(id=attachment.pk).first().name
    with files.reading(SealedFile.objects.get(pk=kept.file)) as reader:
        assert reader.read() == samples.pdf()


def test_the_tombstone_names_a_count_and_nothing_else_of_them(house: Any) -> None:
    petition = stage.closed(house, attach={"绝不外传.pdf": samples.pdf(), "第二份.txt": b"x"})
    attachment = petition.attachments.first()
    rendering.render(attachment.pk)
    stage.destroyed(house, petition)
    li = cast.signed_in(house.li)
    text = li.get(petition.get_absolute_url()).content.decode()
    assert "附件" in text or "Attachments" in text
    assert "绝不外传" not in text
    assert str(attachment.pk) not in text
    for address in ("", "file/", "pages/1/", "removal/"):
        assert li.get(f"/petitions/attachments/{attachment.pk}/{address}").status_code == 404


def test_a_page_made_too_late_is_not_kept(house: Any, media: Path) -> None:
    """The worker is still at it when the petition is destroyed; its key is in the worker's memory."""
    from vault import keys

    petition = stage.closed(house, attach={"来信.pdf": samples.pdf(3)})
    attachment = petition.attachments.get()
    with keys.key_scope():
        rendering._keep_page(attachment, 1, b"page one")
        slip = stage.witnessed(house, petition)
        from destruction import actions

        held = dict(keys._scope.get() or {})
        assert actions.carry_out(slip.pk, on=stage.DAY)
        (keys._scope.get() or {}).update(held)  # another process, whose memory the shredding does not reach
        with pytest.raises(rendering.NoLongerWanted):
            rendering._keep_page(attachment, 2, b"page two")
    assert lying(media) == set()
    assert not SealedFile.objects.exists()
    assert RenderedPage.objects.count() == 1, "a number without a file"


def test_a_file_that_cannot_be_taken_away_leaves_the_slip_unfinished_and_recovery_ends_it(house: Any, media: Path) -> None:
    from destruction import actions
    from destruction.models import DestructionSlip

    petition = stage.closed(house, attach={"来信.pdf": samples.pdf()})
    place = shelf.place_of(petition.attachments.get().file)
    slip = stage.witnessed(house, petition)
    place.unlink()
    place.mkdir()  # what cannot be unlinked, whoever runs this
    with pytest.raises(OSError):
        actions.carry_out(slip.pk, on=stage.DAY)
    assert DestructionSlip.objects.get(pk=slip.pk).status == "executed"
    assert actions.recover_all(on=stage.DAY).failed == 1
    place.rmdir()
    assert actions.recover_all(on=stage.DAY).finished == 1
    assert not SealedFile.objects.exists()

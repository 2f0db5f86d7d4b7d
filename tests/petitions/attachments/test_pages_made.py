"""Pages are made by a process set apart, within limits, and go on where they were stopped. Basis: THREATS T34."""

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from PIL import Image

from audit.trail.models import Entry
from config.demonstration.founding import House
from petitions import actions
from petitions.attachments import rendering
from petitions.attachments.actions import remove
from petitions.attachments.pictures import limits, process
from petitions.models import Attachment, Petition, RenderedPage, Rendering
from tests.petitions import cases
from tests.petitions.attachments import samples, stage
from vault import files
from vault.models import SealedFile

pytestmark = pytest.mark.django_db
State = Rendering.State


@pytest.fixture
def petition(house: House) -> Petition:
    return cases.graded(house)


@pytest.fixture
def waiting(house: House, petition: Petition) -> Any:
    def made(name: str, content: bytes) -> Attachment:
        return stage.attached(petition, house.li, name, content, prepared=False)

    return made


def state_of(attachment: Attachment) -> tuple[str, int, int]:
    found = Rendering.objects.get(pk=attachment.pk)
    return found.state, found.pages, attachment.rendered.count()


SHOWN = {
    "三页.pdf": (samples.pdf(3), ("ready", 3, 3)),
    "扫描.tif": (samples.scans(3), ("ready", 3, 3)),
    "照片.jpg": (samples.picture("JPEG"), ("ready", 1, 1)),
    "动图.gif": (samples.picture("GIF"), ("ready", 1, 1)),
    "锁.pdf": (samples.locked_pdf(), ("locked", 0, 0)),
    "坏.pdf": (b"%PDF-1.7 nothing behind it", ("broken", 0, 0)),
    "半.pdf": (samples.pdf(3)[:400], ("broken", 0, 0)),
    "半.png": (samples.picture()[:300], ("broken", 1, 0)),
    "坏.jpg": (b"\xff\xd8\xff" + bytes(50), ("broken", 0, 0)),
    "洪水.png": (samples.flood(60_000), ("too_big", 0, 0)),
    "潮水.png": (samples.flood(8_000), ("too_big", 1, 0)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_t34_every_file_comes_to_an_end_that_the_page_can_word(waiting: Any, name: str) -> None:
    content, expected = SHOWN[name]
    attachment = waiting(name, content)
    rendering.render(attachment.pk)
    assert state_of(attachment) == expected
    assert str(Rendering.objects.get().get_state_display())
    assert Entry.objects.get(event="attachment.pages_made").facts["state"] == expected[0]


def test_t34_a_page_of_two_hundred_metres_is_shown_no_larger_than_any(waiting: Any) -> None:
    attachment = waiting("大.pdf", samples.giant_pdf())
    rendering.render(attachment.pk)
    assert state_of(attachment) == ("ready", 1, 1)


def test_t34_only_the_first_pages_are_made_of_very_many(waiting: Any) -> None:
    attachment = waiting("多.pdf", samples.pdf(limits.MOST_PAGES + 2))
    attached = RenderedPage(attachment=attachment, number=1, file=attachment.file)
    RenderedPage.objects.bulk_create(  # as if all but the last two of them had been made before
        [RenderedPage(attachment=attachment, number=number, file=attached.file) for number in range(1, limits.MOST_PAGES - 1)]
    )
    rendering.render(attachment.pk)
    assert state_of(attachment) == ("cut", limits.MOST_PAGES + 2, limits.MOST_PAGES)


def test_pages_lie_sealed_and_belong_to_the_petition(waiting: Any, petition: Petition, media: Path) -> None:
    attachment = waiting("来信.pdf", samples.pdf(2))
    rendering.render(attachment.pk)
    assert set(SealedFile.objects.values_list("dossier_id", flat=True)) == {petition.pk}
    assert len(stage.stored(media)) == 3
    for path in stage.stored(media):
        assert b"\xff\xd8\xff" not in path.read_bytes()[:200]


def test_made_again_nothing_changes(waiting: Any) -> None:
    attachment = waiting("来信.pdf", samples.pdf(2))
    rendering.render(attachment.pk)
    before = list(RenderedPage.objects.values_list("file", flat=True))
    rendering.render(attachment.pk)
    assert list(RenderedPage.objects.values_list("file", flat=True)) == before


def test_it_goes_on_behind_the_pages_that_were_made(waiting: Any) -> None:
    attachment = waiting("来信.pdf", samples.pdf(3))
    row = SealedFile.objects.get(pk=attachment.file)
    with files.reading(row) as reader:
        first = next(payload for letter, payload in process.frames(reader, kind="pdf", first=1) if letter == "P")
    rendering._keep_page(attachment, 1, first)
    kept = attachment.rendered.get().file
    rendering.render(attachment.pk)
    assert state_of(attachment) == ("ready", 3, 3)
    assert attachment.rendered.get(number=1).file == kept


def test_a_file_that_brings_its_process_down_is_tried_a_few_times_and_then_left(waiting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of time at once: the process is really started and really killed."""
    monkeypatch.setattr(limits, "SECONDS", 0.01)
    attachment = waiting("来信.pdf", samples.pdf(1))
    for _ in range(rendering.MOST_ATTEMPTS - 1):
        rendering.render(attachment.pk)
        assert state_of(attachment)[0] == State.WAITING
    rendering.render(attachment.pk)
    assert state_of(attachment) == ("failed", 0, 0)


def test_while_somebody_is_at_it_nobody_else_begins(waiting: Any) -> None:
    attachment = waiting("来信.pdf", samples.pdf(1))
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [str(attachment.pk)])
        rendering.render(attachment.pk)
        assert state_of(attachment) == ("waiting", 0, 0)
        assert Rendering.objects.get().attempts == 0
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [str(attachment.pk)])
    finally:
        other.close()
    rendering.render(attachment.pk)
    assert state_of(attachment)[0] == State.READY


def test_of_a_removed_attachment_no_page_is_made(house: House, waiting: Any) -> None:
    attachment = waiting("来信.pdf", samples.pdf(1))
    remove(attachment, reason="错", by=house.li, on=cases.today())
    rendering.render(attachment.pk)
    with pytest.raises(rendering.NoLongerWanted):
        rendering._keep_page(attachment, 1, b"page")
    assert state_of(attachment) == ("waiting", 0, 0)
    assert SealedFile.objects.count() == 1


def test_a_message_that_names_nothing_changes_nothing(db: None) -> None:
    from petitions.attachments import tasks

    for asked in (None, "", "x", "0" * 32, {"a": 1}):
        tasks.render(asked)


def test_the_process_set_apart_has_no_key_no_environment_and_no_file_to_write(tmp_path: Path) -> None:
    """Asked of a process confined the same way."""
    code = (
        "import os, sys; from petitions.attachments.pictures import child; child.confine()\n"
        "print(sorted(os.environ), 'django' in sys.modules, 'vault' in sys.modules)\n"
        "with open(sys.argv[1], 'w') as file: file.write('x')"
    )
    target = tmp_path / "written"
    done = subprocess.run([sys.executable, "-c", code, str(target)], env={}, capture_output=True, check=False, text=True)
    assert done.stdout.strip() in ("[] False False", "['LC_CTYPE'] False False")
    assert done.returncode != 0
    assert not target.exists() or target.read_bytes() == b""


def test_t48_t55_it_is_given_the_content_alone_and_what_it_says_beside_is_not_heard(
    waiting: Any, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(process, "MODULE", "tests.petitions.attachments.telling")
    attachment = waiting("来信.pdf", samples.pdf())
    with files.reading(SealedFile.objects.get(pk=attachment.file)) as reader:
        given = [payload.decode() for _letter, payload in process.frames(reader, kind="pdf", first=7)]
    assert set(given[0].split(",")) <= {"PYTHONDONTWRITEBYTECODE", "LC_CTYPE"}
    assert given[1] == "pdf 7"
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("reaching", ["open(sys.argv[1], 'rb')", "socket.socket()", "os.listdir('/')", "os.memfd_create('x')"])
def test_t48_the_process_set_apart_opens_no_file_and_no_connection(tmp_path: Path, reaching: str) -> None:
    """A file that takes it over reads no key and reaches nobody."""
    key = tmp_path / "root.key"
    key.write_text("key")
    code = f"import os, socket, sys; from petitions.attachments.pictures import child; child.load('pdf'); child.confine(); {reaching}"
    done = subprocess.run([sys.executable, "-c", code, str(key)], env={}, capture_output=True, check=False, text=True)
    assert "Too many open files" in done.stderr


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "MPO"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_set_apart_it_still_draws_every_kind_of_picture(form: str, mode: str) -> None:
    """Everything it needs is loaded before it is confined."""
    out = io.BytesIO()
    mode = {"P": "CMYK" if form == "JPEG" else "L"}.get(mode, mode) if form in ("JPEG", "MPO") else "RGB" if form == "WEBP" else mode
    Image.new(mode, (90, 60)).save(out, form)
    command = [sys.executable, "-m", process.MODULE, "picture", "1"]
    done = subprocess.run(command, input=out.getvalue(), capture_output=True, env={}, check=True)
    assert done.stdout.startswith(b"N\0\0\0\x011P")
    assert done.stdout.endswith(b"E\0\0\0\0")


def test_t34_memory_and_time_of_the_process_are_limited() -> None:
    code = "from petitions.attachments.pictures import child; child.confine(); bytearray(2_000_000_000)"
    done = subprocess.run([sys.executable, "-c", code], env={}, capture_output=True, check=False)
    assert b"MemoryError" in done.stderr


@pytest.mark.prove
def test_t34_a_pdf_that_unpacks_to_half_a_gigabyte_comes_to_an_end(waiting: Any) -> None:
    attachment = waiting("弹.pdf", samples.bomb_pdf())
    began = time.monotonic()
    rendering.render(attachment.pk)
    print(f"bomb: {state_of(attachment)} after {time.monotonic() - began:.1f} s")
    assert time.monotonic() - began < limits.SECONDS + 10
    assert state_of(attachment)[0] in State.values


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_somebody_else_finishes(house: House, petition: Petition) -> None:
    attachment = stage.attached(petition, house.li, "来信.pdf", samples.pdf(40), prepared=False)
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            rendering.render(attachment.pk)
        finally:
            os._exit(0)
    deadline = time.monotonic() + 60
    while attachment.rendered.count() < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    made = attachment.rendered.count()
    assert 3 <= made < 40
    assert state_of(attachment)[0] == State.WAITING
    while state_of(attachment)[0] == State.WAITING and time.monotonic() < deadline:
        rendering.render(attachment.pk)  # until the server has noticed that the other is gone
    assert state_of(attachment) == ("ready", 40, 40)
    assert sorted(attachment.rendered.values_list("number", flat=True)) == list(range(1, 41))


def test_a_closed_case_still_gets_its_pages(house: House, petition: Petition, waiting: Any) -> None:
    attachment = waiting("来信.pdf", samples.pdf(1))
    actions.close(petition, result="explained", reply="已答复", closed_on=cases.today(), by=house.li, on=cases.today())
    rendering.render(attachment.pk)
    assert state_of(attachment) == ("ready", 1, 1)

"""Looking at attachments: who may, how they are shown, what is recorded. Basis: DESIGN §3; THREATS T09, T33, T35, T53."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from audit.trail.models import Entry
from config.demonstration.founding import House
from petitions.attachments import rendering
from petitions.models import Attachment, Petition, Rendering
from tests import cast
from tests.petitions import cases
from tests.petitions.attachments import samples, stage
from vault import files
from vault.models import SealedFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def petition(house: House) -> Petition:
    return cases.graded(house)


@pytest.fixture
def letter(house: House, petition: Petition) -> Attachment:
    return stage.attached(petition, house.li, "来信.pdf", samples.pdf(3))


def test_a_pdf_is_shown_page_by_page_under_its_mark(house: House, petition: Petition, letter: Attachment) -> None:
    answer = stage.get(cast.signed_in(house.li), "attachment", letter)
    text = answer.content.decode()
    assert petition.mark.text in text
    assert "来信.pdf" in text
    assert f"/petitions/attachments/{letter.pk}/pages/1/" in text
    assert "?page=3" in text
    for asked, shown in (("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("0002", 2), ("9" * 5000, 3)):
        page = cast.signed_in(house.li).get(f"/petitions/attachments/{letter.pk}/", {"page": asked}).content.decode()
        assert f"/pages/{shown}/" in page, asked


def test_t35_the_page_is_sandboxed_and_brings_no_script(house: House, letter: Attachment) -> None:
    li = cast.signed_in(house.li)
    for name, more in (("attachment", ()), ("attachment_page", (1,)), ("attachment_file", ())):
        answer = stage.get(li, name, letter, *more)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox ")
        assert "allow-scripts" not in policy
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<script|javascript:| on\w+=|<form", stage.get(li, "attachment", letter).content.decode())


def test_t53_every_page_carries_its_reader_in_its_pixels(house: House, letter: Attachment) -> None:
    pages = {account: stage.get(cast.signed_in(house.people[account]), "attachment_page", letter, 1).content for account in ("li", "wang")}
    stored = files.reading(SealedFile.objects.get(pk=letter.rendered.get(number=1).file)).read()
    li, wang, plain = (Image.open(io.BytesIO(content)).convert("L") for content in (pages["li"], pages["wang"], stored))
    assert li.size == plain.size

    def differing(one: Image.Image, other: Image.Image, box: tuple[int, int, int, int]) -> int:
        pairs = zip(one.crop(box).get_flattened_data(), other.crop(box).get_flattened_data(), strict=True)
        return sum(abs(a - b) > 12 for a, b in pairs)

    width, height = li.size
    for left in (0, width // 2):
        for top in (0, height // 2):
            quarter = (left, top, left + width // 2, top + height // 2)
            assert differing(li, plain, quarter) > 300, "in every quarter of the page"
    assert differing(li, wang, (0, 0, width, height)) > 300


def test_t33_a_picture_is_shown_without_its_particulars(house: House, petition: Petition) -> None:
    made = stage.attached(petition, house.li, "照片.jpg", samples.picture("JPEG"))
    assert samples.WORD.encode() in samples.picture("JPEG")
    shown = stage.get(cast.signed_in(house.li), "attachment_page", made, 1).content
    assert samples.WORD.encode() not in shown
    assert not Image.open(io.BytesIO(shown)).getexif()


def test_the_file_itself_comes_whole_as_an_attachment_named_with_its_mark(house: House, petition: Petition, letter: Attachment) -> None:
    answer = stage.get(cast.signed_in(house.li), "attachment_file", letter)
    assert stage.body(answer) == samples.pdf(3)
    assert answer.headers["Content-Length"] == str(len(samples.pdf(3)))
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=utf-8''")
    assert "%E3%80%90" in disposition
    assert answer.headers["X-Accel-Buffering"] == "no"


RANGES = [
    ("bytes=0-9", 206, 0, 10),
    ("bytes=10-", 206, 10, None),
    ("bytes=-7", 206, -7, None),
    ("bytes=5-999999999", 206, 5, None),
    ("bytes=999999999-", 416, 0, 0),
    ("bytes=9-3", 416, 0, 0),
    ("bytes=", 200, 0, None),
    ("bytes=0-1,4-5", 200, 0, None),
    ("nonsense", 200, 0, None),
]


@pytest.mark.parametrize(("asked", "status", "start", "stop"), RANGES)
def test_a_download_that_broke_off_goes_on(house: House, letter: Attachment, asked: str, status: int, start: int, stop: int) -> None:
    answer = stage.get(cast.signed_in(house.li), "attachment_file", letter, headers={"range": asked})
    assert answer.status_code == status
    if status != 416:
        assert stage.body(answer) == samples.pdf(3)[start:stop]


def test_every_look_is_in_the_records_trail_before_it_happens(house: House, petition: Petition, letter: Attachment) -> None:
    li = cast.signed_in(house.li)
    for name, event, more in (
        ("attachment", "attachment.opened", ()),
        ("attachment_page", "attachment.page_viewed", (2,)),
        ("attachment_file", "attachment.downloaded", ()),
    ):
        stage.get(li, name, letter, *more)
        entry = Entry.objects.get(event=event)
        assert (entry.actor, entry.dossier_id, entry.facts["attachment"]) == (house.li, petition.pk, str(letter.pk))
        assert "来信" not in str(entry.facts)


SEEING = {"li": 200, "wang": 200, "liu": 404, "he": 404, "chen": 404, "sun": 404, "qian": 404, "zhao": 404, "zhou": 404, "sysadmin": 404}


@pytest.mark.parametrize("account", SEEING)
def test_attachments_are_content_who_reads_only_the_card_meets_nothing(house: House, letter: Attachment, account: str) -> None:
    client = cast.signed_in(house.people[account])
    for name, more in (("attachment", ()), ("attachment_page", (1,)), ("attachment_file", ())):
        assert stage.get(client, name, letter, *more).status_code == SEEING[account], name


def test_a_page_that_is_not_there_is_absent(house: House, letter: Attachment) -> None:
    li = cast.signed_in(house.li)
    assert stage.get(li, "attachment_page", letter, 4).status_code == 404
    assert stage.get(li, "attachment_page", letter, 0).status_code == 404
    assert stage.get(li, "attachment_page", letter, 10**12).status_code == 404


NOT_SHOWN = {"材料.docx": samples.docx(), "清单.xlsx": samples.xlsx(), "说明.txt": "说明".encode(), "录音.mp3": samples.TAKEN["录音.mp3"]}


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_what_is_not_shown_says_so_and_downloads(house: House, petition: Petition, name: str) -> None:
    made, li = stage.attached(petition, house.li, name, NOT_SHOWN[name]), cast.signed_in(house.li)
    text = stage.get(li, "attachment", made).content.decode()
    assert f"/petitions/attachments/{made.pk}/file/" in text
    assert "viewer-picture" not in text
    assert stage.body(stage.get(li, "attachment_file", made)) == NOT_SHOWN[name]


def test_a_tampered_file_is_never_shown(house: House, letter: Attachment) -> None:
    path: Path = stage.place_of(letter)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    client: Any = cast.signed_in(house.li)
    client.raise_request_exception = False
    assert stage.get(client, "attachment_file", letter).status_code == 500


def test_a_page_is_looked_at_while_the_others_are_being_made(house: House, petition: Petition) -> None:
    made, li = stage.attached(petition, house.li, "来信.pdf", samples.pdf(), prepared=False), cast.signed_in(house.li)
    text = stage.get(li, "attachment", made).content.decode()
    assert "viewer-picture" not in text
    assert Rendering.objects.get().state == Rendering.State.WAITING
    rendering.render(made.pk)
    assert "viewer-picture" in stage.get(li, "attachment", made).content.decode()

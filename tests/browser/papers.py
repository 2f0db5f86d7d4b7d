"""What came with the letter: attached, looked at, borrowed with the case. Every file says something that is searched for afterwards."""

import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser.day import Desk
from tests.petitions.attachments.samples import pdf

if TYPE_CHECKING:
    from tests.browser.walk import Walk


def attached(walk: "Walk") -> None:
    """Three files at once and one that is not taken: three are there, one says why."""
    li, values = walk.desk("li"), walk.planted
    li.open(walk.record)
    li.page.set_input_files("#id_files", [_letter(walk), _words(walk), _photograph(walk), _payload("网页.html", "text/html", b"<b>x</b>")])
    li.page.locator("form[data-upload] button[type=submit]").click()
    refused = li.page.locator(".sending .is-refused .sending-said")
    refused.wait_for()
    assert "不收" in refused.inner_text()
    assert li.page.locator(".sending .is-done").count() == 3
    li.open(walk.record)
    for ending in ("pdf", "txt", "jpg"):
        assert f"{values.file_name}.{ending}" in li.text()


def looked_at(walk: "Walk") -> None:
    """Page by page, as pictures, without a script; then taken out and put back."""
    li = walk.desk("li")
    viewer = _viewer_when_ready(li, walk, "pdf")
    second = str(li.page.request.get(f"{viewer}?page=2").text())
    assert "第 2 页，共 2 页" in second and walk.number in second
    picture = li.page.request.get(f"{viewer}pages/2/")
    assert (picture.status, picture.headers["content-type"]) == (200, "image/jpeg")
    li.open(walk.record)
    li.click(f"{walk.planted.file_name}.txt: 移出")
    li.fill(reason=walk.planted.removal)
    li.click("移出")
    assert walk.planted.removal in li.text()
    li.click("放回")
    li.open(walk.record)


def read_on_loan(walk: "Walk") -> None:
    """The borrower reads what is attached, and nobody who is lent nothing."""
    viewer = _viewer_when_ready(walk.desk("chen"), walk, "jpg")
    assert walk.desk("chen").page.request.get(f"{viewer}file/").status == 200
    for name in ("he", "qian", "zhao"):
        walk.desk(name).open(viewer, expect=404)
        walk.desk(name).open("/")


def closed_to_the_borrower(walk: "Walk") -> None:
    chen = walk.desk("chen")
    chen.open(walk.record)
    assert walk.planted.file_name not in chen.source()


def _viewer_when_ready(desk: Desk, walk: "Walk", ending: str) -> str:
    """The address of the page that shows it, looked at once. No script runs there, not even ours: it is asked by request."""
    desk.open(walk.record)
    viewer = str(desk.page.locator("#attachments a.file-name", has_text=f".{ending}").get_attribute("href"))
    deadline = time.monotonic() + 90
    while "viewer-picture" not in desk.page.request.get(viewer).text():
        assert time.monotonic() < deadline, "the pages are not being made"
        time.sleep(0.5)
    desk.page.goto(viewer)
    desk.page.goto("/")
    return viewer


def _letter(walk: "Walk") -> dict:
    return _payload(f"{walk.planted.file_name}.pdf", "application/pdf", pdf(2) + f"% {walk.planted.file_text}\n".encode())


def _words(walk: "Walk") -> dict:
    return _payload(f"{walk.planted.file_name}.txt", "text/plain", walk.planted.file_text.encode())


def _photograph(walk: "Walk") -> dict:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "silver").save(out, "JPEG", comment=walk.planted.file_text.encode())
    return _payload(f"{walk.planted.file_name}.jpg", "image/jpeg", out.getvalue())


def _payload(name: str, kind: str, content: bytes) -> dict:
    return {"name": name, "mimeType": kind, "buffer": content}


IN_THE_MORNING: list[Callable[["Walk"], None]] = [attached, looked_at]
ON_LOAN: list[Callable[["Walk"], None]] = [read_on_loan]
AFTER_THE_LOAN: list[Callable[["Walk"], None]] = [closed_to_the_borrower]

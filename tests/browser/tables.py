"""A table brought in by mistake: checked, imported, its refused rows fetched, undone. And a document that the worker makes."""

import csv
import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.browser.day import Desk

if TYPE_CHECKING:
    from tests.browser.walk import Walk


def imported(walk: "Walk") -> None:
    """Two rows, one of which has no day: one is registered, the other comes back with its own cells."""
    li, values = walk.desk("li"), walk.planted
    li.open("/petitions/imports/new/")
    li.page.set_input_files("main input[type=file]", {"name": f"{values.table_name}.csv", "mimeType": "text/csv", "buffer": _table(walk)})
    li.click("上传并检查")
    wait_for_state(li, "已检查，待导入")
    assert values.table_name in li.text()
    li.click("开始导入")
    wait_for_state(li, "已导入")
    walk.table = li.path
    refused = li.page.request.get(f"{walk.table}errors/")
    assert refused.headers["content-disposition"].startswith("attachment")
    assert values.refused_row in refused.text() and values.table_row not in refused.text()


def _table(walk: "Walk") -> bytes:
    """As an office exports it; the second row has no day."""
    values, out = walk.planted, io.StringIO()
    header = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "备注"]
    rows = [
        ["1", values.table_person, f"关于{values.table_row}", "2026-01-05", values.table_row, values.table_remark],
        ["2", values.table_person, f"关于{values.refused_row}", "?", values.refused_row, values.table_remark],
    ]
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def undone(walk: "Walk") -> None:
    """Withdrawn, not destroyed: it stays, sealed, and so do the refused rows."""
    li = walk.desk("li")
    li.open(walk.table)
    li.fill(reason=walk.planted.undo_reason)
    li.click("撤销这些事项")
    wait_for_state(li, "已撤销")
    assert li.page.request.get(f"{walk.table}errors/").status == 200


def document_made(walk: "Walk") -> None:
    """The sheet of the destruction slip, with its reason, as the worker makes long ones."""
    li = walk.desk("li")
    li.page.goto(f"{walk.burning}pdf/")
    assert "/approvals/documents/" in li.path
    link = li.page.locator("#document-state a[href$='/file/']")
    link.wait_for(timeout=90_000)
    li.look()
    with li.page.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == f"{walk.burning_number}.pdf"


def wait_for_state(desk: Desk, state: str) -> None:
    """The page draws itself anew once the worker has done its part."""
    deadline = time.monotonic() + 90
    while state not in desk.page.locator(".page-line").inner_text():
        assert time.monotonic() < deadline, desk.text()
        desk.page.wait_for_timeout(300)
        desk.page.reload()
    desk.look()


IN_THE_MORNING: list[Callable[["Walk"], None]] = [imported, undone]
IN_THE_EVENING: list[Callable[["Walk"], None]] = [document_made]

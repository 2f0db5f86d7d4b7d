"""The second half of the walk: destroyed, reported, signed out."""

import csv
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser import day, tables
from tests.browser.sweep import behind
from tests.browser.sweep.planted import Planted
from tests.browser.sweep.search import sweep

if TYPE_CHECKING:
    from tests.browser.walk import Walk


def nothing_unmasked(source: str, values: Planted) -> None:
    """No page shows the last four digits of the phone, the ID number or the name in full. Basis: THREATS T03."""
    shown = [name for name in ("name", "id_number", "phone", "address") if getattr(values, name) in source]
    assert shown == []
    assert values.phone[-4:] + "<" not in source


def destruction_filed(walk: "Walk") -> None:
    li = walk.desk("li")
    li.open(walk.record)
    li.click("提交销毁单")
    box = li.page.locator("main tr", has_text=walk.number).locator("[name=items]").first
    box.check()
    li.fill(method="burning", reason=walk.planted.reason)
    li.click("提交")
    found = li.page.locator(".page-number").first.inner_text()
    assert found.startswith("XH-")
    walk.burning, walk.burning_number = li.path, found.strip()


def destruction_signed(walk: "Walk") -> None:
    for name in ("wang", "liu"):
        desk = walk.at_work(name, "待签批", walk.burning_number)
        _prove(desk, "签批")
    assert "已批准" in walk.desk("liu").text()


def _prove(desk: Any, label: str) -> None:
    desk.page.locator(f"main section.confirm:has-text('{label}') [name=password]").first.fill(day.PASSWORD)
    desk.click(label)


def execution_opened(walk: "Walk") -> None:
    """Another number opens nothing: neither the button in the browser nor the server."""
    zhao = walk.at_work("zhao", "待执行", walk.burning_number)
    zhao.fill(slip_number="XH-2026-999999", password=day.PASSWORD)
    button = zhao.page.get_by_role("button", name="启动执行")
    assert button.is_disabled()
    button.evaluate("element => { element.disabled = false; }")
    zhao.click("启动执行", expect=400)
    assert "与本单编号不符" in zhao.text()
    zhao.fill(slip_number=walk.burning_number, password=day.PASSWORD)
    zhao.click("启动执行")
    assert "待监销" in zhao.text()


def witnessed(walk: "Walk") -> None:
    """With the second signature the worker shreds; nobody presses anything more."""
    for name in ("wu", "zheng"):
        desk = walk.at_work(name, "待监销", walk.burning_number)
        _prove(desk, "监销")
    li = walk.desk("li")
    deadline = time.monotonic() + 60
    li.open(walk.burning)
    while "已销毁" not in li.page.locator(".page-line").inner_text():
        assert time.monotonic() < deadline, "The worker did not shred within a minute."
        li.page.wait_for_timeout(300)
        li.page.reload()


def gone(walk: "Walk") -> None:
    """A tombstone and a certificate; no page, history or search answers with content."""
    li, values = walk.desk("li"), walk.planted
    li.open(walk.record)
    assert "已销毁" in li.text() and walk.number in li.text()
    li.click("销毁证明")
    assert all(name in li.text() for name in ("李登记", "王主任", "刘分管", "赵保密", "吴监销", "郑监销"))
    assert "校验通过" in li.text()
    li.click("打印")
    for name in ("li", "liu", "chen"):
        desk = walk.desk(name)
        desk.open("/")
        for terms in (values.name, values.phone, values.id_number, values.corrected[2:6]) if name == "li" else (values.name,):
            desk.search(terms)
            assert walk.number not in desk.page.locator("main").inner_text()
        _holds_nothing(desk, walk)


def _holds_nothing(desk: Any, walk: "Walk") -> None:
    """Whatever address once showed a word of it."""
    of_others = ("purpose", "condition", "difference", "reason", "undo_reason")  # slips and the withdrawn import live on
    values = walk.planted.values().items()
    sealed = {name: value for name, value in values if name not in of_others and not name.startswith("table_")}
    pages = [walk.record, walk.slip, walk.burning, "/", "/petitions/", f"{walk.record}edit/", f"{walk.record}closing/", "/audit/trail/"]
    for address in pages:
        answer = desk.page.request.get(address)
        assert answer.status in (200, 403, 404, 409), (answer.status, address)
        assert [name for name, value in sealed.items() if value in answer.text()] == [], address


def reported(walk: "Walk") -> None:
    """Li makes the interim report; Zhou downloads it at once, and it says what it is."""
    li = walk.desk("li")
    li.menu("自查报告")
    li.click("生成阶段性报告")
    walk.report = li.path
    zhou = walk.desk("zhou")
    zhou.menu("自查报告")
    zhou.follow(li.page.locator(".page-number").first.inner_text().strip())
    assert "阶段性" in zhou.text()
    with zhou.page.expect_download() as waiting:
        zhou.page.locator("main a.list-row[href$='/csv/']").click()
    rows = list(csv.reader(Path(waiting.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert len(rows) > 20 and any("阶段性" in cell for row in rows[:12] for cell in row)
    text = "\n".join(",".join(row) for row in rows)
    assert [name for name, value in walk.planted.values().items() if value in text] == []
    zhou.click("打印页")


def printed(walk: "Walk") -> None:
    """The slips' sheets: number, mark, names of who signed, and who printed them when."""
    for name, address, number in (("chen", walk.slip, walk.slip_number), ("li", walk.burning, walk.burning_number)):
        desk = walk.desk(name)
        desk.open(address)
        desk.click("打印")
        assert number in desk.text() and "刘分管" in desk.text()
        assert "重要" in desk.text()


def looked_round(walk: "Walk") -> None:
    """Every other page of the menu, for the person whose page it is."""
    for name, addresses in ROUND.items():
        for address in addresses:
            walk.desk(name).open(address)


ROUND = {
    "li": ["/", "/approvals/", "/petitions/", "/petitions/new/", "/custody/carriers/", "/custody/borrow-slips/", "/destruction/slips/"],
    "wang": ["/personnel/people/", "/classification/schemes/", "/audit/trail/", "/audit/reports/"],
    "zhou": ["/", "/audit/trail/"],
    "secadmin": ["/", "/audit/trail/"],
    "dang": ["/", "/custody/carriers/"],
}


def trail_verified(walk: "Walk") -> None:
    found = behind.manage(walk.supervised.var, "verify_trail")
    assert found["first_bad"] is None
    assert found["entries"] > 100


def signed_out(walk: "Walk") -> None:
    """Back after signing out shows the door, not the record. Basis: THREATS T02, T90."""
    for name in ("li", "chen"):
        desk = walk.desk(name)
        desk.open("/petitions/")
        desk.open(walk.record)
        desk.sign_out()
        for _ in range(2):
            desk.page.go_back()
            assert walk.number not in desk.text()
            assert "登录" in desk.text()


def swept_destroyed(walk: "Walk") -> None:
    walk.close_own_browsers()
    walk.hits["destroyed"] = sweep(walk)


ACTS: list[Callable[["Walk"], None]] = [
    destruction_filed,
    destruction_signed,
    *tables.IN_THE_EVENING,
    execution_opened,
    witnessed,
    gone,
    reported,
    printed,
    looked_round,
    trail_verified,
    signed_out,
    swept_destroyed,
]

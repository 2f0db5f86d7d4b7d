"""The first part of the walk: registered, handled, graded, and hidden from whoever need not know."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.browser.day import Desk

if TYPE_CHECKING:
    from tests.browser.walk import Walk


def registered(walk: "Walk") -> None:
    """A letter comes in. The ID number is mistyped first: a sentence beside the field, and nothing typed is lost."""
    li, values = walk.desk("li"), walk.planted
    wrong = values.values()["wrong_id_number"]
    li.look()
    li.menu("信访事项")
    li.click("登记信访事项")
    li.fill(channel="letter", category="claim", information_category="privacy", subject=values.subject, body=values.body)
    li.fill(petitioner_name=values.name, petitioner_id_number=wrong, petitioner_phone=values.phone, petitioner_address=values.address)
    li.click("登记")
    assert "校验位" in li.page.locator(".field:has([name=petitioner_id_number]) .errorlist").inner_text()
    assert li.page.input_value("[name=body]").replace("\r", "") == values.body
    assert li.page.input_value("[name=petitioner_name]") == values.name
    li.fill(petitioner_id_number=values.id_number)
    li.click("登记")
    said = re.search(r"XF-\d{4}-\d{6}", li.text())
    assert said is not None
    walk.number, walk.record = said[0], li.path


def handled(walk: "Walk") -> None:
    """Li takes the case, counts the pages of the letter, adds a note and corrects the subject."""
    li, values = walk.desk("li"), walk.planted
    li.open(walk.record)
    li.click("分办")
    li.page.select_option("[name=handling_officer]", label=_option(li, "handling_officer", "李登记"))
    li.click("分办")
    assert "办理中" in li.text()
    li.fill(text=values.note)
    li.click("保存记录")
    assert values.note in li.text()
    li.click("更正")
    li.fill(subject=values.corrected)
    li.click("保存更正")
    assert values.corrected in li.text()
    _count_pages(li)


def _count_pages(li: Desk) -> None:
    paper = li.page.locator("main li", has_text="纸质原件").get_by_role("link").first.inner_text()
    li.click(paper)
    li.fill(pages="12")
    li.click("更改")
    assert li.page.input_value("[name=pages]") == "12"


def _option(desk: Desk, name: str, text: str) -> str:
    return str(desk.page.locator(f"[name={name}] option", has_text=text).first.inner_text())


def graded(walk: "Walk") -> None:
    """Li proposes 重要 with 业务一部 in scope, Liu confirms; the mark stands top left from then on."""
    li = walk.desk("li")
    li.open(walk.record)
    li.click("拟定密级")
    li.page.select_option("[name=level]", label=_option(li, "level", "重要"))
    li.fill(period="10年", basis=walk.planted.basis)
    li.tick("业务一部")
    li.click("提交拟定意见")
    liu = walk.at_work("liu", "待定密", walk.number)
    assert walk.planted.basis in liu.source()
    liu.click("审定")
    assert "重要" in liu.page.locator(".page-mark").inner_text()


def hidden(walk: "Walk") -> None:
    """Not cleared, not in scope, auditor: neither list nor search nor address tells that there is anything."""
    for name in ("sun", "qian", "zhou"):
        desk = walk.desk(name)
        with desk.expecting(404):
            absent = desk.page.request.get(walk.record[:-2] + "0/" if walk.record[-2] != "0" else walk.record[:-2] + "1/")
            denied = desk.page.request.get(walk.record)
        assert (denied.status, denied.body()) == (absent.status, absent.body()) and denied.status == 404
        desk.open(walk.record, expect=404)
        desk.open("/petitions/")
        assert walk.number not in desk.text()
        for terms in (walk.number, walk.planted.name, walk.planted.phone) if desk.may_search() else ():
            desk.search(terms)
            assert walk.record not in desk.source()


ACTS: list[Callable[["Walk"], None]] = [registered, handled, graded, hidden]

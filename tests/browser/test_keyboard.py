"""What the walk does with a mouse, done with the keys alone: files, dialogs, tables, the menu, the proof before a signature."""

from typing import Any

import pytest
from playwright.sync_api import TimeoutError as NothingCame

from tests.browser import access
from tests.browser.day import Desk
from tests.browser.tables import wait_for_state
from tests.browser.test_reader import li, press, tab_to  # noqa: F401 - the registrar's desk

FIRST_IN_HAND = "main a.list-row:has-text('办理并办结')"
IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""
HAS_FOCUS = "element => element === document.activeElement"


@pytest.fixture
def record(li: Desk) -> Desk:  # noqa: F811
    """Before a petition in her hands."""
    li.sign_in()
    li.page.goto(str(li.page.get_attribute(FIRST_IN_HAND, "href")))
    return li


def send(desk: Desk) -> None:
    """Enter on a button whose form is sent by script; then the page that follows."""
    with desk.page.expect_event("load"):
        desk.page.keyboard.press("Enter")


def choose_file(desk: Desk, file: dict[str, Any]) -> None:
    """Space on a field for files; once more where the browser slept through the first."""
    try:
        chooser = asked_for_a_file(desk, patience=5_000)
    except NothingCame:
        chooser = asked_for_a_file(desk, patience=30_000)
    chooser.set_files([file])


def asked_for_a_file(desk: Desk, *, patience: int) -> Any:
    with desk.page.expect_file_chooser(timeout=patience) as chooser:
        desk.page.keyboard.press("Space")
    return chooser.value


def test_a_file_is_attached_and_looked_at_and_its_arrival_said_in_sight(record: Desk) -> None:
    address = record.path
    tab_to(record, "files")
    choose_file(record, {"name": "键盘.txt", "mimeType": "text/plain", "buffer": "只用键盘。".encode()})
    tab_to(record, "添加附件")
    send(record)
    said = record.page.locator(".message", has_text="已添加 1 份附件")
    assert said.evaluate(IN_SIGHT)
    assert access.faults(record.page) == []
    tab_to(record, "键盘.txt")
    press(record, "Enter")
    assert record.page.locator("h1").inner_text() == "键盘.txt"
    record.page.keyboard.press("Shift+Tab")
    record.page.goto(address)
    assert record.complaints == []


def test_a_reveal_opens_takes_a_reason_and_closes_where_one_was(record: Desk) -> None:
    summary = record.page.locator(".reveal > summary").first
    tab_to(record, str(summary.text_content()).strip())
    record.page.keyboard.press("Enter")
    assert summary.evaluate("element => element.parentElement.open")
    assert access.faults(record.page) == []
    tab_to(record, "reason")
    record.page.keyboard.type("核对")
    record.page.keyboard.press("Escape")
    assert not summary.evaluate("element => element.parentElement.open")
    assert summary.evaluate(HAS_FOCUS)


def test_a_table_is_sorted_and_a_day_filled_in(li: Desk) -> None:  # noqa: F811
    li.sign_in()
    li.page.goto("/petitions/")
    tab_to(li, "received_from")
    li.page.keyboard.type("01012020")
    press(li, "Enter")
    assert "received_from=2020-01-01" in li.path
    tab_to(li, "收到日期")
    press(li, "Enter")
    assert "sort=" in li.path
    assert "received_from=2020-01-01" in li.path
    assert li.page.locator("th[aria-sort]", has_text="收到日期").count() == 1


def test_the_menu_of_a_telephone_opens_and_gives_the_focus_back(li: Desk) -> None:  # noqa: F811
    li.sign_in()
    li.page.set_viewport_size(access.LOOKS["a telephone"])
    li.page.goto("/petitions/")
    tab_to(li, "菜单")
    li.page.keyboard.press("Enter")
    assert li.page.locator("#navigation").is_visible()
    assert access.violations_with_axe(li.page) == []
    tab_to(li, "工作台")
    li.page.keyboard.press("Escape")
    assert not li.page.locator("#navigation").is_visible()
    assert li.page.locator(".nav-open").evaluate(HAS_FOCUS)
    li.page.set_viewport_size(access.LOOKS["a desk"])


def test_a_signature_asks_for_the_password_and_a_wrong_one_begins_there_again(browser: Any, browser_context_args: dict[str, Any]) -> None:
    context = browser.new_context(**browser_context_args)
    he = Desk("he", context, None)
    he.sign_in()
    he.page.goto(str(he.page.get_attribute("#sign a.list-row", "href")))
    tab_to(he, "password")
    he.page.keyboard.type("not the password")
    with he.expecting(409):
        press(he, "Enter")
    assert "密码不正确" in he.text()
    assert he.page.locator("[name=password]").first.evaluate(HAS_FOCUS)
    assert access.faults(he.page) == []
    context.close()


def test_a_table_is_brought_in_and_the_import_undone(li: Desk) -> None:  # noqa: F811
    li.sign_in()
    li.page.goto("/petitions/imports/new/")
    tab_to(li, "file")
    table = "留言编号,留言用户,留言主题,留言时间,留言详情\n键1,键盘用户,只用键盘导入,2026-01-05,只用键盘导入的一行。\n"
    choose_file(li, {"name": "键盘.csv", "mimeType": "text/csv", "buffer": table.encode()})
    tab_to(li, "上传并检查")
    press(li, "Enter")
    wait_for_state(li, "已检查，待导入")
    tab_to(li, "开始导入")
    press(li, "Enter")
    wait_for_state(li, "已导入")
    tab_to(li, "reason")
    li.page.keyboard.type("只用键盘撤销")
    tab_to(li, "撤销这些事项")
    press(li, "Enter")
    wait_for_state(li, "已撤销")


def test_a_figure_of_the_overview_opens_its_rows(browser: Any, browser_context_args: dict[str, Any]) -> None:
    context = browser.new_context(**browser_context_args)
    wang = Desk("wang", context, None)
    wang.sign_in()
    tab_to(wang, "总览")
    press(wang, "Enter")
    tab_to(wang, str(wang.page.locator("main a.stat").first.evaluate("element => element.textContent.trim().split('\\n')[0].trim()")))
    press(wang, "Enter")
    assert wang.path.startswith("/petitions/?")
    context.close()


def test_another_language_is_chosen(li: Desk) -> None:  # noqa: F811
    li.sign_in()
    li.page.goto("/petitions/?status=in_hand")
    tab_to(li, "English")
    press(li, "Enter")
    assert li.page.get_attribute("html", "lang") == "en"
    assert li.path == "/petitions/?status=in_hand"
    tab_to(li, "中文")
    press(li, "Enter")
    assert li.page.get_attribute("html", "lang") == "zh-hans"

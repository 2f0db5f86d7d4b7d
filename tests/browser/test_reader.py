"""Whoever uses no mouse, and whoever reads another language."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.day import Desk

FOCUSED = """() => {
  const one = document.activeElement, look = getComputedStyle(one);
  return [one.textContent.trim() || one.getAttribute("name") || one.getAttribute("aria-label") || "", one.name || "",
    look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2];
}"""
REACH = 80  # keys of the tabulator until somebody gives up


@pytest.fixture
def li(browser: Any, browser_context_args: dict[str, Any]) -> Iterator[Desk]:
    context = browser.new_context(**browser_context_args)
    desk = Desk("li", context, None)
    yield desk
    if desk.page.get_attribute("html", "lang") != "zh-hans":  # the choice stays with the account, which others read with
        choose(desk, "zh-hans")
    context.close()


def tab_to(desk: Desk, wanted: str) -> None:
    """Presses the tabulator until the wanted name or text has the focus, which must be seen at every stop."""
    for _ in range(REACH):
        desk.page.keyboard.press("Tab")
        text, name, is_seen = desk.page.evaluate(FOCUSED)
        if wanted in (name, text.split("\n")[0].strip()):
            assert is_seen, f"The focus on {wanted} cannot be seen."
            return
    raise AssertionError(f"{wanted} cannot be reached with the keyboard.")


def press(desk: Desk, key: str) -> None:
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.keyboard.press(key)


def choose(desk: Desk, language: str) -> None:
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.click(f".languages button[value={language}]")


def test_a_petition_is_registered_without_a_mouse(li: Desk) -> None:
    li.page.goto("/login/")
    li.page.keyboard.type("li")
    tab_to(li, "password")
    li.page.keyboard.type("Xinmi-demo-2026")
    press(li, "Enter")
    tab_to(li, "信访事项")
    press(li, "Enter")
    tab_to(li, "登记信访事项")
    press(li, "Enter")
    for name, typed in {"subject": "键盘登记", "body": "只用键盘。", "petitioner_phone": "13"}.items():
        tab_to(li, name)
        li.page.keyboard.type(typed)
    tab_to(li, "登记")
    press(li, "Enter")
    assert li.page.evaluate("() => document.activeElement.getAttribute('aria-invalid')") == "true"
    assert li.page.input_value("[name=body]") == "只用键盘。"


def test_a_page_begins_with_a_way_past_the_navigation(li: Desk) -> None:
    li.sign_in()
    li.page.goto("/petitions/")
    li.page.keyboard.press("Tab")
    assert li.page.evaluate(FOCUSED)[0] == "跳到正文"
    li.page.keyboard.press("Enter")
    assert li.page.evaluate("() => document.activeElement.id") == "content"


def test_another_language_keeps_the_page_and_asks_before_it_loses_what_was_typed(li: Desk) -> None:
    li.sign_in()
    li.page.goto("/petitions/?status=in_hand")
    choose(li, "es")
    assert (li.path, li.page.get_attribute("html", "lang")) == ("/petitions/?status=in_hand", "es")
    assert "Peticiones" in li.page.inner_text("h1")
    li.page.goto("/petitions/new/")
    li.page.fill("[name=subject]", "asunto")
    asked: list[str] = []
    li.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    li.page.click(".languages button[value=en]")
    li.page.wait_for_timeout(300)
    assert (li.page.input_value("[name=subject]"), li.page.get_attribute("html", "lang")) == ("asunto", "es")
    assert "se pierde" in asked[0]
    li.page.once("dialog", lambda dialog: dialog.accept())
    choose(li, "zh-hans")
    assert li.page.get_attribute("html", "lang") == "zh-hans"
    assert li.complaints == []


def test_after_a_step_that_failed_another_language_shows_what_it_belongs_to(li: Desk) -> None:
    """A page that answers a wrong entry has the address of the step, which takes no GET."""
    li.sign_in()
    li.page.click("main a.list-row:has-text('办理并办结')")
    li.page.wait_for_load_state()
    record = li.path
    with li.page.expect_navigation(wait_until="load"):
        li.page.click("main form[action$='/notes/'] button")
    assert li.path.endswith("/notes/")
    li.page.once("dialog", lambda dialog: dialog.accept())
    choose(li, "en")
    assert (li.path, li.page.get_attribute("html", "lang")) == (record, "en")

"""The pages' own behaviour in Chromium, on the gallery: policy, narrow screens, keyboard, double clicks."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tests.ui import gallery, shoot

NAMES = [*sorted(path.stem for path in gallery.PAGES.glob("*.html")), "login", "logout", "404"]
WIDTHS = {"a telephone": 390, "200 % of 1366": 683, "a small desk": 1024, "a desk": 1366}

REACHED = """(() => {
  const look = getComputedStyle(document.activeElement);
  return [look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2, document.activeElement.outerHTML.slice(0, 90)];
})()"""


class Counting(shoot.Files):
    """Answers every form with an empty page and counts them."""

    posts: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.posts.append(self.path)
        self.send_response(204)
        self.end_headers()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("kit")
    shoot.build(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Counting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def desk(browser: Any, address: str) -> Iterator[Any]:
    page = browser.new_page(base_url=address, viewport={"width": 1366, "height": 768})
    Counting.posts.clear()
    yield page
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_page_breaks_no_policy_and_misses_no_file(desk: Any, name: str) -> None:
    complaints: list[str] = []
    desk.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    desk.on("pageerror", lambda error: complaints.append(str(error)))
    desk.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    desk.goto(f"/{name}.html")
    assert complaints == []


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_no_page_is_wider_than_the_screen(desk: Any, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    too_wide = []
    for name in NAMES:
        desk.goto(f"/{name}.html")
        if desk.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append(name)
    assert too_wide == []


def test_the_first_tab_offers_to_skip_to_the_content(desk: Any) -> None:
    desk.goto("/list.html")
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.getAttribute('href')") == "#content"
    assert desk.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "content"


def test_everything_one_can_reach_by_tab_shows_that_it_is_reached(desk: Any) -> None:
    desk.goto("/record.html")
    unseen = []
    for _ in range(40):
        desk.keyboard.press("Tab")
        shown, what = desk.evaluate(REACHED)
        if not shown and not what.startswith("<body"):
            unseen.append(what)
    assert unseen == []


def test_a_slash_goes_to_the_search_field_but_not_while_typing(desk: Any) -> None:
    desk.goto("/list.html")
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "global-search"
    assert desk.input_value("#global-search") == ""
    desk.goto("/form.html")  # came back with an error: it begins in the first wrong field
    assert desk.evaluate("document.activeElement.id") == "id_received_on"
    desk.focus("#id_subject")
    desk.keyboard.press("/")
    assert desk.input_value("#id_subject") == "/"


def test_a_double_click_sends_one_form(desk: Any) -> None:
    desk.goto("/form.html")
    for _ in range(3):
        desk.evaluate("document.querySelector('main form').requestSubmit()")
        desk.wait_for_timeout(100)
    assert len(Counting.posts) == 1
    assert desk.locator("main button[type=submit]").is_disabled()


def test_the_destroying_button_opens_only_for_the_number_typed_in_full(desk: Any) -> None:
    desk.goto("/slip.html")
    button = desk.locator(".confirm-danger button[type=submit]")
    assert button.is_disabled()
    desk.fill("[data-typed]", "XH-2026-00001")
    assert button.is_disabled()
    desk.fill("[data-typed]", "XH-2026-000017")
    assert button.is_enabled()


def test_navigation_opens_on_a_telephone_without_a_line_of_script(browser: Any, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto("/list.html")
    assert not page.locator("#navigation").is_visible()
    page.click(".nav-open")
    assert page.locator("#navigation").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#navigation").is_visible()
    context.close()


def test_a_revealed_value_is_masked_again_after_its_time(desk: Any) -> None:
    desk.clock.install()
    desk.goto("/record.html")
    assert desk.get_by_text("13812345678").is_visible()
    desk.clock.run_for(121_000)
    assert "13812345678" not in desk.content()


def test_nothing_is_kept_in_the_browser(desk: Any) -> None:
    desk.goto("/record.html")
    assert desk.evaluate("localStorage.length + sessionStorage.length") == 0

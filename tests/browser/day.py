"""A day at the office: people before browsers of their own, who use the pages as they are drawn, and what is wrong with a page."""

import os
import re
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.browser import access
from tests.cast import ACCOUNTS

PASSWORD = "Xinmi-demo-2026"
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 390, "height": 844}

# Words of the page itself: what people typed, numbers, codes, hashes and names of languages stand in elements of their own, and a word
# with a digit in it, or of the hex letters alone, is a number wherever it stands.
LATIN_WORDS = """allowed => {
  const found = new Set();
  const take = text => {
    const words = (text || "").replace(/[A-Z]+(_[A-Z]+)+|[\\w-]*[0-9][\\w-]*|\\b[A-F]{6,}\\b/g, "").match(/[A-Za-z]{4,}/g) || [];
    for (const word of words) if (!allowed.includes(word)) found.add(word);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, noscript, style, code, kbd, .mono, .num, textarea, body [lang]")) take(walker.currentNode.textContent);
  }
  for (const one of document.querySelectorAll("[placeholder], [title], [aria-label], [alt]"))
    for (const name of ["placeholder", "title", "aria-label", "alt"]) take(one.getAttribute(name));
  take(document.title);
  return [...found];
}"""
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))];
}"""


class Desk:
    """One person before one browser. Whatever a page does wrong is kept in `complaints`, with the page's path."""

    def __init__(self, name: str, context: Any, pictures: Path | None) -> None:
        self.name, self.context, self.pictures = name, context, pictures
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.seen = 0
        self._expected: set[int] = set()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complain(f"script error: {error}"))
        self.page.on("response", self._answered)

    # ---------------------------------------------------------------- moving about
    def sign_in(self, password: str = PASSWORD, *, account: str = "") -> None:
        self.page.goto("/login/")
        self.page.fill("[name=login]", account or self.name)
        self.page.fill("[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_load_state()

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="退出").click()
        self.page.wait_for_url("**/login/**")

    def open(self, address: str, *, expect: int = 200) -> None:
        with self.expecting(expect):
            self.page.goto(address)
        if expect == 200:
            self.look()

    def click(self, label: str, *, within: str = "main", expect: int = 200) -> None:
        """The link or button of that name, as one reads it; then the page that follows."""
        named = re.compile(rf"^\s*{re.escape(label)}")
        scope = self.page.locator(within)
        control = scope.get_by_role("button", name=named).or_(scope.get_by_role("link", name=named)).first
        with self.expecting(expect):
            with self.page.expect_navigation(wait_until="load"):
                control.click()
            self.look()

    def menu(self, label: str) -> None:
        self.click(label, within="nav.sidebar")

    def follow(self, number: str) -> None:
        """A row of a list or of the worklist."""
        self.click(number)

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            control = self.page.locator(f"main [name={name}]:visible").first
            if control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def tick(self, label: str) -> None:
        self.page.locator("main").get_by_label(re.compile(re.escape(label))).first.check()

    def may_search(self) -> bool:
        """Who sees no record has no search field."""
        return bool(self.page.locator("[data-search]").count())

    def search(self, terms: str) -> None:
        self.page.fill("[data-search]", terms)
        with self.page.expect_navigation(wait_until="load"):
            self.page.press("[data-search]", "Enter")
        self.look()

    # ---------------------------------------------------------------- what is there
    @property
    def path(self) -> str:
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def text(self) -> str:
        return str(self.page.locator("body").inner_text())

    def source(self) -> str:
        return str(self.page.content())

    @contextmanager
    def expecting(self, *statuses: int) -> Any:
        """Answers that would be a complaint elsewhere."""
        self._expected = set(statuses)
        yield
        self._expected = set()

    def look(self) -> None:
        """Asks of the page what every page must keep: width, language, policy."""
        self.seen += 1
        words = self.page.evaluate(LATIN_WORDS, [*ACCOUNTS, "Xinmi", "DOCX", "XLSX"])
        if words:
            self._complain(f"English words on a Chinese page: {', '.join(words)}")
        for twice in self.page.evaluate(TWICE):
            self._complain(f"two elements are called {twice}")
        self._picture("wide")
        self.page.set_viewport_size(NARROW)
        for element in access.too_wide(self.page):
            self._complain(f"wider than a telephone: {element}")
        self._picture("phone")
        self.page.set_viewport_size(WIDE)

    def _picture(self, size: str) -> None:
        if self.pictures is None:
            return
        place = re.sub(r"[^a-z-]+", "_", re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\?.*", "", self.path)).strip("_") or "worklist"
        with suppress(OSError):
            self.page.screenshot(path=str(self.pictures / f"{self.seen:03d}-{self.name}-{place}-{size}.png"), full_page=True)

    def _hear(self, message: Any) -> None:
        if "Blocked script execution" in message.text and "sandboxed" in message.text:
            return  # our own questions to a page whose policy forbids every script
        if message.type in {"error", "warning"} and not (self._expected and "status of" in message.text):
            self._complain(f"console: {message.text}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400 and answer.status not in self._expected:
            self._complain(f"{answer.status} for {answer.url}")
        if "/static/" not in answer.url and answer.headers.get("cache-control") != "no-store" and answer.status == 200:
            self._complain(f"may rest in a cache: {answer.url}")

    def _complain(self, what: str) -> None:
        self.complaints.append(f"{self.name} at {self.path}: {what}")


def pictures_folder() -> Path | None:
    """Where pictures of every page go, if WALK_PICTURES names a folder."""
    named = os.environ.get("WALK_PICTURES", "")
    if named:
        Path(named).mkdir(parents=True, exist_ok=True)
    return Path(named) if named else None

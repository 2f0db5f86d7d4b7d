"""The walk of the contract, act by act: one petition from its registration to its certificate, through the pages.

`through("closed")` plays the acts up to that one, each once; whoever asks later for an act that failed hears the same failure.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.browser import day, evening, morning, papers, tables
from tests.browser.day import Desk
from tests.browser.sweep import behind
from tests.browser.sweep.planted import Planted
from tests.browser.sweep.search import Hit, sweep

OWN_PROFILE = ("li", "chen")  # browsers that keep their profile on disk: one types everything, one reads everything


class Walk:
    def __init__(self, supervised: Any, playwright: Any, browser: Any, launch: dict[str, object], folder: Path) -> None:
        self.supervised, self.playwright, self.browser, self.launch, self.folder = supervised, playwright, browser, launch, folder
        self.planted = Planted()
        self.desks: dict[str, Desk] = {}
        self.hits: dict[str, list[Hit]] = {}
        self.table = self.number = self.record = self.slip = self.slip_number = self.burning = self.burning_number = self.report = ""
        self.browsers_closed = False
        self._done: list[str] = []
        self._failed: tuple[str, BaseException] | None = None

    # ---------------------------------------------------------------- playing
    def through(self, last: str) -> "Walk":
        names = [act.__name__ for act in ACTS]
        for act in ACTS[: names.index(last) + 1]:
            if act.__name__ not in self._done:
                self._play(act)
        return self

    def _play(self, act: Callable[["Walk"], None]) -> None:
        if self._failed is not None:
            raise AssertionError(f"The act {self._failed[0]} failed before.") from self._failed[1]
        try:
            act(self)
        except BaseException as problem:
            self._failed = (act.__name__, problem)
            raise
        self._done.append(act.__name__)

    def desk(self, name: str) -> Desk:
        """The person's own browser, signed in."""
        if name not in self.desks:
            self.desks[name] = Desk(name, self._context(name), day.pictures_folder())
            self.desks[name].sign_in()
        return self.desks[name]

    def _context(self, name: str) -> Any:
        settings = {"base_url": self.supervised.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": day.WIDE}
        if name in OWN_PROFILE:
            return self.playwright.chromium.launch_persistent_context(self.profile(name), **self.launch, **settings)
        return self.browser.new_context(**settings)

    def profile(self, name: str) -> Path:
        return self.folder / f"profile-{name}"

    @property
    def own_profiles(self) -> list[str]:
        return [name for name in OWN_PROFILE if name in self.desks]

    def close_own_browsers(self) -> None:
        """A browser writes the last of its profile when it ends."""
        for name in self.own_profiles:
            self.desks[name].context.close()
        self.browsers_closed = True

    def visit_again(self, name: str, address: str) -> None:
        """The same profile in a new browser, one page, closed again."""
        context = self._context(name)
        context.new_page().goto(address)
        context.close()

    def close(self) -> None:
        for name, desk in self.desks.items():
            if not (self.browsers_closed and name in OWN_PROFILE):
                desk.context.close()

    def complaints(self) -> list[str]:
        return [complaint for desk in self.desks.values() for complaint in desk.complaints]

    def at_work(self, name: str, label: str, number: str) -> Desk:
        """The person opens what waits for them, from the worklist."""
        desk = self.desk(name)
        desk.menu("工作台")
        assert label in desk.text()
        desk.follow(number)
        return desk


# -------------------------------------------------------------------- the acts
def borrowed(walk: Walk) -> None:
    """Chen sees the card: subject and masked contacts, no text. He asks for three days."""
    chen, values = walk.desk("chen"), walk.planted
    chen.menu("信访事项")
    chen.follow(walk.number)
    assert values.corrected in chen.text()
    evening.nothing_unmasked(chen.source(), values)
    assert not any(value in chen.source() for value in (values.body, values.note, values.basis))
    chen.click("借阅")
    for box in chen.page.locator("main [name=carriers]").all():
        box.check()
    chen.fill(purpose=values.purpose, days="3")
    chen.click("提交")
    walk.slip, walk.slip_number = chen.path, _number_of(chen, "JY")


def _number_of(desk: Desk, series: str) -> str:
    found = re.search(rf"{series}-\d{{4}}-\d{{6}}", desk.text())
    assert found is not None
    return found[0]


def borrowing_signed(walk: Walk) -> None:
    """He and Liu sign; a wrong password signs nothing."""
    he = walk.at_work("he", "待签批", walk.slip_number)
    he.fill(password=walk.planted.wrong_password)
    he.click("签批", expect=409)
    assert "密码不正确" in he.text()
    _sign(he)
    liu = walk.desk("liu")
    liu.menu("待我签批")
    liu.follow(walk.slip_number)
    _sign(liu)
    assert "已批准" in liu.text()


def _sign(desk: Desk, label: str = "签批") -> None:
    desk.page.locator(f"main section.confirm:has-text('{label}') [name=password]").first.fill(day.PASSWORD)
    desk.click(label)


def handed_over(walk: Walk) -> None:
    """Zhao hands over; only now Chen reads the text."""
    zhao = walk.at_work("zhao", "待借出", walk.slip_number)
    _sign(zhao, "借出")
    chen = walk.desk("chen")
    chen.open(walk.record)
    assert all(part in chen.text() for part in (walk.planted.body.split("\n")[0], walk.planted.note))
    evening.nothing_unmasked(chen.source(), walk.planted)


def taken_back(walk: Walk) -> None:
    """Eleven pages of twelve came back: Zhao has to say so. Chen no longer reads."""
    zhao = walk.at_work("zhao", "待归还", walk.slip_number)
    zhao.fill(pages="11", condition=walk.planted.condition)
    zhao.click("收回", expect=400)
    assert "台账为 12 页" in zhao.text()
    zhao.fill(pages="11", condition=walk.planted.condition, difference=walk.planted.difference)
    zhao.click("收回")
    assert "已归还" in zhao.text()
    chen = walk.desk("chen")
    chen.open(walk.record)
    assert walk.number in chen.text()
    assert not any(value in chen.source() for value in (walk.planted.body.split("\n")[0], walk.planted.note))


def revealed(walk: Walk) -> None:
    """Li shows the phone with a reason; the next page hides it again."""
    li = walk.desk("li")
    li.open(walk.record)
    evening.nothing_unmasked(li.source(), walk.planted)
    fact = li.page.locator(".sealed:has(#reveal-petitioner_phone)")
    fact.locator("summary").click()
    fact.locator("[name=reason]").fill(walk.planted.reveal_reason)
    with li.page.expect_navigation():
        fact.get_by_role("button").click()
    li.look()
    assert walk.planted.phone in li.text() and walk.planted.phone not in li.page.url
    li.open(walk.record)
    evening.nothing_unmasked(li.source(), walk.planted)


def found(walk: Walk) -> None:
    """By name, phone, ID number, words of the subject and number; what was searched for is not in the address."""
    li, values = walk.desk("li"), walk.planted
    for terms in (values.name, values.name[1:3], values.phone, values.id_number, values.corrected[2:6], walk.number):
        li.search(terms)
        assert walk.number in li.page.locator("main").inner_text(), terms
        evening.nothing_unmasked(li.page.locator("main").inner_html(), values)
        assert li.path.startswith("/petitions/") and terms not in li.path


def failed_loudly(walk: Walk) -> None:
    """The server fails while values are in flight, and somebody types what does not belong into the sign-in."""
    li, var = walk.desk("li"), walk.supervised.var
    li.open(walk.record)
    li.fill(text=walk.planted.lost_note)
    with behind.broken(var, "petitions_note"), li.expecting(500):
        with li.page.expect_navigation(wait_until="load"):
            li.page.get_by_role("button", name="保存记录").click()
        assert walk.planted.lost_note not in li.source()
    li.open(walk.record)
    li.page.fill("[data-search]", walk.planted.lost_note)
    with behind.broken(var, "petitions_searchticket"), li.expecting(500):
        li.page.press("[data-search]", "Enter")
        li.page.wait_for_load_state()
    li.open("/")
    stranger = Desk("nobody", walk.browser.new_context(base_url=walk.supervised.url, locale="zh-CN"), None)
    stranger.sign_in(walk.planted.wrong_password, account=walk.planted.account_typed)
    assert "/login/" in stranger.path
    stranger.context.close()


def closed(walk: Walk) -> None:
    li = walk.desk("li")
    li.open(walk.record)
    li.click("办结")
    li.page.select_option("[name=result]", index=1)
    li.fill(reply=walk.planted.reply)
    li.click("办结")
    assert "已办结" in li.text() and walk.planted.reply in li.text()


def swept_alive(walk: Walk) -> None:
    """Everything that was typed is in force and sealed: no store may hold a word of it."""
    walk.hits["alive"] = sweep(walk)


ACTS: list[Callable[[Walk], None]] = [
    *morning.ACTS,
    *papers.IN_THE_MORNING,
    *tables.IN_THE_MORNING,
    borrowed,
    borrowing_signed,
    handed_over,
    *papers.ON_LOAN,
    taken_back,
    *papers.AFTER_THE_LOAN,
    revealed,
    found,
    failed_loudly,
    closed,
    swept_alive,
    *evening.ACTS,
]

"""Two open a petition together: in two browsers, and at one; what is shown carries both names and ends at either's word, or with the time.

Basis: REQUIREMENTS H6; THREATS T53. The demonstration has one petition at a level of two.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from config.demonstration.cases import CASES
from tests.browser import day
from tests.browser.conftest import Supervised
from tests.browser.day import Desk
from tests.browser.sweep.behind import connect

[DRAWINGS] = [case for case in CASES if case.key == "drawings"]
TEXT = DRAWINGS.body[:12]
NAMES = ("李登记 li", "王主任 wang")
LATER = "UPDATE petitions_opening SET {} WHERE ended_at IS NULL"


@pytest.fixture(scope="module")
def desks(browser: Any, live_supervisor: Supervised) -> Iterator[tuple[Desk, Desk]]:
    """Li and Wang, each signed in at a machine of their own."""
    made = [
        Desk(name, browser.new_context(base_url=live_supervisor.url, locale="zh-CN", viewport=day.WIDE), None) for name in ("li", "wang")
    ]
    for desk in made:
        desk.sign_in()
    yield made[0], made[1]
    assert [complaint for desk in made for complaint in desk.complaints] == []
    for desk in made:
        desk.context.close()


def ask(li: Desk) -> str:
    """Li finds the petition, reads nothing of it alone, and asks; answers the opening's address."""
    li.page.goto("/petitions/?size=100")
    with li.page.expect_navigation(wait_until="load"):
        li.page.locator("main tr", has_text=DRAWINGS.subject).get_by_role("link").first.click()
    assert TEXT not in li.text()
    li.page.goto(f"{li.path}openings/new/")
    companion = li.page.locator("main [name=companion] option", has_text="王主任").get_attribute("value")
    li.page.locator("main [name=companion]").select_option(companion)
    li.fill(purpose="核对图档借出登记")
    go(li, "申请开启")
    return li.path


def go(desk: Desk, label: str) -> None:
    with desk.page.expect_navigation(wait_until="load"):
        desk.page.locator("main, header").get_by_role("button", name=label, exact=True).first.click()


def sign(desk: Desk) -> None:
    desk.page.locator("main section.confirm").first.locator("[name=password]").fill(day.PASSWORD)
    go(desk, "签字")


def shown_to_be_looked_at_only(desk: Desk) -> None:
    assert TEXT in desk.text()
    veil = desk.page.locator("svg.veil").inner_html()
    assert all(name.split()[1] in veil and name.split()[0] in veil for name in NAMES)
    assert desk.page.locator("nav, a[href*='/file/'], main form, textarea").count() == 0
    desk.page.emulate_media(media="print")
    assert not desk.page.locator("main").is_visible()
    desk.page.emulate_media(media="screen")


def test_h6_two_open_it_each_at_their_own_machine_and_either_ends_it(desks: tuple[Desk, Desk]) -> None:
    li, wang = desks
    opening = ask(li)
    sign(li)
    assert TEXT not in li.text()
    assert "2 分钟" in li.text()
    wang.page.goto(opening)
    sign(wang)
    assert TEXT not in wang.text()
    li.page.goto(f"{opening}content/")
    shown_to_be_looked_at_only(li)
    go(wang, "立即关闭")
    with li.expecting(409):
        li.page.reload()
    assert TEXT not in li.text()


def test_h6_at_one_screen_each_with_their_own_password_until_the_time_is_up(desks: tuple[Desk, Desk], live_supervisor: Supervised) -> None:
    li, _wang = desks
    opening = ask(li)
    sign(li)
    late = "asked_at = asked_at - interval '3 minutes', reader_signed_at = reader_signed_at - interval '121 seconds'"
    with connect(live_supervisor.var, "records") as records:
        records.execute(LATER.format(late))
    li.page.goto(opening)
    assert li.page.locator("[name=companion_password]").count() == 0, "the second signature would come too late"
    opening = ask(li)
    sign(li)
    beside = li.page.locator("details.reveal")
    beside.locator("[name=account]").fill("wang")
    beside.locator("[name=companion_password]").fill(day.PASSWORD)
    go(li, "陪同人签字")
    shown_to_be_looked_at_only(li)
    with connect(live_supervisor.var, "records") as records:
        records.execute(LATER.format("opened_at = opened_at - interval '11 minutes', ends_at = ends_at - interval '10 minutes'"))
    with li.expecting(409):
        li.page.reload()
    assert TEXT not in li.text()

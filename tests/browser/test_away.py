"""A form that would meet a server that is away is not sent, and nothing typed is lost. T78."""

from config.supervisor.children import wait_until
from tests.bad_days.parts import away
from tests.browser.day import Desk
from tests.config.starting.products import processes_are_up

TYPED = "九曲桥边的路灯连续两个月不亮"


def test_t78_what_was_typed_stays_on_the_page_while_the_server_is_away(live_supervisor, browser):
    li = Desk("li", browser.new_context(base_url=live_supervisor.url, locale="zh-CN"), None)
    li.sign_in()
    li.page.wait_for_url(f"{live_supervisor.url}/")
    li.page.goto("/petitions/new/")
    li.fill(channel="letter", category="claim", information_category="general", subject=TYPED, body=TYPED)
    with away(live_supervisor.var, "keys"):
        li.page.get_by_role("button", name="登记").click()
        notice = li.page.get_by_role("alert")
        notice.wait_for()
        assert "没有提交" in notice.inner_text()
        assert li.page.input_value("[name=body]") == TYPED
        assert li.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert wait_until(lambda: processes_are_up(live_supervisor.url, tries=1), seconds=60)
    li.page.get_by_text("系统已恢复").wait_for(timeout=30_000)
    with li.page.expect_navigation(wait_until="load"):
        li.page.get_by_role("button", name="登记").click()
    assert TYPED in li.text()
    li.context.close()

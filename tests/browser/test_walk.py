"""The walk: one petition from its registration to its certificate of destruction, through the pages as people click them."""

from typing import Any

from tests.browser.day import Desk


def test_the_registrar_signs_in_and_sees_the_worklist(page: Any) -> None:
    li = Desk("li", page)
    li.sign_in()
    assert page.locator("h1").count() == 1

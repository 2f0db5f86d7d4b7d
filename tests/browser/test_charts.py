"""Charts in Chromium under the strict policy: drawn beside their tables, never instead of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.test_kit import address  # noqa: F401 - the gallery's server


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:  # noqa: F811
    page = browser.new_page(base_url=address, viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page.goto("/charts.html")
    page.wait_for_selector("[data-chart=chart-levels] svg")
    yield page
    page.close()


def bars(page: Any, name: str) -> list[str]:
    """Fill colours of the filled shapes of one chart."""
    return page.eval_on_selector_all(f"[data-chart={name}] svg path[fill]", "paths => paths.map(path => path.getAttribute('fill'))")


def test_every_table_with_a_figure_has_its_chart_and_one_without_has_none(page: Any) -> None:
    assert page.eval_on_selector_all(".chart svg", "all => all.length") == 2
    assert page.locator("table.records").count() == 3


def test_level_bars_have_the_colours_of_the_level_marks_and_their_names_beside_them(page: Any) -> None:
    drawn = set(bars(page, "chart-levels"))
    for token in ("--level-red", "--level-orange", "--level-blue", "--level-ungraded"):
        assert page.evaluate(f"getComputedStyle(document.documentElement).getPropertyValue('{token}').trim()") in drawn
    words = page.locator("[data-chart=chart-levels] svg text").all_text_contents()
    assert {"信访 · 核心秘密", "未定级"} <= set(words)


def test_a_bar_opens_its_rows(page: Any) -> None:
    shape = page.locator("[data-chart=chart-levels] svg path[fill='#a4001d']").first
    shape.click(force=True)
    page.wait_for_url("**/list.html?level=red")


def test_screen_readers_and_paper_get_the_table_alone(page: Any) -> None:
    assert page.locator(".chart:not([aria-hidden=true])").count() == 0
    page.emulate_media(media="print")
    assert not page.locator(".chart").first.is_visible()
    assert page.locator("table.records").first.is_visible()


def test_without_script_the_table_stands_alone(browser: Any, address: str) -> None:  # noqa: F811
    page = browser.new_page(base_url=address, java_script_enabled=False)
    page.goto("/charts.html")
    assert page.locator("table.records").count() == 3
    assert not page.locator(".chart").first.is_visible()
    page.close()


def test_a_chart_follows_the_width_of_a_telephone(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('[data-chart=chart-flow] svg').getBoundingClientRect().width < 390")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

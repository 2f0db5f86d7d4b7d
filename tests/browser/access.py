"""Can everybody use the page? Axe-core asks by WCAG 2.2 AA; and no width or zoom makes one scroll sideways."""

import re
from functools import cache
from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[1] / "ui" / "vendor" / "axe-core-4.10.3" / "axe.min.js"
LOOKS = {
    "a desk": {"width": 1366, "height": 768},
    "200 % zoom": {"width": 683, "height": 384},
    "a telephone": {"width": 390, "height": 844},
}
STATES = [".obstacles", ".errorlist", ".empty-state", "[open]", ".messages", ".signoffs", ".sealed-open"]
RUN = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, rules: {"target-size": {enabled: true}}});
  return found.violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 2).map(node => node.html.slice(0, 140)).join(" · ")}`);
}"""
OVERFLOW = """() => {
  const wide = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1
    && !one.closest(".table-responsive, .table-scroll, [tabindex='0']"));
  return document.documentElement.scrollWidth > innerWidth ? wide.slice(0, 3).map(one => one.outerHTML.slice(0, 120)) : [];
}"""


def faults(page: Any) -> list[str]:
    """What is wrong with the page that is shown, on a desk, magnified and on a telephone."""
    found = []
    before = page.viewport_size
    for look, size in LOOKS.items():
        page.set_viewport_size(size)
        found += [f"wider than {look}: {element}" for element in page.evaluate(OVERFLOW)]
        page.evaluate(_axe())
        found += [f"on {look}, {violation}" for violation in page.evaluate(RUN)]
    page.set_viewport_size(before)
    return found


def kind_of(page: Any) -> str:
    """Pages that differ in nothing but what people entered are asked once: the address without its ids, and what is wrong on it."""
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "id", re.sub(r"^https?://[^/]+|\?.*", "", page.url))
    states = page.evaluate("states => states.map(one => document.querySelectorAll(one).length > 0)", STATES)
    return f"{path} {states}"


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")

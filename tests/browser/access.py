"""Can everybody use the page? Axe-core asks by WCAG 2.2 AA; and no width or zoom makes one scroll sideways."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[1] / "ui" / "vendor" / "axe-core-4.10.3" / "axe.min.js"
LOOKS = {
    "a desk": {"width": 1366, "height": 768},
    "200 % zoom": {"width": 683, "height": 384},
    "a telephone": {"width": 390, "height": 844},
}
LAID_OUT = ["target-size", "scrollable-region-focusable"]  # what depends on the width
RUN = """async rules => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const all = {runOnly: {type: "tag", values: tags}, rules: {"target-size": {enabled: true}}};
  const asked = rules.length ? {runOnly: {type: "rule", values: rules}} : all;
  const found = await axe.run(document, {...asked, resultTypes: ["violations"]});
  return found.violations.map(rule => `${rule.id}: ${rule.nodes.slice(0, 2).map(node => node.html.slice(0, 140)).join(" · ")}`);
}"""
# Whatever follows the width by script has drawn itself anew by the next frame but one.
OVERFLOW = """async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
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
        found += [f"wider than {look}: {element}" for element in too_wide(page)]
        found += [f"on {look}, {violation}" for violation in violations_with_axe(page)]
    page.set_viewport_size(before)
    return found


def violations(page: Any, rules: Sequence[str] = ()) -> list[str]:
    """Rules of WCAG 2.2 AA that the page breaks, or of these alone; axe-core has been loaded into it."""
    return list(page.evaluate(RUN, list(rules)))


def too_wide(page: Any) -> list[str]:
    """Elements for which one would scroll the page sideways."""
    return list(page.evaluate(OVERFLOW))


def violations_with_axe(page: Any) -> list[str]:
    """The same of a page that has not got axe-core."""
    page.evaluate(_axe())
    return violations(page)


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")

"""Words on their grounds reach WCAG AA (4.5 : 1), computed from the tokens of the stylesheet."""

import re

import pytest
from django.conf import settings

SHEET = (settings.BASE_DIR / "static/css/xinmi.css").read_text(encoding="utf-8")
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6});", SHEET))
PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("surface", "paper", "rail", "hover")],
    *[(tone, f"{tone}-tint") for tone in ("good", "warn", "bad", "wait", "calm")],
    *[("surface", level) for level in ("level-red", "level-orange", "level-blue", "level-slate", "brand", "brand-deep", "bad")],
    ("brand", "brand-tint"),
    ("brand", "paper"),
    ("ink-3", "calm-tint"),
]


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(two * 2 for two in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(ink, ground):
    light, dark = sorted((luminance(TOKENS[ink]), luminance(TOKENS[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5

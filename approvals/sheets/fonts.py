"""Typefaces: those of a wheel, before them the official ones an administrator put into DOCUMENT_FONTS."""

import sys
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as wheel
import typst
from django.conf import settings

from approvals.sheets.coverage import covered_by

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
# Basis: GB/T 9704-2012: title 小标宋, heads and mark 黑体, text 仿宋.
OFFICIAL = {
    "title": ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "方正小标宋简体"),
    "head": ("SimHei", "黑体"),
    "text": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"),
}
OWN = {"title": SERIF, "head": SANS, "text": SERIF}


@cache
def fonts() -> typst.Fonts:
    """Read once a process; nothing of the machine's own typefaces, so that a document looks the same everywhere."""
    folders = [Path(wheel.__file__).parent, *([settings.DOCUMENT_FONTS] if settings.DOCUMENT_FONTS else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders])


@cache
def faces() -> dict[str, list[str]]:
    """For title, heads and text: the families to try in turn, only those that are there."""
    there = {family.lower(): family for family in fonts().families()}
    return {use: [*(there[name.lower()] for name in names if name.lower() in there), OWN[use]] for use, names in OFFICIAL.items()}


@cache
def coverage() -> bytes:
    """One byte a code point: 1 where some typeface draws it."""
    found = bytearray(sys.maxunicode + 1)
    for font in fonts().fonts():
        for point in covered_by(Path(font.path).read_bytes(), font.index):
            found[point] = 1
    return bytes(found)

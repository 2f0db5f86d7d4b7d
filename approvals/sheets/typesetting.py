"""Sets a document as PDF in memory: typst reads the look, the document comes as data, nothing is written anywhere."""

import io
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Literal

import segno
import typst
from django.utils.translation import gettext as _

from approvals.sheets.characters import printable
from approvals.sheets.fonts import faces, fonts
from approvals.sheets.parts import Document
from approvals.sheets.stamps import Stamp
from approvals.sheets.values import closing

LOOK = Path(__file__).with_name("look.typ")
STANDARD: Literal["a-2u"] = "a-2u"  # for archives; what typst itself checks, no more is claimed
COLOURS = {
    "red": "#a4001d",
    "core": "#a4001d",
    "top_secret": "#a4001d",
    "orange": "#c2410c",
    "important": "#c2410c",
    "highly_secret": "#c2410c",
    "core_commercial": "#c2410c",
    "blue": "#1d4ed8",
    "ordinary": "#1d4ed8",
    "secret": "#1d4ed8",
    "ordinary_commercial": "#1d4ed8",
    "slate": "#43515f",
    "internal": "#43515f",
}


def typeset(document: Document, stamp: Stamp) -> bytes:
    """The document as PDF/A, stamped for its reader, in the language in use when it is called.

    Characters that no typeface draws are printed as their code, and the last page says so.
    """
    missing: set[str] = set()
    content = printable(asdict(document) | {"stamp": _stamp(stamp)}, missing)
    content |= {
        "missing": _missing(missing),
        "colour": COLOURS.get(document.colour.replace("-", "_"), "#17262a"),
        "faces": faces(),
        "qr": qr_of(stamp.address),
        "words": _words(),
        "language": stamp.language.split("-")[0],
    }
    compiler = typst.Compiler(_look(), font_paths=fonts(), ignore_system_fonts=True, sys_inputs={"document": json.dumps(content)})
    made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=stamp.at.replace(microsecond=0))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one file")
    return made


@cache
def _look() -> bytes:
    return LOOK.read_bytes()


def qr_of(address: str) -> str:
    """The address as a QR code, drawn as SVG; nothing where there is none to lead to."""
    if not address:
        return ""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


def _stamp(stamp: Stamp) -> dict:
    return {"reader": stamp.reader, "moment": stamp.moment, "code": stamp.code}


def _missing(codes: set[str]) -> str:
    if not codes:
        return ""
    sentence = _("No typeface at hand draws these characters; they stand here as their codes: %(codes)s.")
    return sentence % {"codes": ", ".join(sorted(codes))}


def _words() -> dict[str, str]:
    """Words of the frame, the same on every document. `{page}` and `{pages}` are put in by the typesetter."""
    return {
        "number": _("Number"),
        "page": _("Page {page} of {pages}"),
        "copy": _("Copy"),
        "made": _("Made for"),
        "scan": _("Opens the record for those who may."),
        "qr": _("QR code with the address of the record"),
        "foot": closing(),
    }

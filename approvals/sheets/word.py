"""The same document as an office file (DOCX), for those who must work on it: mark, number, page x of y, tables, no macros."""

import io
from collections.abc import Sequence
from datetime import UTC

import docx
from django.utils.translation import gettext as _
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from approvals.sheets.characters import visible
from approvals.sheets.parts import Document, Form, Heading, Listing, Part, Prose, Signatures
from approvals.sheets.stamps import Stamp
from approvals.sheets.values import closing

LATIN, SERIF, SANS = "Times New Roman", "宋体", "黑体"
WIDTH, LABEL = Mm(166), Mm(30)
SMALL, SHORT = 9, 13  # points; rows
SHADE = "F0F3F2"


def as_docx(document: Document, stamp: Stamp) -> bytes:
    """The document in the language in use. Charts stay out: their figures stand in the tables below them."""
    paper = docx.Document()
    _describe(paper, document, stamp)
    _lay_out(paper, document, stamp)
    title = paper.add_paragraph(style="Title")
    _write(title, document.title, size=20, face=SERIF)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if document.lead:
        lead = paper.add_paragraph()
        _write(lead, document.lead)
        lead.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in document.parts:
        put(paper, part)
    for note in (*document.notes, closing(), stamp.address):
        _write(paper.add_paragraph(), note, size=9)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def _describe(paper: Paper, document: Document, stamp: Stamp) -> None:
    """The properties name the number, nobody and no program's template."""
    about = paper.core_properties
    about.title, about.subject, about.author, about.comments, about.keywords = f"{document.kind} {document.number}", "", "", "", ""
    about.language, about.last_modified_by = stamp.language, ""
    about.created = about.modified = stamp.at.astimezone(UTC).replace(tzinfo=None)


def _lay_out(paper: Paper, document: Document, stamp: Stamp) -> None:
    """A4; mark and number on top of every page, page and reader below."""
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(24), Mm(20), Mm(28), Mm(22)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), SERIF)
    normal.paragraph_format.space_after = Pt(0)
    for border in paper.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    head = _line_to_the_right(paper, section.header.paragraphs[0])
    _write(head, document.mark, size=16, face=SANS)
    head.add_run().add_tab()
    _write(head, f"{_('Number')} {document.number}", size=10)
    foot = _line_to_the_right(paper, section.footer.paragraphs[0])
    before, _rest = _("Page {page} of {pages}").split("{page}")
    between, after = _rest.split("{pages}")
    for words, code in ((before, "PAGE"), (between, "NUMPAGES")):
        _write(foot, words, size=SMALL)
        _field(foot, code)
    _write(foot, after, size=SMALL)
    foot.add_run().add_tab()
    _write(foot, f"{_('Made for')} {stamp.reader}, {stamp.moment}, {stamp.code}", size=SMALL)


def _line_to_the_right(paper: Paper, paragraph: Paragraph) -> Paragraph:
    """One tab leads to the right margin; the template's own header style has others, at other places."""
    paragraph.style = paper.styles["Normal"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(WIDTH, alignment=WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(SMALL)
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _write(paragraph: Paragraph, text: str, *, size: float = 10.5, face: str = SERIF) -> None:
    run = paragraph.add_run(visible(text))
    run.font.size, run.font.name = Pt(size), LATIN
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    run.font.color.rgb = RGBColor(0x17, 0x26, 0x2A)


def put(paper: Paper, part: Part) -> None:
    """Charts are drawn in the PDF; here the tables that follow them say the same."""
    if isinstance(part, Heading):
        _heading(paper, part)
    elif isinstance(part, Prose):
        _prose(paper, part)
    elif isinstance(part, Form):
        _form(paper, part)
    elif isinstance(part, Listing):
        _listing(paper, part)
    elif isinstance(part, Signatures):
        _signatures(paper, part)


def _heading(paper: Paper, part: Heading) -> None:
    _write(paper.add_paragraph(style="Heading 2"), part.text, size=12, face=SANS)


def _prose(paper: Paper, part: Prose) -> None:
    for line in part.text.split("\n"):
        _write(paper.add_paragraph(), line, size=9 if part.quiet else 10.5)


def _form(paper: Paper, part: Form) -> None:
    table = _grid(paper, 0, [LABEL, WIDTH // 2 - LABEL] * 2)
    for pairs in part.rows:
        cells = table.add_row().cells
        if len(pairs) == 1:
            cells[1].merge(cells[3])
        for place, (label, value) in enumerate(pairs):
            _shade(cells[2 * place])
            _write(cells[2 * place].paragraphs[0], label, size=9.5, face=SANS)
            _write(cells[2 * place + 1].paragraphs[0], value or "–")
    _gap(paper)


def _listing(paper: Paper, part: Listing) -> None:
    if part.title:
        _write(paper.add_paragraph(), part.title, face=SANS)
    table = _table(paper, part.heads, part.widths)
    for row in part.rows:
        _fill(table.add_row().cells, row, right=part.right)
    for row in part.sums:
        _fill(table.add_row().cells, row, face=SANS, right=part.right, empty="")
    _keep_together(table)
    _gap(paper)


def _signatures(paper: Paper, part: Signatures) -> None:
    _write(paper.add_paragraph(), part.title, face=SANS)
    table = _table(paper, part.heads, (38, 55, 40, 33))
    for line in part.lines:
        said, name = "\n".join(filter(None, (line.said, line.note))), "\n".join(filter(None, (line.name, line.office)))
        _fill(table.add_row().cells, [line.label, said, name, line.at])
    _keep_together(table)
    _gap(paper)


def _gap(paper: Paper) -> None:
    """Two tables without a paragraph between them would become one."""
    _write(paper.add_paragraph(), "", size=6)


def _table(paper: Paper, heads: Sequence[str], widths: Sequence[float]) -> Table:
    """A table whose head repeats on every page. `widths`: fractions, as in the PDF."""
    table = _grid(paper, 1, [Length(round(WIDTH * width / sum(widths))) for width in widths])
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _shade(cell)
        _write(cell.paragraphs[0], head, size=SMALL, face=SANS)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    return table


def _grid(paper: Paper, rows: int, widths: Sequence[int]) -> Table:
    """A ruled table from margin to margin; the width of each column is as given (EMU), whatever stands in it."""
    table = paper.add_table(rows, len(widths), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Length(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "30")  # twentieths of a point
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(margins)  # the order is part of the format
    return table


def _keep_together(table: Table) -> None:
    """A short table stands on one page, as in the PDF."""
    if len(table.rows) <= SHORT:
        for row in table.rows[:-1]:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True


def _shade(cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _fill(cells, values, *, face: str = SERIF, right=(), empty: str = "–") -> None:
    for place, (cell, value) in enumerate(zip(cells, values, strict=True)):
        paragraph = cell.paragraphs[0]
        _write(paragraph, value or empty, size=9.5, face=face)
        if place in right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

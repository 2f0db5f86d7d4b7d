"""Handing a finished document out: always a download, named by its number alone, remembered before a byte leaves."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from approvals.sheets.parts import Document
from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset

TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def stamp_for(request, page: str) -> Stamp:
    """The stamp of a copy made now for whoever asks; `page`: path of the record's page, which its QR code leads to."""
    return Stamp(reader=f"{request.user.name} {request.user.username}", address=request.build_absolute_uri(quote(page)))


def pdf_answer(document: Document, stamp: Stamp, *, name: str, remember: Callable[[dict], object]) -> HttpResponse:
    """The document as a PDF download. `remember` writes the trail's entry from these facts; without it nothing leaves."""
    content = typeset(document, stamp)
    remember({"number": document.number, "format": "pdf", "copy": stamp.code})
    return download(content, name=f"{name}.pdf")


def download(content: bytes, *, name: str) -> HttpResponse:
    """`name`: a number with its suffix, never content."""
    response = HttpResponse(content, content_type=TYPES[name.rpartition(".")[2]])
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

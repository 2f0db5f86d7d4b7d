"""The report as a file of any kind, for the download, the worker and the operator's command alike."""

from collections.abc import Callable

from django.utils import timezone

from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset
from approvals.sheets.word import as_docx
from audit.inspection.documents import report_document
from audit.inspection.models import Report
from audit.inspection.sheets import as_csv
from audit.inspection.workbooks import as_xlsx


def content_of(report: Report, suffix: str, stamp: Stamp) -> bytes:
    """The whole file, in memory, in the language in use. `suffix`: pdf, docx, xlsx or csv."""
    return MAKERS[suffix](report, stamp)


def _pdf(report: Report, stamp: Stamp) -> bytes:
    return typeset(report_document(report, on=timezone.localdate()), stamp)


def _docx(report: Report, stamp: Stamp) -> bytes:
    return as_docx(report_document(report, on=timezone.localdate()), stamp)


def _csv(report: Report, stamp: Stamp) -> bytes:
    return as_csv(report, reader=stamp.reader).encode()


MAKERS: dict[str, Callable[[Report, Stamp], bytes]] = {"pdf": _pdf, "docx": _docx, "xlsx": as_xlsx, "csv": _csv}

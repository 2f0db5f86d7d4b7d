"""The slip as a PDF: at once where it is short, by the worker where its list is long."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from approvals import events
from approvals.sheets.answers import pdf_answer, stamp_for
from approvals.sheets.kinds import Kind, Progress
from approvals.sheets.making import ask_for, inline_rows
from approvals.sheets.stamps import Stamp
from approvals.sheets.typesetting import typeset
from audit.trail.actions import record
from audit.trail.refusals import Obstacle
from destruction.documents import slip_document
from destruction.models import DestructionSlip
from destruction.querysets import is_concerned, visible_slips
from destruction.views.pages import find_slip, particulars
from personnel.models import Person


@require_safe
def slip_pdf(request: HttpRequest, pk) -> HttpResponse:
    """The same slip as the print page shows this reader."""
    slip = find_slip(request, pk)
    stamp = stamp_for(request, slip.get_absolute_url())
    if slip.items.count() > inline_rows():
        return redirect(ask_for(KIND.code, slip, "pdf", stamp, by=request.user))

    def remember(facts):
        record(events.SLIP_DOWNLOADED, actor=request.user, subject=slip, facts=facts)

    return pdf_answer(slip_document(particulars(request.user, slip)), stamp, name=slip.number, remember=remember)


def _find(person: Person, pk: UUID) -> DestructionSlip | None:
    return visible_slips(person, on=timezone.localdate()).filter(pk=pk).first()


def _obstacles(slip: DestructionSlip, person: Person) -> Iterator[Obstacle]:
    """Whoever sees the slip may have it."""
    yield from ()


def _depth(slip: DestructionSlip, person: Person) -> str:
    """The reason stands on the sheet of those whose business the slip is. Basis: DESIGN §3."""
    return "with reason" if is_concerned(slip, person, on=timezone.localdate()) else "without reason"


def _make(slip: DestructionSlip, reader: Person, suffix: str, stamp: Stamp, progress: Progress) -> bytes:
    document = slip_document(particulars(reader, slip))
    progress(0, document.rows)
    content = typeset(document, stamp)
    progress(document.rows, document.rows)
    return content


def _name(slip: DestructionSlip, suffix: str) -> str:
    return f"{slip.number}.{suffix}"


KIND = Kind("destruction_slip", _("Destruction slip"), events.SLIP_DOWNLOADED, _find, _obstacles, _depth, _make, _name)

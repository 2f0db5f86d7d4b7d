"""Borrow slips: the list, the page, the print, the steps that all slips share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from approvals import events
from approvals import views as steps
from approvals.listing import page_of
from approvals.sheets.answers import pdf_answer, stamp_for
from audit.trail.actions import record
from custody.documents import borrow_document
from custody.filters import narrowed_slips
from custody.forms import SlipFilterForm
from custody.querysets import visible_slips
from custody.views.pages import TONES, find_slip, is_overdue, particulars, show_slip

SORTS = {"number": ("number",), "filed": ("filed_at",), "due": ("due_on", "number"), "status": ("status", "number")}


@require_safe
def slip_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = SlipFilterForm(request.GET)
    rows = narrowed_slips(visible_slips(request.user), form, request.user, on=today)
    page = page_of(request, rows, sorts=SORTS, default="-filed")
    for slip in page:
        slip.tone = "bad" if is_overdue(slip, today) else TONES[slip.status]
        slip.late = is_overdue(slip, today)
    facts = {"count": len(page), "slips": [str(slip.pk) for slip in page]}
    record(events.SLIPS_LISTED, actor=request.user, facts=facts)
    return render(request, "custody/borrow_slip_list.html", {"page": page, "filter_form": form})


@require_safe
def borrow_slip(request: HttpRequest, pk) -> HttpResponse:
    return show_slip(request, find_slip(request, pk))


@require_safe
def borrow_print(request: HttpRequest, pk) -> HttpResponse:
    slip = find_slip(request, pk)
    record(events.SLIP_PRINTED, actor=request.user, subject=slip, dossier_id=slip.record_id, facts={"number": slip.number})
    context = {**particulars(request, slip), "back_url": slip.get_absolute_url()}
    return render(request, "custody/borrow_slip_print.html", context)


@require_safe
def borrow_pdf(request: HttpRequest, pk) -> HttpResponse:
    """The same slip as the print page shows this reader, as a PDF."""
    slip = find_slip(request, pk)

    def remember(facts):
        record(events.SLIP_DOWNLOADED, actor=request.user, subject=slip, dossier_id=slip.record_id, facts=facts)

    document, stamp = borrow_document(particulars(request, slip)), stamp_for(request, slip.get_absolute_url())
    return pdf_answer(document, stamp, name=slip.number, remember=remember)


@require_POST
def approval(request: HttpRequest, pk) -> HttpResponse:
    return steps.approval(request, find_slip(request, pk), show_slip)


@require_POST
def refusal(request: HttpRequest, pk) -> HttpResponse:
    return steps.refusal(request, find_slip(request, pk), show_slip)


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    return steps.withdrawal(request, find_slip(request, pk), show_slip)

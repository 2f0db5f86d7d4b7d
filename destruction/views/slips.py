"""Destruction slips: the list, the page, the print, the steps that all slips share."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from approvals import events
from approvals import views as steps
from approvals.listing import page_of
from audit.trail.actions import record
from destruction.candidates import units_kept_by
from destruction.filters import narrowed
from destruction.forms import SlipFilterForm
from destruction.querysets import visible_slips
from destruction.views.pages import TONES, find_slip, particulars, show_slip

SORTS = {"number": ("number",), "filed_at": ("filed_at", "number"), "status": ("status", "number"), "method": ("method", "number")}


@require_safe
def slip_list(request: HttpRequest) -> HttpResponse:
    form = SlipFilterForm(request.GET)
    rows = narrowed(visible_slips(request.user, on=timezone.localdate()), form)
    page = page_of(request, rows, sorts=SORTS, default="-filed_at")
    for slip in page:
        slip.tone = TONES[slip.status]
    record(events.SLIPS_LISTED, actor=request.user, facts={"count": len(page), "slips": [str(slip.pk) for slip in page]})
    context = {"page": page, "filter_form": form, "may_file": bool(units_kept_by(request.user))}
    return render(request, "destruction/slip_list.html", context)


@require_safe
def slip(request: HttpRequest, pk) -> HttpResponse:
    return show_slip(request, find_slip(request, pk))


@require_safe
def slip_print(request: HttpRequest, pk) -> HttpResponse:
    found = find_slip(request, pk)
    record(events.SLIP_PRINTED, actor=request.user, subject=found, facts={"number": found.number})
    context = {**particulars(request.user, found), "back_url": found.get_absolute_url()}
    return render(request, "destruction/slip_print.html", context)


@require_POST
def approval(request: HttpRequest, pk) -> HttpResponse:
    return steps.approval(request, find_slip(request, pk), show_slip)


@require_POST
def refusal(request: HttpRequest, pk) -> HttpResponse:
    return steps.refusal(request, find_slip(request, pk), show_slip)


@require_POST
def withdrawal(request: HttpRequest, pk) -> HttpResponse:
    return steps.withdrawal(request, find_slip(request, pk), show_slip)

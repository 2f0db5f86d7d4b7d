"""A person's notices of changed levels, and their receipts."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from approvals.listing import page_of
from audit.trail.actions import record
from classification import events
from classification.gradings.notices import acknowledge
from classification.gradings.querysets import notices_for
from classification.naming import named

WAITING_FIRST = {"sent": ("acknowledged_at", "sent_at")}  # what is not acknowledged has no moment yet and comes first


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Number, old mark and new; nothing of the content, and a link only where the record is still open to the person."""
    page = page_of(request, notices_for(request.user), sorts=WAITING_FIRST, default="-sent")
    names = named([notice.grading.record_id for notice in page], request.user, on=timezone.localdate())
    rows = [(notice, names.get(notice.grading.record_id)) for notice in page]
    numbers = [name.number for _notice, name in rows if name]
    record(events.NOTICES_READ, actor=request.user, facts={"count": len(rows), "numbers": numbers})
    return render(request, "classification/notice_list.html", {"rows": rows, "page": page})


@require_POST
def receipt(request: HttpRequest, pk) -> HttpResponse:
    acknowledge(get_object_or_404(notices_for(request.user), pk=pk), by=request.user)
    messages.success(request, _("Your receipt is kept."))
    return redirect("classification:notices")

"""The pages of the roof: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from approvals.events import SLIPS_LISTED
from approvals.registry import awaiting_signature_of
from audit.trail.actions import record
from config import events
from config.worklist import other_signatures, waiting_groups


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    groups = waiting_groups(request.user, on=today)
    numbers = [item.number for group in groups for item in group.items if item.number]
    record(events.WORKLIST_READ, actor=request.user, facts={"count": len(numbers), "numbers": numbers})
    return render(request, "config/worklist.html", {"work": groups, "today": today, "total": len(numbers)})


@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    slips, others = awaiting_signature_of(request.user, on=today), other_signatures(request.user, on=today)
    facts = {"count": len(slips) + len(others), "slips": [str(slip.pk) for slip in slips], "others": [item.number for item in others]}
    record(SLIPS_LISTED, actor=request.user, facts=facts)
    return render(request, "config/approvals.html", {"slips": slips, "others": others})

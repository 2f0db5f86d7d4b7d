"""The pages of the roof: what waits for me."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from approvals.events import SLIPS_LISTED
from approvals.registry import awaiting_signature_of
from audit.trail.actions import record
from config import events
from config import overview as overviews
from config.failures import open_failures
from config.health import disk_left, problems
from config.worklist import other_signatures, waiting_groups
from personnel.offices import ADMINISTRATORS

PART_TITLES = {"records": _("Records"), "keystore": _("Key store"), "valkey": _("Queue"), "worker": _("Worker")}


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


@require_safe
def operations(request: HttpRequest) -> HttpResponse:
    """Which parts are up and which tasks failed: for the administrators, without a word of content."""
    if not request.user.office_codes() & ADMINISTRATORS:
        raise Http404
    failed, down = open_failures(), {name for name, problem in problems().items() if problem is not None}
    count = failed.count()
    record(events.OPERATIONS_READ, actor=request.user, facts={"failed": count})
    parts = [(title, name not in down) for name, title in PART_TITLES.items()]
    return render(request, "config/operations.html", {"parts": parts, "failed": failed[:100], "count": count, "disk": disk_left()})


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    if not overviews.is_for(request.user):
        raise Http404
    today = timezone.localdate()
    seen = overviews.Overview(request.user, on=today)
    record(events.OVERVIEW_READ, actor=request.user, facts={"count": seen.total})
    return render(request, "config/overview.html", {"overview": seen, "hands": seen.hands(), "today": today})

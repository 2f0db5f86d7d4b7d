"""A person's notices of changed levels and their receipts; periods that end and reviews that are due."""

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from approvals.listing import page_of
from audit.trail.actions import record
from classification import events
from classification.actions import keep_grading
from classification.gradings.due import ending_for, is_last_warning, reviews_for
from classification.gradings.forms import ReviewsForm
from classification.gradings.notices import acknowledge
from classification.gradings.querysets import notices_for
from classification.naming import named
from classification.querysets import visible_records
from classification.scoping.notices import acknowledge as acknowledge_scope
from classification.scoping.querysets import scope_notices_for

WAITING_FIRST = {"sent": ("acknowledged_at", "sent_at")}  # what is not acknowledged has no moment yet and comes first

MOST = 100


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Number, old mark and new; nothing of the content, and a link only where the record is still open to the person."""
    page = page_of(request, notices_for(request.user), sorts=WAITING_FIRST, default="-sent")
    names = named([notice.grading.record_id for notice in page], request.user, on=timezone.localdate())
    rows = [(notice, names.get(notice.grading.record_id)) for notice in page]
    numbers = [name.number for _notice, name in rows if name]
    about_scopes = _about_scopes(request)
    numbers += [name.number for _notice, name in about_scopes if name]
    record(events.NOTICES_READ, actor=request.user, facts={"count": len(rows) + len(about_scopes), "numbers": numbers})
    return render(request, "classification/notice_list.html", {"rows": rows, "page": page, "about_scopes": about_scopes})


def _about_scopes(request: HttpRequest) -> list:
    """The newest notices of who was let in and let out, what waits for a receipt first."""
    found = list(scope_notices_for(request.user).order_by(F("acknowledged_at").desc(nulls_first=True), "-sent_at")[:MOST])
    names = named([notice.change.record_id for notice in found], request.user, on=timezone.localdate())
    return [(notice, names.get(notice.change.record_id)) for notice in found]


@require_POST
def scope_receipt(request: HttpRequest, pk) -> HttpResponse:
    acknowledge_scope(get_object_or_404(scope_notices_for(request.user), pk=pk), by=request.user)
    messages.success(request, _("Your receipt is kept."))
    return redirect("classification:notices")


@require_POST
def receipt(request: HttpRequest, pk) -> HttpResponse:
    acknowledge(get_object_or_404(notices_for(request.user), pk=pk), by=request.user)
    messages.success(request, _("Your receipt is kept."))
    return redirect("classification:notices")


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What the handling officer reviews or extends, and what the grading authority will be asked about."""
    today = timezone.localdate()
    reviews = list(reviews_for(request.user, on=today).order_by("grading__review_on", "pk")[:MOST])
    periods = list(ending_for(request.user, on=today).order_by("grading__secret_until", "pk")[:MOST])
    names = named([found.pk for found in [*reviews, *periods]], request.user, on=today)
    numbers = [name.number for name in names.values()]
    record(events.DUE_READ, actor=request.user, facts={"count": len(numbers), "numbers": numbers})
    context = {
        "reviews": [(found, names.get(found.pk)) for found in reviews],
        "periods": [(found, names.get(found.pk), is_last_warning(found.grading, on=today)) for found in periods],
    }
    return render(request, "classification/due_list.html", context)


@require_POST
def reviews(request: HttpRequest) -> HttpResponse:
    """Those chosen stay as they are, together or not at all."""
    today = timezone.localdate()
    form = ReviewsForm(request.POST, due=reviews_for(request.user, on=today))
    if not form.is_valid():
        messages.warning(request, _("Choose at least one record whose review is due."))
        return redirect("classification:due")
    chosen = sorted(form.cleaned_data["records"], key=lambda found: found.pk)
    with transaction.atomic():
        for found in chosen:
            keep_grading(found, by=request.user, on=today)
    said = ngettext("%(count)s grading stays as it is.", "%(count)s gradings stay as they are.", len(chosen))
    messages.success(request, said % {"count": len(chosen)})
    return redirect("classification:due")


@require_POST
def review(request: HttpRequest, pk) -> HttpResponse:
    """It stays as it is."""
    today = timezone.localdate()
    found = get_object_or_404(visible_records(request.user, on=today), pk=pk)
    keep_grading(found, by=request.user, on=today)
    messages.success(request, _("The grading stays as it is; you are asked again in a year."))
    return redirect("classification:due")

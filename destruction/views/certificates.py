"""The certificate: permanent, verified each time it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.models import Result
from destruction import certificates, events
from destruction.models import Certificate
from destruction.querysets import visible_slips
from destruction.wording import worded


@require_safe
def certificate(request: HttpRequest, pk) -> HttpResponse:
    context = _context(request, pk, events.CERTIFICATE_READ)
    return render(request, "destruction/certificate.html", context)


@require_safe
def certificate_print(request: HttpRequest, pk) -> HttpResponse:
    context = _context(request, pk, events.CERTIFICATE_PRINTED)
    context["back_url"] = context["certificate"].get_absolute_url()
    return render(request, "destruction/certificate_print.html", context)


def _context(request: HttpRequest, pk, event: Event) -> dict:
    """Verified at each reading; the entry says whether it did."""
    slip = get_object_or_404(visible_slips(request.user, on=timezone.localdate()), pk=pk)
    found = get_object_or_404(Certificate, slip=slip)
    verifies = certificates.verifies(found)
    result = Result.DONE if verifies else Result.FAILED
    record(event, actor=request.user, subject=slip, result=result, facts={"number": slip.number})
    return {"slip": slip, "certificate": found, "mark": slip.mark, "words": worded(found.content), "verifies": verifies}

"""The certificate: permanent, verified each time it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.trail.actions import record
from destruction import certificates, events
from destruction.models import Certificate, DestructionSlip
from destruction.querysets import visible_slips
from destruction.wording import worded


@require_safe
def certificate(request: HttpRequest, pk) -> HttpResponse:
    slip, found = _find(request, pk)
    record(events.CERTIFICATE_READ, actor=request.user, subject=slip, facts={"number": slip.number})
    return render(request, "destruction/certificate.html", _context(slip, found))


@require_safe
def certificate_print(request: HttpRequest, pk) -> HttpResponse:
    slip, found = _find(request, pk)
    record(events.CERTIFICATE_PRINTED, actor=request.user, subject=slip, facts={"number": slip.number})
    return render(request, "destruction/certificate_print.html", {**_context(slip, found), "back_url": found.get_absolute_url()})


def _find(request: HttpRequest, pk) -> tuple[DestructionSlip, Certificate]:
    slip = get_object_or_404(visible_slips(request.user, on=timezone.localdate()), pk=pk)
    return slip, get_object_or_404(Certificate, slip=slip)


def _context(slip: DestructionSlip, found: Certificate) -> dict:
    return {
        "slip": slip,
        "certificate": found,
        "mark": slip.mark,
        "words": worded(found.content),
        "verifies": certificates.verifies(found),
    }

"""The certificate: permanent, verified each time it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from approvals.sheets.answers import pdf_answer, stamp_for
from audit.trail.actions import record
from audit.trail.events import Event
from audit.trail.models import Result
from destruction import certificates, events
from destruction.documents import certificate_document
from destruction.models import Certificate
from destruction.querysets import visible_slips
from destruction.wording import worded


@require_safe
def certificate(request: HttpRequest, pk) -> HttpResponse:
    return _draw(request, pk, "destruction/certificate.html", events.CERTIFICATE_READ)


@require_safe
def certificate_print(request: HttpRequest, pk) -> HttpResponse:
    return _draw(request, pk, "destruction/certificate_print.html", events.CERTIFICATE_PRINTED)


@require_safe
def certificate_pdf(request: HttpRequest, pk) -> HttpResponse:
    found, shown = _find(request, pk)

    def remember(facts):
        _remember(request, shown, events.CERTIFICATE_DOWNLOADED, facts)

    document = certificate_document(found, shown["words"], mark=shown["mark"], verifies=shown["verifies"])
    return pdf_answer(document, stamp_for(request, found.get_absolute_url()), name=f"{document.number}-certificate", remember=remember)


def _draw(request: HttpRequest, pk, template: str, event: Event) -> HttpResponse:
    found, shown = _find(request, pk)
    _remember(request, shown, event, {"number": shown["slip"].number})
    return render(request, template, {**shown, "back_url": found.get_absolute_url()})


def _find(request: HttpRequest, pk) -> tuple[Certificate, dict]:
    """Verified at each reading."""
    slip = get_object_or_404(visible_slips(request.user, on=timezone.localdate()), pk=pk)
    found = get_object_or_404(Certificate, slip=slip)
    words, verifies = worded(found.content), certificates.verifies(found)
    return found, {"slip": slip, "certificate": found, "mark": slip.mark, "words": words, "verifies": verifies}


def _remember(request: HttpRequest, shown: dict, event: Event, facts: dict) -> None:
    """The entry says whether the certificate verified."""
    result = Result.DONE if shown["verifies"] else Result.FAILED
    record(event, actor=request.user, subject=shown["slip"], result=result, facts=facts)

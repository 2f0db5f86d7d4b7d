"""The signed leaving pledge (离职保密承诺书) as a document, for whoever reads the departure. Basis: REQUIREMENTS H4, DOMAIN §5.8."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals import events
from approvals.sheets.answers import pdf_answer, stamp_for
from approvals.sheets.parts import Document, Form, Heading, Prose, SignatureLine, Signatures
from approvals.sheets.values import halved, moment
from audit.trail.actions import record
from personnel.leaving.models import LeavingPledge
from personnel.leaving.pledging import signed_boxes
from personnel.leaving.querysets import visible_departures


@require_safe
def leaving_pledge(request, pk):
    """By its departure: for the person, their head and the security administrator."""
    departure = get_object_or_404(visible_departures(request.user, on=timezone.localdate()), pk=pk)
    found = LeavingPledge.objects.filter(departure=departure).select_related("text", "person").first()
    if found is None:
        raise Http404

    def remember(facts):
        record(events.LEAVING_PLEDGE_DOWNLOADED, actor=request.user, subject=departure, facts=facts)

    return pdf_answer(leaving_document(found), stamp_for(request, departure.get_absolute_url()), name=found.number, remember=remember)


def leaving_document(found: LeavingPledge) -> Document:
    """Boxes and text are Chinese in every language; the frame speaks the reader's."""
    boxes = signed_boxes(found)
    signed = SignatureLine(
        label=_("Person who leaves"), said=_("Read and signed in the system"), name=found.person.name, at=moment(found.signed_at)
    )
    return Document(
        kind=_("Leaving pledge"),
        title=found.text.title,
        number=found.number,
        parts=[
            Form([boxes[at : at + 2] for at in range(0, len(boxes), 2)]),
            Prose(found.text.body),
            Signatures(_("Signatures"), [_("Party"), _("Opinion"), _("Signature"), _("Date")], [signed]),
            Heading(_("Digest of what was signed")),
            Prose(halved(found.payload_hash), quiet=True),
        ],
    )

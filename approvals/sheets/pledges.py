"""The signed pledge (责任书) as a document, for whoever may read it. Basis: REQUIREMENTS H3, DOMAIN §5.8."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals import events
from approvals.sheets.answers import pdf_answer, stamp_for
from approvals.sheets.parts import Document, Form, Heading, Prose, SignatureLine, Signatures
from approvals.sheets.values import halved, moment
from audit.trail.actions import record
from personnel.gate.models import Pledge
from personnel.gate.page import boxes_and_text
from personnel.gate.querysets import visible_pledges


@require_safe
def pledge(request, pk):
    """The pledge as a PDF: for the person, their head and the security administrator."""
    found = get_object_or_404(visible_pledges(request.user, on=timezone.localdate()), pk=pk)

    def remember(facts):
        record(events.PLEDGE_DOWNLOADED, actor=request.user, subject=found, facts=facts)

    return pdf_answer(pledge_document(found), stamp_for(request, found.get_absolute_url()), name=found.number, remember=remember)


def pledge_document(found: Pledge) -> Document:
    """Boxes and text are Chinese in every language; the frame speaks the reader's."""
    boxes, body = boxes_and_text(found)
    signed = SignatureLine(
        label=_("Responsible person"), said=_("Read and signed in the system"), name=found.person.name, at=moment(found.signed_at)
    )
    return Document(
        kind=_("Confidentiality pledge"),
        title=found.text.title,
        number=found.number,
        parts=[
            Form([boxes[at : at + 2] for at in range(0, len(boxes), 2)]),
            Prose(body),
            Signatures(_("Signatures"), [_("Party"), _("Opinion"), _("Signature"), _("Date")], [signed]),
            Heading(_("Digest of what was signed")),
            Prose(halved(found.payload_hash), quiet=True),
        ],
    )

"""The agreement with a partner firm (保密协议) as a document, before and after it is signed. Basis: REQUIREMENTS H3, DOMAIN §5.4."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals import events
from approvals.sheets.answers import pdf_answer, stamp_for
from approvals.sheets.parts import Document, Form, Heading, Prose, SignatureLine, Signatures
from approvals.sheets.values import day, halved, moment
from audit.trail.actions import record
from personnel.partners.binding import boxes_of
from personnel.partners.models import Agreement, State
from personnel.partners.querysets import visible_agreements


@require_safe
def partner_agreement(request, pk):
    """For whoever sees the firm; what was discarded is not printed."""
    found = get_object_or_404(visible_agreements(request.user, on=timezone.localdate()), pk=pk)
    if found.state == State.DISCARDED:
        raise Http404

    def remember(facts):
        record(events.AGREEMENT_DOWNLOADED, actor=request.user, subject=found, facts=facts)

    return pdf_answer(agreement_document(found), stamp_for(request, found.get_absolute_url()), name=found.number, remember=remember)


def agreement_document(found: Agreement) -> Document:
    """Boxes and text are Chinese in every language; the frame speaks the reader's."""
    boxes = boxes_of(found)
    *pairs, liability = boxes
    waits = _("Not signed yet")
    firm = SignatureLine(
        label=_("Party B (the firm)"),
        said=_("Signed on paper") if found.firm_signed_on else waits,
        name=found.signatory,
        office=found.partner.name,
        at=day(found.firm_signed_on),
    )
    house = SignatureLine(
        label=_("Party A (the house)"),
        said=_("Read and signed in the system") if found.signed_by else waits,
        name=found.signed_by.name if found.signed_by else "",
        at=moment(found.signed_at),
    )
    return Document(
        kind=_("Confidentiality agreement"),
        title=found.text.title,
        number=found.number,
        parts=[
            Form([*(pairs[at : at + 2] for at in range(0, len(pairs), 2)), [liability]]),
            Prose(found.text.body),
            Signatures(_("Signatures"), [_("Party"), _("Opinion"), _("Signature"), _("Date")], [house, firm]),
            Heading(_("Digest of what is signed")),
            Prose(halved(found.payload_hash), quiet=True),
        ],
    )

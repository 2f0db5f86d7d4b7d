"""Of a partner firm: its agreement (保密协议), before it is signed too, and the closing statement. Basis: REQUIREMENTS H3, DOMAIN §5.4."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from approvals import events
from approvals.sheets.answers import pdf_answer, stamp_for
from approvals.sheets.parts import Document, Form, Heading, Listing, Part, Prose, SignatureLine, Signatures
from approvals.sheets.values import day, halved, moment
from audit.trail.actions import record
from personnel.partners.binding import boxes_of
from personnel.partners.ending.models import Ending
from personnel.partners.ending.models import State as EndState
from personnel.partners.ending.querysets import visible_endings
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


@require_safe
def partner_closing(request, pk):
    """The statement with which a finished cooperation is closed."""
    found = get_object_or_404(visible_endings(request.user, on=timezone.localdate()), pk=pk)
    if found.state != EndState.FINISHED:
        raise Http404

    def remember(facts):
        record(events.CLOSING_DOWNLOADED, actor=request.user, subject=found, facts=facts)

    return pdf_answer(closing_document(found), stamp_for(request, found.get_absolute_url()), name=found.number, remember=remember)


def closing_document(found: Ending) -> Document:
    """What came back, what was written off, and who closed it."""
    partner = found.partner
    proofs = [
        [day(one.on), str(one.get_kind_display()), one.what, one.reference, one.handed_by, one.received_by.name]
        for one in found.hand_backs.select_related("received_by")
    ]
    lost = [
        [one.person.name, one.proposal.values["number"], one.proposal.decided_by.name, moment(one.proposal.decided_at)]
        for one in found.write_offs.select_related("person", "proposal__decided_by")
    ]
    closed = SignatureLine(
        label=_("Closed by"),
        said=_("Everything is zero or written off."),
        name=found.closed_by.name,
        at=moment(found.closed_at),
    )
    firm = [
        [(_("Name of the firm"), partner.name), (_("Unified social credit code"), partner.code)],
        [(_("Unit that answers for it"), str(partner.unit)), (_("Why it ends"), str(found.get_ground_display()))],
        [(_("Reason"), found.reason)],
    ]
    heads = [_("Day"), _("What became of it"), _("What it was"), _("Number"), _("Handed over by"), _("Received here by")]
    parts: list[Part] = [Form(firm), Listing(heads, proofs, (14, 12, 28, 18, 14, 14), title=_("Returned and destroyed"))]
    if lost:
        heads = [_("Person"), _("Number"), _("Proposal decided by"), _("Date")]
        parts.append(Listing(heads, lost, (20, 40, 20, 20), title=_("Written off")))
    parts.append(Signatures(_("Signatures"), [_("Party"), _("Opinion"), _("Signature"), _("Date")], [closed]))
    return Document(kind=_("Closing statement"), title=_("Closing statement"), number=found.number, parts=parts)
